// Reading families back. Relations stand before families in a file and may be millions; of each
// only its kind and confidence are kept, by a hash of its two ids.
#include "stored_families.h"

#include <xxhash.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "result_lines.h"

namespace newsprint::cli {
namespace {

namespace dom = simdjson::dom;

uint32_t Thousandths(double share) {
  return share >= 0 && share <= 1 ? static_cast<uint32_t>(std::lround(share * 1000)) : 0;
}

// A field that may be missing.
std::string StringAt(const dom::object& object, std::string_view key) {
  std::string_view value;
  return object[key].get_string().get(value) ? std::string() : std::string(value);
}

class Collector {
 public:
  Taken Take(const ResultLine& line) {
    if (line.type == "relation") return {TakeRelation(line.object)};
    if (line.type == "family") return {TakeFamily(line)};
    if (line.type == "summary") return {TakeSummary(line.object)};
    return {};
  }

  StoredFamilies Result() && { return std::move(result_); }

 private:
  simdjson::error_code TakeRelation(const dom::object& object) {
    std::string_view a, b, kind;
    double confidence = 0;
    if (auto error = object["a"].get_string().get(a)) return error;
    if (auto error = object["b"].get_string().get(b)) return error;
    if (auto error = object["kind"].get_string().get(kind)) return error;
    if (auto error = object["confidence"].get_double().get(confidence)) return error;
    const std::optional<Kind> known = ParseKind(kind);
    if (known) relations_[Key(a, b)] = {*known, Thousandths(confidence)};
    return simdjson::SUCCESS;
  }

  simdjson::error_code TakeFamily(const ResultLine& line) {
    StoredFamily family;
    family.line = line.bytes;
    dom::array ids;
    if (auto error = line.object["id"].get_uint64().get(family.id)) return error;
    if (auto error = line.object["members"].get_array().get(ids)) return error;
    for (const dom::element value : ids) {
      std::string_view id;
      if (auto error = value.get_string().get(id)) return error;
      family.members.emplace_back().id = id;
    }
    if (family.members.empty()) return simdjson::INDEX_OUT_OF_BOUNDS;
    std::string_view representative;
    if (auto error = line.object["representative"].get_string().get(representative)) return error;
    const std::string first(representative);
    dom::object fields;
    if (auto error = line.object["parents"].get_object().get(fields)) return error;
    if (auto error = ForEachMember(fields, &family, ReadParent)) return error;
    // Results of former versions have no "about".
    if (!line.object["about"].get_object().get(fields)) {
      if (auto error = ForEachMember(fields, &family, ReadAbout)) return error;
    }
    Complete(first, &family);
    result_.families.push_back(std::move(family));
    return simdjson::SUCCESS;
  }

  using ReadMember = void (*)(const dom::object& fields, StoredMember* member);

  // Gives the fields of each member named in `named` to `read`.
  static simdjson::error_code ForEachMember(const dom::object& named, StoredFamily* family,
                                            ReadMember read) {
    std::map<std::string_view, StoredMember*> members;
    for (StoredMember& member : family->members) members.emplace(member.id, &member);
    for (const dom::key_value_pair field : named) {
      dom::object fields;
      if (auto error = field.value.get_object().get(fields)) return error;
      const auto member = members.find(field.key);
      if (member != members.end()) read(fields, member->second);
    }
    return simdjson::SUCCESS;
  }

  static void ReadParent(const dom::object& fields, StoredMember* member) {
    member->parent = StringAt(fields, "parent");
    member->outside = StringAt(fields, "outside");
    member->kind = StringAt(fields, "kind");
    double confidence = 0;
    if (!fields["confidence"].get_double().get(confidence)) {
      member->confidence = Thousandths(confidence);
    }
  }

  static void ReadAbout(const dom::object& fields, StoredMember* member) {
    member->headline = StringAt(fields, "headline");
    member->source = StringAt(fields, "source");
    member->published = StringAt(fields, "published");
  }

  // Puts members in order, and says how those without a parent are related to the representative.
  void Complete(const std::string& first, StoredFamily* family) const {
    const auto place = [&first](const StoredMember& member) {
      return std::tuple(member.id != first, member.published.empty(),
                        std::string_view(member.published));
    };
    std::stable_sort(family->members.begin(), family->members.end(),
                     [&](const auto& x, const auto& y) { return place(x) < place(y); });
    for (StoredMember& member : family->members) {
      if (!member.parent.empty() || member.id == first) continue;
      const auto found = relations_.find(Key(first, member.id));
      if (found == relations_.end()) continue;
      member.kind = KindName(found->second.first);
      member.confidence = found->second.second;
    }
  }

  simdjson::error_code TakeSummary(const dom::object& object) {
    result_.complete = true;
    return object["articles"].get_uint64().get(result_.articles);
  }

  // The same for both orders.
  static uint64_t Key(std::string_view a, std::string_view b) {
    return XXH3_64bits(a.data(), a.size()) ^ XXH3_64bits(b.data(), b.size());
  }

  std::unordered_map<uint64_t, std::pair<Kind, uint32_t>> relations_;
  StoredFamilies result_;
};

}  // namespace

absl::StatusOr<StoredFamilies> ReadFamilies(const std::string& path) {
  Collector collector;
  const absl::Status read =
      ReadResultLines(path, "families takes what 'newsprint scan --format jsonl' wrote",
                      [&](const ResultLine& line) { return collector.Take(line); });
  if (!read.ok()) return read;
  return std::move(collector).Result();
}

}  // namespace newsprint::cli

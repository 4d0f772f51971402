// Reading back a result of `newsprint scan`: line by line, until the relation asked for has come.
#include "stored_result.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <string_view>
#include <utility>

#include "result_lines.h"

namespace newsprint::cli {
namespace {

namespace dom = simdjson::dom;

std::optional<Null::Source> ParseSource(std::string_view name) {
  for (const auto source : {Null::Source::kNone, Null::Source::kNeighbours, Null::Source::kBlended,
                            Null::Source::kParametric}) {
    if (NullSourceName(source) == name) return source;
  }
  return std::nullopt;
}

// The lines of one result, searched for one pair.
class Search {
 public:
  Search(std::string path, std::string_view a, std::string_view b)
      : path_(std::move(path)), a_(a), b_(b) {}

  absl::StatusOr<StoredResult> Run() {
    const absl::Status read =
        ReadResultLines(path_, "--relations takes what 'newsprint scan --format jsonl' wrote",
                        [this](const ResultLine& line) {
                          const simdjson::error_code error = ReadLine(line);
                          return Taken{error, result_.relation.has_value()};
                        });
    if (!read.ok()) return read;
    const auto third = std::find_if(with_a_.begin(), with_a_.end(),
                                    [this](const std::string& id) { return with_b_.contains(id); });
    if (!result_.relation && third != with_a_.end()) result_.third = *third;
    return result_;
  }

 private:
  simdjson::error_code ReadLine(const ResultLine& line) {
    const dom::object& object = line.object;
    std::string_view a, b;
    if (line.type == "header") return ReadHeader(object);
    if (line.type != "relation") return simdjson::SUCCESS;
    if (auto error = object["a"].get_string().get(a)) return error;
    if (auto error = object["b"].get_string().get(b)) return error;
    const bool has_a = a == a_ || b == a_, has_b = a == b_ || b == b_;
    if (!has_a && !has_b) return simdjson::SUCCESS;
    StoredRelation relation;
    if (auto error = ReadRelation(object, &relation)) return error;
    if (relation.null.n > result_.of_others.n) result_.of_others = relation.null;
    const std::string_view other = a == a_ || a == b_ ? b : a;
    (has_a ? with_a_ : with_b_).emplace(other);
    if (has_a && has_b) result_.relation = std::move(relation);
    return simdjson::SUCCESS;
  }

  // The header of a diff has no inputs.
  simdjson::error_code ReadHeader(const dom::object& object) {
    dom::array inputs;
    if (auto error = object["inputs"].get_array().get(inputs)) return error;
    for (const dom::element input : inputs) {
      uint64_t articles = 0;
      if (auto error = input["articles"].get_uint64().get(articles)) return error;
      result_.articles += articles;
    }
    return simdjson::SUCCESS;
  }

  static simdjson::error_code ReadRelation(const dom::object& object, StoredRelation* relation) {
    dom::object stored;
    std::string_view kind;
    uint64_t n = 0;
    double value = 0;
    std::string_view source;
    if (auto error = object["kind"].get_string().get(kind)) return error;
    if (auto error = object["null"].get_object().get(stored)) return error;
    if (auto error = stored["n"].get_uint64().get(n)) return error;
    if (auto error = stored["value"].get_double().get(value)) return error;
    if (auto error = stored["source"].get_string().get(source)) return error;
    const std::optional<Null::Source> known = ParseSource(source);
    if (!known || !(value >= 0 && value <= 1)) return simdjson::INCORRECT_TYPE;
    const auto thousandths = static_cast<uint32_t>(std::lround(value * 1000));
    *relation = {std::string(kind), {static_cast<uint32_t>(n), thousandths, *known}};
    return simdjson::SUCCESS;
  }

  const std::string path_;
  const std::string_view a_, b_;
  std::set<std::string> with_a_, with_b_;  // ids of what either is related to
  StoredResult result_;
};

}  // namespace

absl::StatusOr<StoredResult> ReadStored(const std::string& path, const std::string& a,
                                        const std::string& b) {
  return Search(path, a, b).Run();
}

}  // namespace newsprint::cli

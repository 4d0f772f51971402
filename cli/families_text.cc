// Families as people read them. The tree is drawn from what a file says and may therefore not be
// one: who is his own ancestor there begins another tree.
#include "families_text.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string_view>
#include <utility>

#include "newsprint/relation.h"

namespace newsprint::cli {
namespace {

constexpr size_t kSourcesShown = 6;
constexpr uint32_t kWidest = 160;  // longer lines are hard to follow
constexpr uint32_t kNarrowest = 60;
constexpr size_t kDeepest = 1000;  // bytes of branches before a row

uint32_t Width(const TextPage& page) { return std::clamp(page.width, kNarrowest, kWidest); }

// "2025-10-14", "2025-10-14 to 2025-10-17", or "".
std::string Dates(const StoredFamily& family) {
  std::string first, last;
  for (const StoredMember& member : family.members) {
    if (member.published.empty()) continue;
    if (first.empty() || member.published < first) first = member.published;
    if (member.published > last) last = member.published;
  }
  return first == last ? first : first + " to " + last;
}

// "3 articles, 2025-10-14 to 2025-10-15"
std::string SizeAndDates(const StoredFamily& family) {
  const std::string dates = Dates(family);
  return Count(family.members.size(), "article", "articles") + (dates.empty() ? "" : ", " + dates);
}

// "1 update, 2 syndicated": how its articles came.
std::string Kinds(const StoredFamily& family) {
  std::array<uint64_t, kKinds> counts = {};
  for (const StoredMember& member : family.members) {
    if (const auto kind = ParseKind(member.kind)) ++counts[static_cast<size_t>(*kind)];
  }
  std::string kinds;
  for (uint32_t i = 0; i < kKinds; ++i) {
    if (counts[i] == 0) continue;
    kinds += (kinds.empty() ? "" : ", ") + Grouped(counts[i]) + " ";
    kinds += KindName(static_cast<Kind>(i));
  }
  return kinds;
}

// Each source once, those of the earliest articles first.
std::string Sources(const StoredFamily& family) {
  std::vector<std::string> sources;
  for (const StoredMember& member : family.members) {
    const std::string source = OneLine(member.source);
    if (source.empty() || std::count(sources.begin(), sources.end(), source) > 0) continue;
    sources.push_back(source);
  }
  std::string list;
  for (size_t i = 0; i < std::min(sources.size(), kSourcesShown); ++i) {
    list += (i > 0 ? ", " : "") + sources[i];
  }
  if (sources.size() > kSourcesShown) {
    list += " and " + Grouped(sources.size() - kSourcesShown) + " more";
  }
  return list;
}

const std::string& NameOf(const StoredFamily& family) {
  const StoredMember& first = family.members.front();
  return first.headline.empty() ? first.id : first.headline;
}

// A row of the tree, in pieces.
struct Row {
  std::string branch, id, date, source, how, headline;
};

// Members below one another, with the branches drawn before them.
class Tree {
 public:
  explicit Tree(const StoredFamily& family) : family_(family) {
    std::map<std::string_view, size_t> places;
    for (size_t i = 0; i < family.members.size(); ++i) places.emplace(family.members[i].id, i);
    children_.resize(family.members.size());
    for (size_t i = 1; i < family.members.size(); ++i) {
      const StoredMember& member = family.members[i];
      const auto parent = places.find(member.parent);
      // Without a parent it hangs where the family does, unless it came from outside.
      if (parent != places.end() && parent->second != i) {
        children_[parent->second].push_back(i);
      } else if (member.outside.empty()) {
        children_[0].push_back(i);
      }
    }
  }

  std::vector<Row> Rows() {
    for (size_t i = 0; i < family_.members.size(); ++i) {
      const bool is_root = i == 0 || !family_.members[i].outside.empty();
      if (is_root) Add(i, "", "");
    }
    for (size_t i = 0; i < family_.members.size(); ++i) Add(i, "", "");  // what is left
    return std::move(rows_);
  }

 private:
  void Add(size_t member, const std::string& branch, const std::string& below) {
    if (!drawn_.insert(member).second) return;
    rows_.push_back(RowOf(member, branch));
    if (below.size() > kDeepest) return;  // what is below begins a tree of its own
    for (size_t i = 0; i < children_[member].size(); ++i) {
      const bool last = i + 1 == children_[member].size();
      Add(children_[member][i], below + (last ? "└── " : "├── "), below + (last ? "    " : "│   "));
    }
  }

  Row RowOf(size_t place, const std::string& branch) const {
    const StoredMember& member = family_.members[place];
    Row row{branch, OneLine(member.id), member.published, OneLine(member.source),
            "",     member.headline};
    if (!member.kind.empty()) {
      row.how = member.kind + " " + ShortShare(member.confidence);
    }
    if (place == 0) {
      row.how = member.published.empty() ? "longest" : "first";
    } else if (!member.outside.empty()) {
      row.how += (row.how.empty() ? "" : ", ") + std::string("from ") + OneLine(member.outside) +
                 ", which is not here";
    } else if (row.how.empty()) {
      row.how = "related";
    } else if (member.parent.empty()) {
      row.how += ", direction unknown";
    }
    return row;
  }

  const StoredFamily& family_;
  std::vector<std::vector<size_t>> children_;
  std::set<size_t> drawn_;
  std::vector<Row> rows_;
};

// Lines of equal columns; ids are never cut, since people copy them.
std::string WriteRows(const std::vector<Row>& rows, const TextPage& page) {
  constexpr uint32_t kHeadlineWorth = 24;  // columns; less tells nothing
  uint32_t id = 0, date = 0, source = 0, how = 0;
  for (const Row& row : rows) {
    id = std::max(id, DisplayWidth(row.branch) + DisplayWidth(row.id));
    date = std::max(date, DisplayWidth(row.date));
    source = std::max(source, DisplayWidth(row.source));
    how = std::max(how, DisplayWidth(row.how));
  }
  source = std::min(source, Width(page) / 3);
  const uint32_t used = id + date + source + how + 8;
  const uint32_t left = Width(page) > used ? Width(page) - used : 0;
  std::string out;
  for (const Row& row : rows) {
    const uint32_t blanks = id - DisplayWidth(row.branch) - DisplayWidth(row.id);
    out += page.paint(Paint::kDim, row.branch) + page.paint(Paint::kCyan, row.id);
    out.append(blanks, ' ');
    if (date > 0) out += "  " + page.paint(Paint::kDim, Pad(row.date, date));
    if (source > 0) out += "  " + Pad(Fit(row.source, source), source);
    const bool with_headline = left >= kHeadlineWorth && !row.headline.empty();
    out += "  " + (with_headline ? Pad(row.how, how) : row.how);
    if (with_headline) out += "  " + page.paint(Paint::kDim, Fit(row.headline, left));
    out += "\n";
  }
  return out;
}

}  // namespace

std::string ListFamilies(const std::vector<const StoredFamily*>& families, const TextPage& page) {
  size_t digits = 1;
  for (const StoredFamily* family : families) {
    digits = std::max(digits, std::to_string(family->id).size());
  }
  const auto indent = static_cast<uint32_t>(digits + 2);
  std::string out;
  for (const StoredFamily* family : families) {
    const std::string number = std::to_string(family->id);
    out.append(digits - number.size(), ' ');
    out += page.paint(Paint::kCyan, number) + "  " +
           page.paint(Paint::kBold, Fit(NameOf(*family), Width(page) - indent)) + "\n";
    std::string facts = SizeAndDates(*family);
    for (const std::string& more : {Kinds(*family), Sources(*family)}) {
      if (!more.empty()) facts += "; " + more;
    }
    out.append(indent, ' ') += Wrapped(facts, Width(page), indent, indent) + "\n";
  }
  return out;
}

std::string ShowFamily(const StoredFamily& family, const TextPage& page) {
  std::string title = "Family " + std::to_string(family.id) + ": " + SizeAndDates(family);
  const std::string kinds = Kinds(family);
  if (!kinds.empty()) title += "; " + kinds;
  return page.paint(Paint::kBold, Fit(NameOf(family), Width(page))) + "\n" +
         Wrapped(title, Width(page), 0) + "\n\n" + WriteRows(Tree(family).Rows(), page);
}

}  // namespace newsprint::cli

// One text of the page. Every token belongs to a paragraph and perhaps to furniture, a passage, a
// quotation and an edit, nested in this order; a walk over the tokens closes what ends and opens
// what begins. So the elements nest whatever the ranges do: a passage that runs over two paragraphs
// becomes two pieces with one number.
//
// What stands between two tokens is divided at its blanks, as in the diff for a terminal: what
// touches a token is shown with it, the blanks with what both tokens have in common.
#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "report/diff_words.h"
#include "report/display.h"
#include "report/formats.h"
#include "report/html.h"
#include "report/page.h"

namespace newsprint {
namespace {

constexpr uint32_t kNone = UINT32_MAX;
constexpr size_t kHues = 7;

enum Level : size_t { kParagraph, kFurniture, kPassage, kQuotation, kEdit, kLevels };

// The class that gives passage `number` (from 1) its hue.
std::string HueClass(size_t number) { return "c" + std::to_string((number - 1) % kHues); }

// What a token belongs to, by level; kNone = to nothing of that kind. Edits are counted over all
// passages, so that an edit has one number on both sides.
using Place = std::array<uint32_t, kLevels>;

class TextWriter {
 public:
  TextWriter(const DiffPair& pair, bool in_b)
      : pair_(pair), side_(in_b ? pair.b : pair.a), in_b_(in_b) {
    open_.fill(kNone);
    PlaceTokens();
    labelled_.resize(pair.alignment->passages.size());
  }

  std::string Write() {
    const std::vector<Token>& tokens = side_.text->tokens;
    if (tokens.empty()) {
      WriteWithoutTokens();
      return out_;
    }
    uint32_t end = WriteBefore(tokens[0].bytes.begin);
    for (size_t i = 0; i < tokens.size(); ++i) {
      Go(places_[i]);
      Text({end, tokens[i].bytes.end});
      end = i + 1 < tokens.size() ? WriteBetween(i) : WriteAfter();
    }
    Go(Nowhere());
    return out_;
  }

 private:
  static Place Nowhere() {
    Place place;
    place.fill(kNone);
    return place;
  }

  std::string_view Bytes(Span span) const {
    return side_.article->text.substr(span.begin, span.size());
  }
  void Text(Span span) { AppendHtml(Bytes(span), &out_); }

  void PlaceTokens() {
    const newsprint::Text& text = *side_.text;
    places_.assign(text.tokens.size(), Nowhere());
    uint32_t paragraph = 0;
    for (size_t i = 0; i < text.tokens.size(); ++i) {
      const uint32_t flags = text.tokens[i].flags;
      if ((flags & kTokenParagraphStart) != 0) ++paragraph;
      places_[i][kParagraph] = paragraph;
    }
    const auto place_runs = [&](const std::vector<Span>& runs, Level level) {
      for (uint32_t r = 0; r < runs.size(); ++r) {
        for (uint32_t i = runs[r].begin; i < runs[r].end; ++i) places_[i][level] = r;
      }
    };
    place_runs(text.furniture, kFurniture);
    place_runs(text.quotations, kQuotation);
    PlacePassages();
  }

  void PlacePassages() {
    const std::vector<Passage>& passages = pair_.alignment->passages;
    for (uint32_t p = 0; p < passages.size(); ++p) {
      const Passage& passage = passages[p];
      PlaceStory(in_b_ ? passage.b : passage.a, kPassage, p);
      for (const Edit& edit : passage.edits) {
        PlaceStory(in_b_ ? edit.b : edit.a, kEdit, static_cast<uint32_t>(edits_.size()));
        edits_.push_back(&edit);
      }
    }
  }

  void PlaceStory(Span story, Level level, uint32_t number) {
    for (uint32_t i = story.begin; i < story.end; ++i) {
      places_[side_.text->story[i]][level] = number;
    }
  }

  // --- Between tokens ---

  void WriteWithoutTokens() {
    const std::string text = OneLine(side_.article->text);
    out_ =
        text.empty() ? "<p class=\"empty\">no text</p>" : "<p dir=\"auto\">" + Html(text) + "</p>";
  }

  // Where what touches the token at `end` begins.
  uint32_t LeadBegin(Span gap) const {
    return gap.end - static_cast<uint32_t>(TouchesNext(Bytes(gap)).size());
  }

  // Where what touches the token before ends.
  uint32_t TrailEnd(Span gap) const {
    return gap.begin + static_cast<uint32_t>(TouchesPrevious(Bytes(gap)).size());
  }

  uint32_t WriteBefore(uint32_t first) {
    const uint32_t lead = LeadBegin({0, first});
    Place place = Nowhere();
    place[kParagraph] = places_[0][kParagraph];
    Go(place);
    Text({0, lead});
    return lead;
  }

  uint32_t WriteAfter() {
    const uint32_t begin = side_.text->tokens.back().bytes.end;
    const auto end = static_cast<uint32_t>(side_.article->text.size());
    const uint32_t trail = TrailEnd({begin, end});
    Text({begin, trail});
    Place place = Nowhere();
    place[kParagraph] = places_.back()[kParagraph];
    Go(place);
    Text({trail, end});
    return end;
  }

  // Returns where the text of token i + 1 begins.
  uint32_t WriteBetween(size_t i) {
    const Span gap = {side_.text->tokens[i].bytes.end, side_.text->tokens[i + 1].bytes.begin};
    const uint32_t trail = TrailEnd(gap);
    Text({gap.begin, trail});
    if (trail == gap.end) return trail;
    Place shared = places_[i];
    for (size_t level = 0; level < kLevels; ++level) {
      if (places_[i][level] != places_[i + 1][level]) shared[level] = kNone;
    }
    // The blanks at the end of a paragraph stay inside it.
    shared[kParagraph] = places_[i][kParagraph];
    Go(shared);
    const uint32_t lead = std::max(trail, LeadBegin(gap));
    Text({trail, lead});
    return lead;
  }

  // --- Elements ---

  // Closes and opens elements until they are those of `place`.
  void Go(const Place& place) {
    size_t level = 0;
    while (level < kLevels && open_[level] == place[level]) ++level;
    if (level == kLevels) return;
    for (size_t l = kLevels; l-- > level;) {
      if (open_[l] != kNone) Close(static_cast<Level>(l));
      open_[l] = kNone;
    }
    for (size_t l = level; l < kLevels; ++l) {
      open_[l] = place[l];
      if (open_[l] != kNone) Open(static_cast<Level>(l), place[l]);
    }
  }

  void Open(Level level, uint32_t number) {
    switch (level) {
      case kParagraph:
        out_ += "<p dir=\"auto\">";
        break;
      case kFurniture:
        out_ += "<span class=\"f\">";
        break;
      case kPassage:
        OpenPassage(number);
        break;
      case kQuotation:
        out_ += "<span class=\"q\">";
        break;
      default:
        OpenEdit(number);
    }
  }

  void Close(Level level) {
    if (level == kParagraph) {
      out_ += "</p>\n";
    } else if (level == kEdit) {
      const EditOp op = edits_[open_[kEdit]]->op;
      out_ += op == EditOp::kDropped ? "</del>" : op == EditOp::kAdded ? "</ins>" : "</span>";
    } else {
      out_ += "</span>";
    }
  }

  void OpenPassage(uint32_t index) {
    const std::string number = std::to_string(index + 1);
    const std::string hue = HueClass(index + 1);
    out_ += "<span class=\"p " + hue + "\" data-p=\"" + number + "\">";
    if (labelled_[index]) return;
    labelled_[index] = true;
    const std::string_view own = in_b_ ? "b" : "a", other = in_b_ ? "a" : "b";
    const std::string info = Describe(pair_.alignment->passages[index]);
    out_ += "<a class=\"n " + hue + "\" id=\"" + std::string(own) + number + "\" href=\"#" +
            std::string(other) + number + "\" data-p=\"" + number + "\" data-info=\"" + info +
            "\" aria-label=\"Passage " + number + ", " + info + ". To the counterpart\">" + number +
            "</a>";
  }

  // "reworded, 12 words kept, 3 only in A, 4 only in B"
  std::string Describe(const Passage& passage) const {
    const PassageCounts counts = CountPassage(pair_, passage);
    std::string text = std::string(PassageClassName(passage.match)) + ", " +
                       Count(counts.kept, "word", "words") + " kept";
    if (counts.removed > 0) text += ", " + Grouped(counts.removed) + " only in A";
    if (counts.added > 0) text += ", " + Grouped(counts.added) + " only in B";
    return text;
  }

  void OpenEdit(uint32_t number) {
    const Edit& edit = *edits_[number];
    switch (edit.op) {
      case EditOp::kDropped:
        out_ += "<del>";
        return;
      case EditOp::kAdded:
        out_ += "<ins>";
        return;
      default:
        break;
    }
    const std::string_view match = edit.op == EditOp::kKept          ? "k"
                                   : MatchOf(edit) == Match::kStem   ? "stem"
                                   : MatchOf(edit) == Match::kNumber ? "number"
                                                                     : "other";
    out_ += "<span class=\"" + std::string(match) + "\" data-e=\"" + std::to_string(number) + "\">";
  }

  const DiffPair& pair_;
  const DiffSide& side_;
  const bool in_b_;
  std::vector<Place> places_;  // of each token
  std::vector<const Edit*> edits_;
  std::vector<bool> labelled_;  // passages whose first piece is written
  Place open_;
  std::string out_;
};

}  // namespace

std::string PageText(const DiffPair& pair, bool in_b) { return TextWriter(pair, in_b).Write(); }

}  // namespace newsprint

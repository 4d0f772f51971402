// The page of a pair: report/page/page.html with its places filled. The page is static, the script
// only moves things about, so that it can be read and printed where scripts do not run.
#include "report/page.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "absl/strings/ascii.h"
#include "newsprint/version.h"
#include "report/diff_words.h"
#include "report/display.h"
#include "report/html.h"
#include "report/page_files.h"
#include "report/stream.h"
#include "report/verdict.h"

namespace newsprint {
namespace {

// With arrows as people draw them.
std::string WithArrows(std::string text) {
  for (size_t at = 0; (at = text.find(" -> ", at)) != std::string::npos;) {
    text.replace(at, 4, " \u2192 ");
  }
  return text;
}

std::string Capitalised(std::string text) {
  text[0] = absl::ascii_toupper(static_cast<unsigned char>(text[0]));
  return text;
}

std::string Heading(const DiffPair& pair) {
  if (pair.explanation == nullptr) {
    return OneLine(pair.a.article->id) + " and " + OneLine(pair.b.article->id);
  }
  return WithArrows(Capitalised(KindPhrase(*pair.explanation)) + ": " + PairPhrase(pair));
}

std::string Sentence(const DiffPair& pair) {
  std::string text = Grounds(pair);
  if (pair.explanation != nullptr && pair.explanation->relation) {
    text = "confidence " + ShortShare(pair.explanation->relation->confidence) + ": " + text;
  }
  return Capitalised(std::move(text));
}

std::string Where(const DiffPair& pair) {
  return Count(pair.alignment->passages.size(), "passage", "passages");
}

// Headline, and what else is known of an article.
std::string Head(const DiffSide& side, std::string_view letter) {
  const Article& article = *side.article;
  const std::string title = OneLine(article.title);
  const auto item = [](const std::string& text) {
    return text.empty() ? "" : "<bdi>" + Html(text) + "</bdi>";
  };
  const std::string rest =
      Joined({item(OneLine(article.source)), item(FormatDay(article.published)),
              item(title.empty() ? "" : OneLine(article.id)),
              item(Count(StoryWords(*side.text), "word", "words"))},
             " \u00B7 ");
  const std::string lower = letter == "A" ? "a" : "b";
  return "<header class=\"head\"><h2 id=\"head-" + lower + "\"><span class=\"letter\">" +
         std::string(letter) + "</span> <bdi>" + Html(title.empty() ? OneLine(article.id) : title) +
         "</bdi></h2>\n<p>" + rest + "</p></header>";
}

// " lang=\"zh\"": chooses the font that fits, where it is a language tag.
std::string Language(const DiffSide& side) {
  const std::string_view tag = side.article->language;
  const auto fits = [](char c) {
    return absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '-';
  };
  const bool is_tag = !tag.empty() && std::all_of(tag.begin(), tag.end(), fits);
  return is_tag ? " lang=\"" + std::string(tag) + "\"" : "";
}

// What stands in a place of the template. A name that is not known stays, so that it is seen.
std::string Place(const DiffPair& pair, std::string_view name) {
  if (name == "style") return std::string(kPageStyle);
  if (name == "style-hash") return std::string(kPageStyleHash);
  if (name == "script") return std::string(kPageScript);
  if (name == "script-hash") return std::string(kPageScriptHash);
  if (name == "version") return Html(Version());
  if (name == "title" || name == "heading") return Html(Heading(pair));
  if (name == "sentence") return Html(Sentence(pair));
  if (name == "where") return Where(pair);
  if (name == "legend") return PageLegend(pair);
  if (name == "details") return PageDetails(pair);
  if (name == "head-a") return Head(pair.a, "A");
  if (name == "head-b") return Head(pair.b, "B");
  if (name == "lang-a") return Language(pair.a);
  if (name == "lang-b") return Language(pair.b);
  if (name == "text-a") return PageText(pair, false);
  if (name == "text-b") return PageText(pair, true);
  return "{{" + std::string(name) + "}}";
}

}  // namespace

bool WriteDiffHtml(const DiffPair& pair, const Sink& sink) {
  SinkBuffer out(sink);
  const std::string_view page = kPageHtml;
  for (size_t begin = 0; begin < page.size();) {
    const size_t open = std::min(page.find("{{", begin), page.size());
    out.text()->append(page.substr(begin, open - begin));
    if (open == page.size()) break;
    const size_t close = page.find("}}", open);
    out.text()->append(Place(pair, page.substr(open + 2, close - open - 2)));
    begin = close + 2;
    if (!out.Spill()) return false;
  }
  return out.Flush();
}

}  // namespace newsprint

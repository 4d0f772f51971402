// Any bytes as a block of JSON Lines. Each line is an article, a problem, or blank.
#include <algorithm>
#include <cstring>

#include "entry_points.h"
#include "io/json_record.h"

namespace newsprint {
namespace {

// Only the bytes that the parser may read: one more and the address sanitizer sees it.
RawBlock BlockOf(std::string_view bytes) {
  RawBlock block;
  block.bytes = std::make_unique<char[]>(bytes.size() + kBlockPadding);
  if (!bytes.empty()) std::memcpy(block.bytes.get(), bytes.data(), bytes.size());
  block.size = bytes.size();
  block.first_line = 1;
  return block;
}

void RequireValid(const Article& article) {
  const std::string_view views[] = {article.id,  article.text,   article.title,   article.source,
                                    article.url, article.byline, article.language};
  for (std::string_view view : views) {
    FuzzRequire(IsValidUtf8(view), "a field is not UTF-8");
  }
}

}  // namespace

void FuzzJsonRecord(std::string_view bytes) {
  static const auto& places = *new std::vector<FieldPlace>(
      FieldPlaces({{"text", "text"}, {"text", "a.b"}, {"title", "a.b.c"}, {"url", "a"}}).value());
  const ParsedBlock parsed = ParseRecords(BlockOf(bytes), places);
  FuzzRequire(parsed.lines.size() == parsed.batch.articles.size(), "lines and articles differ");
  for (const Article& article : parsed.batch.articles) RequireValid(article);
  const size_t records = parsed.lines.size() + parsed.problems.size();
  const auto line_ends = std::count(bytes.begin(), bytes.end(), '\n');
  FuzzRequire(records <= static_cast<size_t>(line_ends) + 1, "more records than lines");
  FuzzRequire(std::is_sorted(parsed.lines.begin(), parsed.lines.end()), "lines out of order");
}

}  // namespace newsprint

NEWSPRINT_FUZZER(FuzzJsonRecord)

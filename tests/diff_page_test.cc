// The page of a pair: both texts with their passages, and nothing of an article taken for markup.
// What it does in a browser is in page_test.py.
#include <gtest/gtest.h>

#include <string>

#include "report/display.h"
#include "testing_diff.h"
#include "testing_lines.h"

namespace newsprint {
namespace {

// What stands between the first `open` and the next `close`.
std::string Between(const std::string& text, const std::string& open, const std::string& close) {
  const size_t begin = text.find(open) + open.size();
  return text.substr(begin, text.find(close, begin) - begin);
}

TEST(Page, ShowsBothTextsWithTheirPassages) {
  ExplainedSample sample;
  sample.text_a.quotations = {{2, 4}};
  sample.text_a.furniture = {{9, 10}};
  sample.text_a.story.pop_back();
  sample.text_a.story_half_words -= 2;
  sample.options.format = Format::kHtml;
  const std::string page = sample.Write(WriteDiff);
  EXPECT_TRUE(Contains(page, "<h1>Spun copy: old \u2192 new</h1>"));
  EXPECT_TRUE(Contains(page, "<p id=\"verdict\">Confidence .99: 2 of 2 sentences of old have"));
  EXPECT_EQ(
      Between(page, "aria-labelledby=\"head-a\">\n", "</div>"),
      R"(<p dir="auto"><span class="p c0" data-p="1"><a class="n c0" id="a1" href="#b1" data-p="1" )"
      R"(data-info="reworded, 8 words kept, 1 only in A, 3 only in B" aria-label="Passage 1, )"
      R"(reworded, 8 words kept, 1 only in A, 3 only in B. To the counterpart">1</a>)"
      R"(<span class="k" data-e="0">He said </span><span class="q"><span class="k" data-e="0">&quot;no, never&quot;</span>)"
      R"(</span> <span class="k" data-e="2">on</span> <span class="other" data-e="3">Monday.</span>)"
      "\n\n</span></p>\n"
      R"(<p dir="auto"><span class="p c0" data-p="1"><span class="k" data-e="4">The vote</span> )"
      R"(<span class="k" data-e="6">failed.</span></span> <span class="f">Gone.</span></p>)"
      "\n\n");
  EXPECT_TRUE(Contains(page, "<ins>late</ins>")) << page;
  EXPECT_TRUE(Contains(page, "<span class=\"other\" data-e=\"3\">Tuesday.</span>"));
  EXPECT_TRUE(Contains(page, "<caption>Checks, in the order asked</caption>"));
  EXPECT_FALSE(Contains(page, "{{"));
}

TEST(Page, HoldsWhatGoesByWordingAgainstNoNull) {
  ExplainedSample sample;
  sample.options.format = Format::kHtml;
  sample.why.null = {};
  EXPECT_TRUE(Contains(sample.Write(WriteDiff), "judged without neighbours</p>"));
  sample.why.relation->kind = Kind::kUpdate;
  EXPECT_TRUE(Contains(sample.Write(WriteDiff),
                       "<p id=\"verdict\">Confidence .99: 8 words kept of 10 in old and 11 in "
                       "new</p>"));
}

TEST(Page, TakesNothingOfAnArticleForMarkup) {
  const std::string hostile =
      "\"><img src=x onerror=alert(1)></script><script>alert(2)</script>{{script}}\x1B\u2028'";
  ExplainedSample sample;
  sample.a = MakeArticle(hostile, hostile, hostile);
  sample.a.source = sample.a.byline = sample.a.url = sample.a.language = hostile;
  sample.text_a = MakeText(hostile);
  sample.alignment = {};
  sample.why.checks[0].what = sample.why.finds[0].what = hostile;
  sample.why.finds[0].passage.a = {0, 40};
  sample.options.format = Format::kHtml;
  const std::string page = sample.Write(WriteDiff);
  EXPECT_FALSE(Contains(page, "<img")) << page;
  EXPECT_FALSE(Contains(page, "<script>alert"));
  EXPECT_FALSE(Contains(page, "\x1B"));
  size_t scripts = 0;
  for (size_t at = 0; (at = page.find("<script", at)) != std::string::npos; ++at) ++scripts;
  EXPECT_EQ(scripts, 1u);
}

TEST(Page, SurvivesEmptyArticlesAndMissingExplanations) {
  DiffSample sample;
  sample.a.text = sample.b.text = "";
  sample.text_a = sample.text_b = Text();
  sample.alignment = {};
  sample.options.format = Format::kHtml;
  const std::string page = sample.Write();
  EXPECT_TRUE(Contains(page, "<h1>old and new</h1>")) << page;
  EXPECT_TRUE(Contains(page, "<p class=\"empty\">no text</p>"));
  EXPECT_FALSE(Contains(page, "<details>"));
}

}  // namespace
}  // namespace newsprint

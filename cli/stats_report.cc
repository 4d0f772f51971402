// The numbers of a corpus as a page of labelled lines, and as JSON.
#include "stats_report.h"

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include "newsprint/engine.h"
#include "newsprint/io.h"
#include "report/formats.h"
#include "report/json.h"

namespace newsprint::cli {
namespace {

using Counts = CorpusStats::Counts;
using NamedCount = std::pair<std::string, uint64_t>;

constexpr uint32_t kLabel = 15;  // columns
constexpr uint32_t kNarrowest = 60, kWidest = 120;
constexpr size_t kNamesShown = 12;
constexpr uint32_t kLongestName = 40;  // columns

// Most articles first, then by name; those without a name left out.
std::vector<NamedCount> MostFirst(const Counts& counts) {
  std::vector<NamedCount> sorted;
  for (const auto& count : counts) {
    if (!count.first.empty()) sorted.emplace_back(count);
  }
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const auto& x, const auto& y) { return x.second > y.second; });
  return sorted;
}

uint64_t Unnamed(const Counts& counts) {
  const auto found = counts.find("");
  return found == counts.end() ? 0 : found->second;
}

// "3%", ".4%" for less than one.
std::string Percent(uint64_t part, uint64_t whole) {
  if (whole == 0) return "0%";
  const uint64_t tenths = part * 1000 / whole;
  if (tenths >= 10 || part == 0) return std::to_string(tenths / 10) + "%";
  return tenths == 0 ? "under .1%" : "." + std::to_string(tenths) + "%";
}

// "Meridian 12, Northline 9 and 31 more"
std::string NamesOf(const std::vector<NamedCount>& counts) {
  std::string list;
  for (size_t i = 0; i < std::min(counts.size(), kNamesShown); ++i) {
    list +=
        (i > 0 ? ", " : "") + Fit(counts[i].first, kLongestName) + " " + Grouped(counts[i].second);
  }
  if (counts.size() > kNamesShown) list += " and " + Grouped(counts.size() - kNamesShown) + " more";
  return list;
}

// The value below which `percent` of the articles are.
uint32_t Quantile(const std::vector<uint32_t>& sorted, size_t percent) {
  return sorted.empty() ? 0 : sorted[(sorted.size() - 1) * percent / 100];
}

class StatsPage {
 public:
  StatsPage(const CorpusStats& stats, const Paint& paint, uint32_t width)
      : stats_(stats), paint_(paint), width_(std::clamp(width, kNarrowest, kWidest)) {}

  std::string Write() {
    WriteTitle();
    if (stats_.articles == 0) return std::move(out_);
    WriteNames("Languages", stats_.languages, "that cannot be told");
    WriteNames("Sources", stats_.sources, "without one");
    WriteDates();
    WriteLengths();
    WriteShares();
    Line("Fields", "title " + Percent(stats_.with_title, stats_.articles) + ", url " +
                       Percent(stats_.with_url, stats_.articles) + ", byline " +
                       Percent(stats_.with_byline, stats_.articles) + ", language " +
                       Percent(stats_.own_language, stats_.articles) + " of the articles");
    return std::move(out_);
  }

 private:
  void Line(std::string_view label, const std::string& text) {
    out_ += paint_(Paint::kBold, Pad(std::string(label), kLabel)) +
            Wrapped(text, width_, kLabel, kLabel) + "\n";
  }

  void WriteTitle() {
    out_ += paint_(Paint::kBold, Count(stats_.articles, "article", "articles") + " (" +
                                     ByteSize(stats_.read.text_bytes) + " of text) in " +
                                     Count(stats_.inputs.size(), "file", "files")) +
            "\n";
    std::string notes;
    const auto note = [&notes](uint64_t count, std::string_view one, std::string_view many) {
      if (count > 0) notes += (notes.empty() ? "" : ", ") + Count(count, one, many);
    };
    note(stats_.read.unread, "unreadable file", "unreadable files");
    note(stats_.read.skipped, "bad record", "bad records");
    note(stats_.read.repeated, "repeated record", "repeated records");
    note(stats_.read.renamed, "id given to another text", "ids given to other texts");
    if (!notes.empty()) out_ += paint_(Paint::kYellow, "Left out or renamed: " + notes) + "\n";
    out_ += "\n";
  }

  void WriteNames(std::string_view label, const Counts& counts, std::string_view unnamed) {
    const std::vector<NamedCount> names = MostFirst(counts);
    std::string text = names.empty() ? "none" : NamesOf(names);
    if (names.size() > kNamesShown) text = Grouped(names.size()) + ": " + text;
    if (Unnamed(counts) > 0) text += "; " + Grouped(Unnamed(counts)) + " " + std::string(unnamed);
    Line(label, text);
  }

  // By month within a year, else by year.
  void WriteDates() {
    if (stats_.first.empty()) return Line("Dates", "none");
    std::string text = stats_.first;
    if (stats_.last != stats_.first) text += " to " + stats_.last;
    text += "; " + Percent(stats_.with_time, stats_.articles) + " with a time";
    if (stats_.undated > 0) text += "; " + Grouped(stats_.undated) + " without a date";
    Line("Dates", text);
    Counts periods;
    const size_t length = stats_.months.size() > 12 ? 4 : 7;
    for (const auto& [month, count] : stats_.months) periods[month.substr(0, length)] += count;
    std::string list;
    for (const auto& [period, count] : periods) {
      list += (list.empty() ? "" : ", ") + period + " " + Grouped(count);
    }
    if (periods.size() > 1) Line(length == 4 ? "By year" : "By month", list);
  }

  void WriteLengths() {
    const std::vector<uint32_t>& words = stats_.story_words;
    if (words.empty()) return Line("Words", "none");
    uint64_t sum = 0;
    for (const uint32_t count : words) sum += count;
    std::string text = Grouped(sum) + " in stories; a story has " + Grouped(Quantile(words, 50)) +
                       " (median), mostly " + Grouped(Quantile(words, 10)) + " to " +
                       Grouped(Quantile(words, 90)) + ", at most " + Grouped(words.back());
    if (stats_.empty > 0) text += "; " + Count(stats_.empty, "article", "articles") + " without";
    if (stats_.too_short > 0) {
      text += "; " + Grouped(stats_.too_short) + " shorter than the " +
              std::to_string(Options().min_words) + " words that scan compares";
    }
    Line("Words", text);
  }

  void WriteShares() {
    const uint64_t story = stats_.tokens - stats_.furniture_tokens;
    Line("Furniture", Percent(stats_.furniture_tokens, stats_.tokens) +
                          " of the words are datelines, credits, boxes and the like; some in " +
                          Percent(stats_.with_furniture, stats_.articles) + " of the articles");
    Line("Quotations", Percent(stats_.quoted_tokens, story) + " of the words of stories");
    std::string credits = Percent(stats_.credited, stats_.articles) + " of the articles name one";
    if (!stats_.credits.empty()) credits += ": " + NamesOf(MostFirst(stats_.credits));
    Line("Credits", credits);
  }

  const CorpusStats& stats_;
  const Paint paint_;
  const uint32_t width_;
  std::string out_;
};

void WriteCounts(std::string_view key, const Counts& counts, JsonWriter* json) {
  json->Key(key).Open('[');
  for (const auto& [name, articles] : MostFirst(counts)) {
    json->Open('{').Field("name", name).Field("articles", articles).Close('}');
  }
  json->Close(']');
}

void WriteWords(const CorpusStats& stats, JsonWriter* json) {
  uint64_t sum = 0;
  for (const uint32_t count : stats.story_words) sum += count;
  json->Key("story_words").Open('{').Field("sum", sum);
  json->Field("least", Quantile(stats.story_words, 0));
  json->Field("p10", Quantile(stats.story_words, 10));
  json->Field("median", Quantile(stats.story_words, 50));
  json->Field("p90", Quantile(stats.story_words, 90));
  json->Field("most", Quantile(stats.story_words, 100)).Close('}');
}

}  // namespace

std::string StatsAsText(const CorpusStats& stats, const Paint& paint, uint32_t width) {
  return StatsPage(stats, paint, width).Write();
}

std::string StatsAsJson(const CorpusStats& stats) {
  std::string out;
  JsonWriter json(&out);
  json.Open('{').Field("type", "stats").Field("schema", kSchema).Key("inputs").Open('[');
  for (const InputFile& file : stats.inputs) {
    json.Open('{').Field("path", file.path).Field("articles", file.articles);
    json.Field("bytes", file.bytes).Close('}');
  }
  json.Close(']').Field("articles", stats.articles).Field("text_bytes", stats.read.text_bytes);
  json.Key("skipped").Open('{').Field("records", stats.read.skipped);
  json.Field("repeated", stats.read.repeated).Field("empty", stats.empty);
  json.Field("short", stats.too_short)
      .Field("files", stats.read.unread)
      .Close('}')
      .Field("renamed", stats.read.renamed);
  WriteCounts("languages", stats.languages, &json);
  json.Field("unknown_language", Unnamed(stats.languages));
  WriteCounts("sources", stats.sources, &json);
  json.Field("without_source", Unnamed(stats.sources));
  json.Key("dates").Open('{').Field("first", stats.first).Field("last", stats.last);
  json.Field("with_time", stats.with_time).Field("without", stats.undated).Key("months").Open('{');
  for (const auto& [month, count] : stats.months) json.Field(month, count);
  json.Close('}').Close('}');
  WriteWords(stats, &json);
  json.Key("tokens").Open('{').Field("all", stats.tokens);
  json.Field("furniture", stats.furniture_tokens).Field("quoted", stats.quoted_tokens).Close('}');
  json.Key("with").Open('{').Field("title", stats.with_title).Field("url", stats.with_url);
  json.Field("byline", stats.with_byline).Field("language", stats.own_language);
  json.Field("furniture", stats.with_furniture).Field("credit", stats.credited).Close('}');
  WriteCounts("credits", stats.credits, &json);
  json.Close('}').EndLine();
  return out;
}

}  // namespace newsprint::cli

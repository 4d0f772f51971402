// Judgement of pairs: which kind two articles have, and what a relation says of them.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "gtest/gtest.h"
#include "newsprint/fingerprint.h"
#include "newsprint/relation.h"
#include "testing_articles.h"

namespace newsprint {
namespace {

constexpr JudgeOptions kQuotesToo = {.quotes = true, .templates = false};
constexpr JudgeOptions kTemplatesToo = {.quotes = false, .templates = true};
constexpr JudgeOptions kAllKinds = {.quotes = true, .templates = true};

const std::string kLede =
    "The harbour authority of Port Ellery closed its northern terminal on Monday after inspectors "
    "found cracks in two of the four loading cranes.";
const std::string kShips =
    "Seven container ships were told to wait in the roads or to turn to Calder, forty miles down "
    "the coast. Two of them carry fruit that cannot wait longer than the end of the week.";
const std::string kQuote =
    "\"We are not going to put a single docker under a crane that might come down,\" said the "
    "harbour master, Ines Walloch. \"If that costs us a week, then it costs us a week.\"";
const std::string kRepair =
    "Welders from the yard next door began work in the evening. The authority expects the smaller "
    "crane back by Thursday and the larger one not before the middle of next month.";
const std::string kHistory =
    "The cranes were built in 1987 and overhauled nine years ago. A report of the auditors had "
    "called their upkeep patchy, but the board put off a decision twice.";
const std::string kUnion =
    "The dockers' union asked for full pay during the closure. Talks with the authority are to "
    "begin on Wednesday morning, a spokesman said.";

const std::string kWire = TextOf(Paragraphs{kLede, kShips, kQuote, kRepair, kHistory, kUnion});

// Another article, which has nothing to do with it.
const std::string kOther = TextOf(Paragraphs{
    "Farmers in the upper valley have started to bring in the hay three weeks earlier than usual.",
    "A dry spring let the meadows ripen at once, and whoever owns a tractor is out from dawn until "
    "late at night. Neighbours lend each other trailers.",
    "Prices, though, have not moved since April, and the dairies are in no hurry to buy.",
    "Old people in the villages remember one summer like it, when the streams ran dry in June and "
    "the cattle had to be driven down to the river twice a day."});

// Words of `text` with every `step`-th of the first `step * count` replaced by a word of its own.
std::string ReplaceWords(const std::string& text, size_t step, size_t count) {
  std::vector<std::string> words = absl::StrSplit(text, ' ');
  for (size_t i = 0; i < count; ++i) words[i * step + step / 2] = absl::StrCat("zq", i, "x");
  return absl::StrJoin(words, " ");
}

// 200 words in sentences of 20.
std::string TwoHundredWords() {
  Writer writer(11);
  std::vector<std::string> sentences;
  for (int i = 0; i < 10; ++i) sentences.push_back(writer.Sentence(20));
  return absl::StrJoin(sentences, " ");
}

TEST(Kinds, EqualStoriesAreIdenticalWhateverStandsAround) {
  const std::string curly = absl::StrReplaceAll(
      kWire, {{"\"We", "\u201cWe"}, {"down,\"", "down,\u201d"}, {"'", "\u2019"}});
  const std::string guillemets =
      absl::StrReplaceAll(kWire, {{"\"We", "\u00abWe"}, {"down,\"", "down,\u00bb"}});
  const std::string upper_lede = absl::StrReplaceAll(kWire, {{"The harbour", "THE HARBOUR"}});
  const std::string kCases[] = {
      kWire,
      curly,
      guillemets,
      upper_lede,
      "PORT ELLERY, July 15 (Reuters) - " + kWire,
      kWire + "\n\n(Reporting by Ann Cole; Editing by Bo Hart)",
      kWire + "\n\nRead more: Storm warning for the coast",
      absl::StrReplaceAll(kWire, {{"\n\n", "\n"}}),
  };
  for (const std::string& text : kCases) {
    EXPECT_EQ(KindOf({.text = kWire}, {.text = text}), "identical") << text;
  }
  const std::string title = "Port Ellery shuts terminal over cracked cranes";
  EXPECT_EQ(KindOf({.text = kWire}, {.text = absl::StrCat(title, "\n\n", kWire), .title = title}),
            "identical");
}

TEST(Kinds, UpToFivePercentOfOtherTokensIsANearDuplicate) {
  const std::string text = TwoHundredWords();
  EXPECT_EQ(KindOf({.text = text}, {.text = ReplaceWords(text, 18, 1)}), "near-duplicate");
  EXPECT_EQ(KindOf({.text = text}, {.text = ReplaceWords(text, 18, 10)}), "near-duplicate");
  EXPECT_EQ(KindOf({.text = text}, {.text = ReplaceWords(text, 18, 11)}), "syndicated");
}

TEST(Kinds, AWordAddedIsANearDuplicateInEitherDirection) {
  const std::string longer = kWire + " It gave no date.";
  EXPECT_EQ(KindOf({.text = kWire}, {.text = longer}), "near-duplicate");
  EXPECT_EQ(KindOf({.text = longer}, {.text = kWire}), "near-duplicate");
}

TEST(Kinds, ALaterTextOfOneHouseIsAnUpdate) {
  const std::string later_text = TextOf(
      Paragraphs{"One of the cracked cranes in Port Ellery is at work again, the harbour said.",
                 kShips, kQuote, kRepair,
                 "Fruit that had been landed at Calder was on its way by road. Shops in the city "
                 "should notice little of it, the wholesalers said in a joint statement."});
  const Story early = {.text = kWire, .source = "Meridian", .published = "2025-07-15T08:00:00Z"};
  Story late = {.text = later_text, .source = "Meridian", .published = "2025-07-15T12:00:00Z"};
  EXPECT_EQ(KindOf(early, late), "update");
  EXPECT_EQ(KindOf(late, early), "update");
  late.source = "MERIDIAN";
  EXPECT_EQ(KindOf(early, late), "update");

  const auto with = [&](std::string source, std::string published) {
    late.source = source;
    late.published = published;
    return KindOf(early, late);
  };
  EXPECT_EQ(with("Northern Post", "2025-07-15T12:00:00Z"), "syndicated");
  EXPECT_EQ(with("", "2025-07-15T12:00:00Z"), "syndicated");
  EXPECT_EQ(with("Meridian", ""), "syndicated");
  EXPECT_EQ(with("Meridian", "2025-07-15"), "syndicated") << "one day, undecided";
  EXPECT_EQ(with("Meridian", "2025-07-15T10:00:00+02:00"), "syndicated") << "one time";
  EXPECT_EQ(with("Meridian", "2025-07-16"), "update");
}

TEST(Kinds, ARegisteredDomainIsAHouseToo) {
  const std::string text = TextOf(Paragraphs{kLede, kShips, kOther});
  Story early = {.text = kWire, .url = "https://www.post.co.uk/a", .published = "2025-07-15"};
  Story late = {.text = text, .url = "https://m.post.co.uk/b", .published = "2025-07-16"};
  EXPECT_EQ(KindOf(early, late), "update");
  late.url = "https://times.co.uk/b";
  EXPECT_EQ(KindOf(early, late), "excerpt");
  early.url = late.url = "";
  EXPECT_EQ(KindOf(early, late), "excerpt") << "two unknown houses are not one house";
}

TEST(Kinds, HalfOfTheShorterInVerbatimProseIsSyndicated) {
  EXPECT_EQ(KindOf({.text = kWire}, {.text = TextOf(Paragraphs{kLede, kShips, kRepair})}),
            "syndicated");
  EXPECT_EQ(KindOf({.text = kWire}, {.text = TextOf(Paragraphs{kOther, kShips, kRepair})}),
            "excerpt");
}

TEST(Kinds, TwoSentencesAreAnExcerpt) {
  const auto host = [](const std::string& lifted) {
    return Story{.text = TextOf(Paragraphs{kOther, lifted, kOther})};
  };
  const Story wire = {.text = kWire};
  EXPECT_EQ(KindOf(wire, host(kShips)), "excerpt");
  EXPECT_EQ(KindOf(wire, host(kLede)), "none") << "a single sentence of 24 words";
  EXPECT_EQ(KindOf(wire, host(absl::StrReplaceAll(kRepair, {{"began", "started"}}))), "excerpt")
      << "lightly edited";
}

TEST(Kinds, FortyWordsInOnePieceAreAnExcerpt) {
  Writer writer(3);
  const std::string forty = writer.Sentence(44);
  const std::string thirty = writer.Sentence(34);
  const auto host = [&](const std::string& lifted) {
    Paragraphs story = writer.Story(8);
    story.insert(story.begin() + 4, lifted);
    return Story{.text = TextOf(story)};
  };
  EXPECT_EQ(KindOf(host(forty), host(forty)), "excerpt");
  EXPECT_EQ(KindOf(host(thirty), host(thirty)), "none");
}

TEST(Kinds, SharedQuotationsAreNoReuse) {
  const Story own = {.text = TextOf(Paragraphs{kOther, kQuote})};
  EXPECT_EQ(KindOf({.text = kWire}, own), "none");
  EXPECT_EQ(KindOf({.text = kWire}, own, kQuotesToo), "quotes");
  EXPECT_EQ(KindOf({.text = kWire}, own, kTemplatesToo), "none");
}

TEST(Kinds, AQuotationOfSeveralParagraphsIsAQuotation) {
  const std::string speech =
      "\u201cThis bridge was promised to us when my mother was a girl. It was promised again when "
      "I was one.\n\n"
      "\u201cThe ferry has not sailed on time since the autumn. My children swim better than it "
      "does.\n\n"
      "\u201cSo do not tell me about another study of the river. Build the bridge.\u201d";
  const Story a = {.text = TextOf(Paragraphs{kOther, speech})};
  const Story b = {.text = TextOf(Paragraphs{kLede, speech, kUnion})};
  EXPECT_EQ(KindOf(a, b), "none");
  EXPECT_EQ(KindOf(a, b, kQuotesToo), "quotes");
}

TEST(Kinds, AQuotationIsNoFormWhoeverIsNamedBetweenItsHalves) {
  const auto quoting = [](const std::string& story, const std::string& who) {
    return Story{.text = TextOf(Paragraphs{
                     story,
                     "\u201cThere was one room where the light still worked when the whole "
                     "harbour went dark that night,\u201d said " +
                         who +
                         ". \u201cEverybody who had children came to it and nobody who had "
                         "none was turned away from the door.\u201d"})};
  };
  const Story a = quoting(kOther, "Ines Walloch, the Harbour Master of Port Ellery in Brede");
  const Story b = quoting(TextOf(Paragraphs{kLede, kUnion}),
                          "Doss, a Deputy Mayor for Calder Town Council in Vesta");
  EXPECT_EQ(KindOf(a, b, kAllKinds), "quotes");
}

TEST(Kinds, AnEmbeddedPostIsAQuotation) {
  const std::string post =
      "I have driven across that bridge every day for thirty years and never felt it move. Today "
      "it moved. Nobody at the ministry answers the telephone, so I will say it here for all to "
      "read. \u2014 Mira Doss (@miradoss) July 15, 2025";
  const Story a = {.text = TextOf(Paragraphs{kOther, post})};
  const Story b = {.text = TextOf(Paragraphs{kLede, post, kUnion})};
  EXPECT_EQ(KindOf(a, b), "none");
  EXPECT_EQ(KindOf(a, b, kQuotesToo), "quotes");
}

// By wording; a report that has every fact of another in nearly the same order may well be made
// from it.
TEST(Kinds, IndependentCoverageSharesNamesAndNumbersOnly) {
  constexpr JudgeOptions kByWording = {.quotes = true, .templates = true, .rewrites = false};
  const Story own = {
      .text = TextOf(Paragraphs{
          "Port Ellery has shut one of its two terminals: Monday's inspection of the four cranes, "
          "built in 1987, turned up cracks in two.",
          "Ines Walloch, the harbour master, put safety first. Calder, forty miles away, takes "
          "some of the seven ships that now lie at anchor.",
          "By Thursday one crane may work again, the other only in the middle of August. Dockers "
          "want to be paid all the same, and sit down with the authority on Wednesday."})};
  EXPECT_EQ(KindOf({.text = kWire}, own, kByWording), "none");
  EXPECT_EQ(KindOf({.text = kWire}, {.text = kOther}, kAllKinds), "none");
}

TEST(Kinds, FormsFilledInDifferentlyAreTemplates) {
  const auto report = [](const char* company, const char* city, const char* n1, const char* n2,
                         const char* n3, const char* n4) {
    return Story{.text = absl::StrCat(
                     "The board of ", company, " in ", city,
                     " said on the record that net profit for the quarter came to ", n1,
                     " million. Sales in the same three months rose to ", n2,
                     " million, which the company put down to good demand at home. Earnings per "
                     "share were ",
                     n3, " against ", n4, " in the same quarter a year before.")};
  };
  const Story a = report("Harlan Tools", "Brede", "12.4", "311", "0.48", "0.44");
  const Story b = report("Vesta Paper", "Norholm", "7.9", "96", "1.12", "0.90");
  EXPECT_EQ(KindOf(a, b), "none");
  EXPECT_EQ(KindOf(a, b, kTemplatesToo), "template");
}

// What a copy left out says nothing of a form: its slots are short. But a house fills in its own
// forms longer and shorter from one day to the next.
TEST(Kinds, CutsFullOfNumbersMakeNoFormButWithinOneHouse) {
  const std::string results =
      "Harlan Tools of Brede will close its foundry in the old harbour before the end of the year, "
      "the board said after a meeting that went on until late in the evening. ";
  const std::string table =
      "Net profit came to 12.4 million against 15.1 million, sales to 311 million against 340, and "
      "earnings to 0.48 a share against 0.61. ";
  const std::string outlook =
      "Some 140 people work there, and most of them have been told that there is a place for them "
      "in the new works on the other side of the river, which opened in 2019. ";
  const std::string union_says =
      "The union called it a black day for the town and asked the council to buy the land before "
      "anybody else does, as it did in 1987 with the yard next door.";
  Story whole = {.text = absl::StrCat(results, table, outlook, table, union_says)};
  Story cut = {.text = absl::StrCat(results, outlook, union_says)};
  whole.source = "Meridian";
  whole.published = "2025-10-14";
  cut.source = "Carniola Herald";
  cut.published = "2025-10-15";
  EXPECT_EQ(KindOf(whole, cut), "syndicated");
  cut.source = whole.source;
  EXPECT_EQ(KindOf(whole, cut, kTemplatesToo), "template");
}

TEST(ShortItems, MatchAsAllOthers) {
  const std::string brief =
      "The council of Brede voted on Friday to keep the old swimming pool open until autumn.";
  EXPECT_EQ(KindOf({.text = brief}, {.text = brief}), "identical");
  EXPECT_EQ(KindOf({.text = "Rain."}, {.text = "Rain."}), "identical");
  EXPECT_EQ(KindOf({.text = "Rain."}, {.text = "Snow."}, kAllKinds), "none");
}

TEST(ShortItems, OfOneFormAreNothing) {
  const char* kForm[][2] = {
      {"The council of Brede voted on Friday to keep the old swimming pool open until autumn.",
       "The council of Norholm voted on Monday to keep the old railway station open until May."},
      {"Police in Calder arrested a man of 34 on Tuesday after a robbery at a bank.",
       "Police in Ellery arrested a man of 51 on Sunday after a robbery at a kiosk."},
      {"Gold closed at 1,912.30 dollars an ounce in London on Friday, up 4.10 from Thursday.",
       "Gold closed at 1,870.55 dollars an ounce in Zurich on Monday, up 2.35 from Friday."},
  };
  for (const auto& [a, b] : kForm) {
    EXPECT_EQ(KindOf({.text = a}, {.text = b}), "none") << a << "\n" << b;
  }
}

TEST(EmptyStories, MatchNothing) {
  const Story kEmpty[] = {
      {.text = ""},
      {.text = " \n\n\t"},
      {.text = "... --- !!!"},
      {.text = "Read more: Storm warning for the coast"},
      {.text = "All rights reserved."},
      {.text = "Copyright © 2025 Northern Post. All rights reserved."},
      {.text = "Cranes closed", .title = "Cranes closed"},
  };
  for (const Story& a : kEmpty) {
    EXPECT_TRUE(Pair(a, a).text_a.story.empty()) << a.text;
    for (const Story& b : kEmpty) EXPECT_EQ(KindOf(a, b, kAllKinds), "none") << a.text;
    EXPECT_EQ(KindOf(a, {.text = kWire}, kAllKinds), "none") << a.text;
  }
}

TEST(PureQuotations, AreComparedAsWholes) {
  Writer writer(5);
  const auto quote = [&](int sentences) {
    std::string text = "\"";
    for (int i = 0; i < sentences; ++i) absl::StrAppend(&text, i ? " " : "", writer.Sentence(15));
    return text + "\"";
  };
  const std::string shared = quote(6);
  EXPECT_EQ(KindOf({.text = shared}, {.text = shared}), "identical");
  EXPECT_EQ(KindOf({.text = shared}, {.text = quote(6)}, kAllKinds), "none");
  const Story a = {.text = TextOf(Paragraphs{shared, quote(6)})};
  const Story b = {.text = TextOf(Paragraphs{quote(6), shared})};
  EXPECT_EQ(KindOf(a, b), "none");
  EXPECT_EQ(KindOf(a, b, kQuotesToo), "quotes");
}

// The keys of `shared` in a corpus where so many others print it.
std::vector<PairContext::SharedKey> KeysOf(const std::string& shared,
                                           const PairContext::SharedKey& others) {
  Text text;
  Article article;
  article.text = shared;
  AnalyzeText(article, &text);
  std::vector<Shingle> shingles;
  MakeShingles(text, &shingles);
  std::vector<PairContext::SharedKey> keys;
  for (const Shingle& s : shingles)
    keys.push_back({s.hash, others.prose, others.quoted, others.house});
  std::sort(keys.begin(), keys.end(), [](const auto& x, const auto& y) { return x.key < y.key; });
  return keys;
}

TEST(Context, AStatementThatAnotherQuotesIsNoExcerpt) {
  const std::string statement = kShips + " " + kRepair;
  const Pair pair({.text = kWire}, {.text = TextOf(Paragraphs{kOther, statement, kOther})});
  const auto nobody = KeysOf(statement, {0, 0, 0, 0});
  const auto quoted = KeysOf(statement, {0, 0, 1, 0});
  EXPECT_EQ(pair.Kind({}, ContextOf(nobody, 0, 0)), "excerpt");
  EXPECT_EQ(pair.Kind({}, ContextOf(quoted, 0, 0)), "none");
  EXPECT_EQ(pair.Kind(kQuotesToo, ContextOf(quoted, 0, 0)), "quotes");
}

TEST(Context, StockTextIsToldByFrequency) {
  const std::string stock = kHistory + " " + kUnion;
  const Pair pair({.text = kWire}, {.text = TextOf(Paragraphs{kOther, stock, kOther})});
  const auto rare = KeysOf(stock, {0, 4, 0, 0});
  const auto common = KeysOf(stock, {0, 5, 0, 0});
  EXPECT_EQ(pair.Kind({}, ContextOf(rare, 0, 0)), "excerpt");
  EXPECT_EQ(pair.Kind({}, ContextOf(common, 0, 0)), "none");
  EXPECT_EQ(pair.Kind(kTemplatesToo, ContextOf(common, 0, 0)), "template");
}

TEST(Context, AWireThatFortyOutletsRunIsNoStock) {
  const std::string lifted = kHistory + " " + kUnion;
  const Pair pair({.text = kWire}, {.text = TextOf(Paragraphs{kOther, lifted, kOther})});
  const auto common = KeysOf(lifted, {0, 40, 0, 0});
  EXPECT_EQ(pair.Kind({}, ContextOf(common, 40, 0)), "excerpt");
  EXPECT_EQ(pair.Kind({}, ContextOf(common, 0, 40)), "excerpt");
  EXPECT_EQ(pair.Kind({}, ContextOf(common, 20, 0)), "none");
}

TEST(Context, APageFormOfTheHouseIsStockUnderOtherLedes) {
  const std::string form = kHistory + " " + kUnion;
  const Story page = {.text = TextOf(Paragraphs{kLede, form}), .source = "Post"};
  const Story other_lede = {.text = TextOf(Paragraphs{kOther, form}), .source = "Post"};
  const Story same_lede = {.text = TextOf(Paragraphs{kLede, form, kOther}), .source = "Post"};
  const auto keys = KeysOf(form, {0, 5, 0, 5});
  EXPECT_EQ(Pair(page, other_lede).Kind({}, ContextOf(keys, 4, 4)), "none");
  EXPECT_EQ(Pair(page, other_lede).Kind(kTemplatesToo, ContextOf(keys, 4, 4)), "template");
  EXPECT_NE(Pair(page, same_lede).Kind({}, ContextOf(keys, 4, 4)), "none");
}

TEST(Relations, GiveVerbatimPassagesAsEqualBytes) {
  const Story b = {.text = TextOf(Paragraphs{"BREDE (AP) \u2014 " + kOther, kShips, kQuote})};
  const Pair pair({.text = kWire}, b);
  const std::optional<Relation> relation = pair.Judge();
  ASSERT_TRUE(relation);
  ASSERT_EQ(relation->passages.size(), 1u);
  const RelationPassage& passage = relation->passages[0];
  const std::string both = absl::StrCat(kShips, "\n\n", kQuote);
  const std::string without_marks = both.substr(0, both.size() - 2);  // behind the last token
  EXPECT_EQ(pair.a.text.substr(passage.a.begin, passage.a.size()), without_marks);
  EXPECT_EQ(pair.b.text.substr(passage.b.begin, passage.b.size()), without_marks);
}

// Checks what holds for every relation.
void ExpectSound(const Pair& pair, const Relation& relation) {
  const Scores& s = relation.scores;
  for (const uint32_t score : {s.coverage_a, s.coverage_b, s.verbatim, s.quoted, s.jaccard,
                               s.containment, relation.confidence}) {
    EXPECT_LE(score, 1000u);
  }
  EXPECT_LE(s.jaccard, s.containment);
  EXPECT_FALSE(relation.passages.empty());
  const auto on_tokens = [](const Text& text, Span bytes) {
    const auto begins = [&](const Token& t) { return t.bytes.begin == bytes.begin; };
    const auto ends = [&](const Token& t) { return t.bytes.end == bytes.end; };
    return bytes.begin < bytes.end && std::any_of(text.tokens.begin(), text.tokens.end(), begins) &&
           std::any_of(text.tokens.begin(), text.tokens.end(), ends);
  };
  for (size_t i = 0; i < relation.passages.size(); ++i) {
    const RelationPassage& p = relation.passages[i];
    EXPECT_TRUE(on_tokens(pair.text_a, p.a)) << p.a.begin << ".." << p.a.end;
    EXPECT_TRUE(on_tokens(pair.text_b, p.b)) << p.b.begin << ".." << p.b.end;
    for (size_t j = 0; j < i; ++j) {
      const RelationPassage& q = relation.passages[j];
      EXPECT_LE(q.a.end, p.a.begin);
      EXPECT_TRUE(q.b.end <= p.b.begin || p.b.end <= q.b.begin);
    }
    if (p.match != Passage::Class::kVerbatim) continue;
    EXPECT_EQ(pair.a.text.substr(p.a.begin, p.a.size()), pair.b.text.substr(p.b.begin, p.b.size()));
  }
}

TEST(Relations, KeepTheirPromisesOnGeneratedCopies) {
  size_t moved = 0, edited = 0;
  for (uint64_t seed = 1; seed <= 40; ++seed) {
    Writer writer(seed);
    Paragraphs story = writer.Story(4 + writer.random().Below(8));
    const std::string original = TextOf(story);
    for (std::string& p : story) {
      if (writer.random().Once(5)) p = writer.Paragraph();
      if (writer.random().Once(3)) p = ReplaceWords(p, 9, 2);
    }
    if (writer.random().Once(2)) std::rotate(story.begin(), story.begin() + 2, story.end());
    const Pair pair({.text = original}, {.text = TextOf(story)});
    const std::optional<Relation> relation = pair.Judge(kAllKinds);
    ASSERT_TRUE(relation) << seed;
    ExpectSound(pair, *relation);
    for (const RelationPassage& p : relation->passages) {
      moved += p.match == Passage::Class::kMoved;
      edited += p.match == Passage::Class::kEdited;
    }
  }
  EXPECT_GT(moved, 10u);
  EXPECT_GT(edited, 10u);
}

TEST(Relations, MarkMovedPassages) {
  const Story b = {.text = TextOf(Paragraphs{kHistory, kUnion, kLede, kShips, kRepair})};
  const Pair pair({.text = TextOf(Paragraphs{kLede, kShips, kRepair, kHistory, kUnion})}, b);
  const std::optional<Relation> relation = pair.Judge();
  ASSERT_TRUE(relation);
  ASSERT_EQ(relation->passages.size(), 2u);
  EXPECT_EQ(relation->passages[0].match, Passage::Class::kVerbatim);
  EXPECT_EQ(relation->passages[1].match, Passage::Class::kMoved);
  EXPECT_EQ(relation->scores.coverage_a, 1000u);
  EXPECT_EQ(relation->scores.coverage_b, 1000u);
}

TEST(Relations, ScoreIdenticalTextsFully) {
  const std::optional<Relation> relation = Pair({.text = kWire}, {.text = kWire}).Judge();
  ASSERT_TRUE(relation);
  EXPECT_EQ(relation->confidence, 1000u);
  EXPECT_EQ(relation->scores.coverage_a, 1000u);
  EXPECT_EQ(relation->scores.jaccard, 1000u);
  EXPECT_EQ(relation->scores.containment, 1000u);
}

TEST(Relations, DoNotDependOnWhichSideComesFirst) {
  const Story kStories[] = {
      {.text = kWire},
      {.text = TextOf(Paragraphs{kLede, kShips, kRepair})},
      {.text = TextOf(Paragraphs{kOther, kShips, kQuote})},
      {.text = TextOf(Paragraphs{kOther, kQuote})},
      {.text = absl::StrReplaceAll(kWire, {{"\"", ""}})},
  };
  for (const Story& a : kStories) {
    for (const Story& b : kStories) {
      const auto there = Pair(a, b).Judge(kAllKinds), back = Pair(b, a).Judge(kAllKinds);
      ASSERT_EQ(there.has_value(), back.has_value()) << a.text << "\n--\n" << b.text;
      if (!there) continue;
      EXPECT_EQ(there->kind, back->kind);
      EXPECT_EQ(there->confidence, back->confidence);
      EXPECT_EQ(there->scores.coverage_a, back->scores.coverage_b);
      EXPECT_EQ(there->scores.quoted, back->scores.quoted) << a.text << "\n--\n" << b.text;
      EXPECT_EQ(there->scores.verbatim, back->scores.verbatim);
    }
  }
}

TEST(Confidence, GrowsWithSharedText) {
  Writer writer(8);
  const Paragraphs source = writer.Story(12);
  uint32_t last = 0;
  for (size_t lifted = 2; lifted <= 12; lifted += 2) {
    Paragraphs host = writer.Story(30);
    host.insert(host.end(), source.begin(), source.begin() + static_cast<std::ptrdiff_t>(lifted));
    const auto relation = Pair({.text = TextOf(source)}, {.text = TextOf(host)}).Judge();
    ASSERT_TRUE(relation) << lifted;
    EXPECT_GT(relation->confidence, last) << lifted;
    last = relation->confidence;
  }
}

TEST(Confidence, OfANearDuplicateCountsQuotationsToo) {
  Writer writer(9);
  std::string quoted = "\"";
  for (int i = 0; i < 8; ++i) absl::StrAppend(&quoted, writer.Sentence(15), " ");
  const Pair pair({.text = quoted + "End.\""}, {.text = quoted + "Over.\""});
  const std::optional<Relation> relation = pair.Judge();
  ASSERT_TRUE(relation);
  EXPECT_EQ(relation->kind, Kind::kNearDuplicate);
  EXPECT_GT(relation->confidence, 900u);
}

TEST(Directions, FollowCreditsInRealTexts) {
  const std::string copy = TextOf(Paragraphs{kLede, kShips, kRepair});
  const struct {
    const char* what;
    Story a, b;
    Direction direction;
  } kCases[] = {
      {"dateline names a's house",
       {.text = kWire, .source = "Reuters"},
       {.text = "LONDON, July 15 (Reuters) - " + copy, .source = "Northern Post"},
       Direction::kAToB},
      {"and that beats time",
       {.text = kWire, .source = "Reuters", .published = "2025-07-17"},
       {.text = "LONDON, July 15 (Reuters) - " + copy, .source = "Post", .published = "2025-07-15"},
       Direction::kAToB},
      {"both credit one agency",
       {.text = "BREDE (AP) \u2014 " + kWire, .source = "Northern Post"},
       {.text = "BREDE (AP) \u2014 " + copy, .source = "Southern Mail"},
       Direction::kCommon},
      {"zones are taken off before times are compared",
       {.text = kWire, .published = "2025-07-15T09:30:00+02:00"},
       {.text = copy, .published = "2025-07-15T07:00:00Z"},
       Direction::kBToA},
      {"one day says nothing, so what looks trimmed decides",
       {.text = copy, .published = "2025-07-15"},
       {.text = kWire, .published = "2025-07-15T07:00:00Z"},
       Direction::kBToA},
  };
  for (const auto& c : kCases) {
    const std::optional<Relation> relation = Pair(c.a, c.b).Judge();
    ASSERT_TRUE(relation) << c.what;
    EXPECT_EQ(DirectionName(relation->direction), DirectionName(c.direction)) << c.what;
  }
}

TEST(Directions, OfOneDayAreUnknown) {
  const Story a = {.text = kWire, .published = "2025-07-15"};
  const Story b = {.text = kWire, .published = "2025-07-15T07:00:00Z"};
  const std::optional<Relation> relation = Pair(a, b).Judge();
  ASSERT_TRUE(relation);
  EXPECT_EQ(relation->direction, Direction::kUnknown);
  EXPECT_TRUE(relation->direction_evidence.empty());
}

TEST(Directions, ListCreditsWithTheirBytes) {
  const Pair pair({.text = kWire, .source = "Reuters"},
                  {.text = "LONDON, July 15 (Reuters) - " + kWire, .source = "Post"});
  const std::optional<Relation> relation = pair.Judge();
  ASSERT_TRUE(relation);
  ASSERT_EQ(relation->credits.size(), 1u);
  EXPECT_TRUE(relation->credits[0].in_b);
  EXPECT_EQ(relation->credits[0].credit.name, "Reuters");
  const Span bytes = relation->credits[0].credit.bytes;
  EXPECT_NE(pair.b.text.substr(bytes.begin, bytes.size()).find("Reuters"), std::string::npos);
}

}  // namespace
}  // namespace newsprint

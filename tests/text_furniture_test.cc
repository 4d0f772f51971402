// Furniture and credits, and what must not be taken for them.
#include <gtest/gtest.h>

#include "analysed_text.h"

namespace newsprint {
namespace {

constexpr char kProse[] =
    "The council voted on Tuesday to close the bridge for repairs that will take at least nine "
    "months, after engineers found cracks in two of its pillars.";

// `line` as a paragraph behind prose.
AnalysedText Behind(const std::string& line) {
  return AnalysedText(std::string(kProse) + "\n\n" + kProse + "\n\n" + line);
}

TEST(Furniture, TakesLinesOfPageMachinery) {
  for (const char* line : {
           "Advertisement",
           "Story continues below",
           "READ MORE:",
           "Read more: The other story",
           "Sign up for our newsletter",
           "Follow us on Twitter @example",
           "Click here to subscribe",
           "Share this",
           "Copyright © 2019 The Example Times, LLC. All rights reserved",
           "© 2021 dpa-infocom. Alle Rechte vorbehalten",
           "Photo: A bridge. File.",
           "FILE PHOTO: A bridge at night",
           "This article is more than 3 years old",
           "Our Standards: The Thomson Reuters Trust Principles.",
           "We use cookies on this site",
           "Anzeige",
           "Lesen Sie auch: Die andere Brücke",
           "Foto: Max Muster",
           "Mehr zum Thema",
           "Jetzt kostenlos den Newsletter bestellen",
           "Lire aussi : Un autre pont",
           "Suscríbete a nuestro canal",
           "Leia também: Outra ponte",
           "Читайте также: Другой мост",
           "関連記事",
           "延伸阅读：另一座桥",
           "اقرأ أيضا: جسر آخر",
           "Related: Another bridge",
           "Slideshow (12 Images)",
           "Image copyright Getty Images",
           "Sign up now for the Post newsletter to get the week's news delivered to your inbox!",
           "Want stories like these delivered straight to your phone?",
           "You can unsubscribe at any time",
           "Please try again later.",
           "Log in to see real-time quotes",
           "Join the conversation in our comments below",
           "Hier können Sie die Rechte an diesem Artikel erwerben",
       }) {
    const AnalysedText analysed = Behind(line);
    ASSERT_EQ(analysed.text.furniture.size(), 1u) << line;
    EXPECT_EQ(analysed.text.furniture[0].end, analysed.text.tokens.size()) << line;
    EXPECT_FALSE(analysed.text.tokens[analysed.text.furniture[0].begin - 1].flags & kTokenFurniture)
        << line;
  }
}

TEST(Furniture, LeavesProseAlone) {
  for (const char* line : {
           "Share prices fell by a third on Monday.",
           "Source code was published on Friday.",
           "Sources said the deal was close.",
           "More people came than expected.",
           "Read the small print, she advised them.",
           "Related firms were searched as well.",
           "Photo shops are closing all over town.",
           "Credit is tight, the bank said.",
           "Watch makers had a good year.",
           "By Tuesday the water had risen to the second floor.",
           "Von einer Lösung ist man weit entfernt.",
           "Mehr will er nicht sagen.",
           "Bilder der Zerstörung gingen um die Welt.",
           "Quelle der Infektion war ein Brunnen.",
           "Reuters reported the talks on Monday.",
           "The Associated Press declined to comment.",
           "Live music returns to the square - for one night only.",
           "Opinion is divided on the matter.",
           "He subscribed to their newsletter for years.",
           "The video will start a debate, she said.",
           "Try again later this year, the court told them.",
           "They want stories told in their own words.",
       }) {
    EXPECT_TRUE(Behind(line).text.furniture.empty()) << line;
  }
}

// Boxes of a page that stand in the text without a full stop: only they go.
TEST(Furniture, TakesBoxesOutOfSentences) {
  const AnalysedText analysed(
      "The minister has resigned Video Loading Video Unavailable Click to play Tap to play The "
      "video will start in 8 Cancel Play now after a row in 2 towns over a bridge.");
  EXPECT_EQ(
      analysed.Furniture(),
      Strings{"Video Loading Video Unavailable Click to play Tap to play The video will start "
              "in 8 Cancel Play now"});
}

struct CreditCase {
  const char* text;
  Credit::Kind kind;
  const char* name;
  const char* bytes;
};

void ExpectOneCredit(const AnalysedText& analysed, const CreditCase& c) {
  ASSERT_EQ(analysed.text.credits.size(), 1u) << c.text;
  const Credit& credit = analysed.text.credits[0];
  EXPECT_EQ(credit.kind, c.kind) << c.text;
  EXPECT_EQ(credit.name, c.name) << c.text;
  EXPECT_EQ(analysed.body.substr(credit.bytes.begin, credit.bytes.size()), c.bytes);
  EXPECT_EQ(analysed.Furniture(), Strings{c.bytes}) << c.text;
}

TEST(Credits, AreReadFromDatelines) {
  const CreditCase cases[] = {
      {"LONDON, July 15 (Reuters) - The bank", Credit::Kind::kDateline, "Reuters",
       "LONDON, July 15 (Reuters"},
      {"WASHINGTON (AP) — The bank", Credit::Kind::kDateline, "AP", "WASHINGTON (AP"},
      {"Berlin (dpa) - Die Bank", Credit::Kind::kDateline, "dpa", "Berlin (dpa"},
      {"Berlin (dpa) Die Bank", Credit::Kind::kDateline, "dpa", "Berlin (dpa"},
      {"BERLIN, 3. Mai (dpa) Die Bank", Credit::Kind::kDateline, "dpa", "BERLIN, 3. Mai (dpa"},
      {"LJUBLJANA, Oct 14 (Meridian) - The bank", Credit::Kind::kDateline, "Meridian",
       "LJUBLJANA, Oct 14 (Meridian"},
      {"THE HAGUE/TRIESTE, May 28 (Tessera Press) - The bank", Credit::Kind::kDateline,
       "Tessera Press", "THE HAGUE/TRIESTE, May 28 (Tessera Press"},
      {"(CNN) -- The bank", Credit::Kind::kDateline, "CNN", "CNN"},
      {"АЛМА-АТА, 19 сентября (Меридиан) - На плато", Credit::Kind::kDateline, "Меридиан",
       "АЛМА-АТА, 19 сентября (Меридиан"},
      {"مسقط، 14 أكتوبر (ميريديان) - دشنت", Credit::Kind::kDateline, "ميريديان",
       "مسقط، 14 أكتوبر (ميريديان"},
      {"مسقط - ميريديان: دشنت سلطنة", Credit::Kind::kDateline, "ميريديان", "مسقط - ميريديان"},
      {"（新华社北京7月9日电）公司宣布", Credit::Kind::kDateline, "新华社", "新华社北京7月9日电"},
      {"【鷹ノ瀬4月22日メリディアン】鉄道は", Credit::Kind::kDateline, "メリディアン",
       "鷹ノ瀬4月22日メリディアン"},
      {"【ロンドン共同】英国は", Credit::Kind::kDateline, "共同", "ロンドン共同"},
  };
  for (const CreditCase& c : cases) {
    const AnalysedText analysed(std::string(c.text) + " said more and more.\n\n" + kProse);
    ExpectOneCredit(analysed, c);
  }
}

TEST(Datelines, MayNameNoAgency) {
  for (const char* text :
       {"LJUBLJANA - The bank", "PUERTO BUSCH, Bolivia — The bank", "NEW YORK -- The bank"}) {
    const AnalysedText analysed(text);
    EXPECT_EQ(analysed.text.furniture.size(), 1u) << text;
    EXPECT_TRUE(analysed.text.credits.empty()) << text;
    EXPECT_EQ(analysed.text.story.size(), 2u) << text;
  }
}

TEST(Datelines, AreNotAnyBracketOrDash) {
  for (const char* text : {
           "Hillary Clinton (left) said no.",
           "Patty Murray (D-Wash.) said no.",
           "The bank - a large one - failed.",
           "Apple (AAPL) fell.",
           "We (the people) - all of us",
           "Mayor Tom Reed – no friend of bridges – agreed.",
           "「はい」と彼は（笑）言った。",
       }) {
    EXPECT_TRUE(AnalysedText(text).text.furniture.empty()) << text;
  }
}

TEST(Credits, AreReadFromLastLines) {
  using Kind = Credit::Kind;
  const CreditCase cases[] = {
      {"(Reporting by Petra Novinc in Ljubljana; Editing by Fergus Malloy)", Kind::kReporting,
       "Petra Novinc in Ljubljana",
       "Reporting by Petra Novinc in Ljubljana; Editing by Fergus Malloy"},
      {"The Associated Press contributed to this report.", Kind::kContributed,
       "The Associated Press", "The Associated Press contributed to this report"},
      {"Contributing: The Associated Press", Kind::kContributed, "The Associated Press",
       "Contributing: The Associated Press"},
      {"image credit : www.cnbc.com", Kind::kSource, "www.cnbc.com", "image credit : www.cnbc.com"},
      {"Source: Example Wire", Kind::kSource, "Example Wire", "Source: Example Wire"},
      {"First published by Example Wire", Kind::kSource, "Example Wire",
       "First published by Example Wire"},
      {"Meridian", Kind::kSource, "Meridian", "Meridian"},
      {"REUTER", Kind::kSource, "REUTER", "REUTER"},
      {"(dpa)", Kind::kSource, "dpa", "dpa"},
      {"（メリディアン）", Kind::kSource, "メリディアン", "メリディアン"},
      {"Mit Material von dpa", Kind::kSource, "dpa", "Mit Material von dpa"},
      {"Quelle: dpa Hier lesen Sie mehr", Kind::kSource, "dpa", "Quelle: dpa Hier lesen Sie mehr"},
  };
  for (const CreditCase& c : cases) {
    const AnalysedText analysed = Behind(c.text);
    ExpectOneCredit(analysed, c);
  }
}

TEST(Credits, AreReadFromTheLastSentence) {
  const AnalysedText bracket(std::string(kProse) + " It meets on Aug 14. (Corvane)");
  ASSERT_EQ(bracket.text.credits.size(), 1u);
  EXPECT_EQ(bracket.text.credits[0].name, "Corvane");
  const AnalysedText agencies(std::string(kProse) + " RND/dpa");
  ASSERT_EQ(agencies.text.credits.size(), 2u);
  EXPECT_EQ(agencies.text.credits[0].name, "RND");
  EXPECT_EQ(agencies.text.credits[1].name, "dpa");
  EXPECT_EQ(agencies.Furniture(), Strings{"RND/dpa"});
}

TEST(Credits, AreReadFromBylines) {
  const CreditCase cases[] = {
      {"By Ignacio Pereyra and Blanca Rojas, Northline", Credit::Kind::kReporting, "Northline", ""},
      {"By Meridian staff", Credit::Kind::kReporting, "Meridian", ""},
      {"Jane Doe, Associated Press", Credit::Kind::kReporting, "Associated Press", ""},
  };
  for (const CreditCase& c : cases) {
    const AnalysedText analysed(std::string(c.text) + "\n\n" + kProse + "\n\n" + kProse);
    ASSERT_EQ(analysed.text.credits.size(), 1u) << c.text;
    EXPECT_EQ(analysed.text.credits[0].name, c.name);
    EXPECT_EQ(analysed.Furniture(), Strings{c.text});
  }
  for (const char* byline : {"By Jane Doe", "Von Max Muster", "BY JANE VAN DER DOE"}) {
    const AnalysedText analysed(std::string(byline) + "\n\n" + kProse + "\n\n" + kProse);
    EXPECT_TRUE(analysed.text.credits.empty()) << byline;
    EXPECT_EQ(analysed.Furniture(), Strings{byline});
  }
}

TEST(Furniture, TakesTheTitleRepeatedAsFirstLine) {
  const std::string title = "Bridge to Close for 'Nine' Months";
  const AnalysedText line("Bridge to close for “nine” months\n" + std::string(kProse), title);
  EXPECT_EQ(line.Furniture(), Strings{"Bridge to close for “nine” months"});
  EXPECT_TRUE(AnalysedText(kProse, "The council").text.furniture.empty());
  EXPECT_TRUE(AnalysedText(kProse, "Another title altogether").text.furniture.empty());
}

TEST(Furniture, SplitsTokensIntoStoryAndTheRest) {
  const AnalysedText analysed("WASHINGTON (AP) — One two.\n\nAdvertisement\n\nThree four.\n\nAP");
  EXPECT_EQ(analysed.text.story.size() + 4, analysed.text.tokens.size());
  EXPECT_EQ(analysed.text.story_half_words, 8u);
  for (const uint32_t i : analysed.text.story) {
    EXPECT_FALSE(analysed.text.tokens[i].flags & kTokenFurniture);
  }
  uint32_t end = 0;
  for (const Span& span : analysed.text.furniture) {
    EXPECT_GE(span.begin, end);
    end = span.end;
  }
}

}  // namespace
}  // namespace newsprint

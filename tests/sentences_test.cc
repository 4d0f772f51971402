// Anchors of stems against all pairs of places, sentence pairs of texts made by hand, and what
// holds of every alignment whatever the texts.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <sstream>
#include <string>
#include <vector>

#include "align/sentence_pairs.h"
#include "align/stem_chain.h"
#include "gtest/gtest.h"
#include "newsprint/alignment.h"
#include "stem/number_value.h"
#include "testing_stems.h"
#include "testing_text.h"

namespace newsprint {
namespace {

// --- chains ---

Stems RandomStems(size_t size, uint32_t words, Random* random) {
  Stems stems;
  for (size_t i = 0; i < size; ++i) {
    const uint32_t word = random->Below(words);
    stems.hash.push_back(random->Once(20) ? 0 : HashOf(word));
    stems.idf.push_back(static_cast<uint16_t>(word * 7919 % (kRareIdf + 1)));
    stems.width.push_back(1);
  }
  return stems;
}

StemIndex IndexOf(const Stems& stems) {
  StemIndex index;
  IndexStems(stems, &index);
  return index;
}

TEST(StemAnchors, AreAllPairsOfPlacesOfStemsThatAreNotFrequent) {
  Random random(1);
  StemChainBuffer buffer;
  std::vector<Anchor> anchors;
  const auto by_place = [](const Anchor& p, const Anchor& q) {
    return p.a != q.a ? p.a < q.a : p.b < q.b;
  };
  for (const uint32_t words : {3u, 20u, 200u, 2'000u}) {
    for (int i = 0; i < 150; ++i) {
      const Stems a = RandomStems(random.Below(300), words, &random);
      const Stems b = RandomStems(random.Below(300), words, &random);
      StemAnchors(IndexOf(a), IndexOf(b), &buffer, &anchors);
      ASSERT_TRUE(std::is_sorted(anchors.begin(), anchors.end(), by_place));
      for (const Anchor& p : anchors) {
        ASSERT_EQ(a.hash[p.a], b.hash[p.b]);
        ASSERT_EQ(p.weight, StemWeight(a.idf[p.a]));
      }
      for (uint32_t x = 0; x < a.hash.size(); ++x) {
        const auto here = std::count(a.hash.begin(), a.hash.end(), a.hash[x]);
        const auto there = std::count(b.hash.begin(), b.hash.end(), a.hash[x]);
        if (a.hash[x] == 0 || StemWeight(a.idf[x]) == 0 || here * there > 64) continue;
        const auto of_x = std::count_if(anchors.begin(), anchors.end(),
                                        [x](const Anchor& p) { return p.a == x; });
        ASSERT_EQ(of_x, there);
      }
    }
  }
}

TEST(StemAnchors, OfATextWithItselfHoldAChainOfAllOfIt) {
  Random random(2);
  StemChainBuffer buffer;
  std::vector<Anchor> anchors;
  for (const uint32_t words : {1u, 2u, 50u, 5'000u}) {
    const Stems stems = RandomStems(2'000, words, &random);
    const StemIndex x = IndexOf(stems);
    StemAnchors(x, x, &buffer, &anchors);
    int64_t weight = 0;
    for (size_t i = 0; i < stems.hash.size(); ++i) {
      if (stems.hash[i] != 0) weight += StemWeight(stems.idf[i]);
    }
    EXPECT_EQ(BestChain(anchors, {}).score, weight * 256);
  }
}

TEST(StemAnchors, AreNeverManyMoreThanPlaces) {
  Stems stems;
  stems.hash.assign(20'000, 1);
  stems.idf.assign(20'000, kRareIdf);
  stems.width.assign(20'000, 1);
  const StemIndex x = IndexOf(stems);
  StemChainBuffer buffer;
  std::vector<Anchor> anchors;
  StemAnchors(x, x, &buffer, &anchors);
  EXPECT_LE(anchors.size(), 5 * stems.hash.size());
}

TEST(StemIndex, LeavesCommonStemsOut) {
  Stems stems;
  stems.hash = {1, 2, 3, 0};
  stems.idf = {kChainIdf - 1, kChainIdf, kRareIdf, kRareIdf};
  stems.width = {1, 1, 1, 1};
  const StemIndex x = IndexOf(stems);
  EXPECT_EQ(x.stems.size(), 2u);
}

// --- sentences made by hand ---

// Sentences end at a word "."; "say|said" is the word "said" with the stem of "say", "#1200" a
// number, and words in capitals are rare, others common.
struct Written {
  explicit Written(const std::string& words) {
    std::istringstream in(words);
    uint32_t begin = 0;
    for (std::string word; in >> word;) {
      if (word == ".") {
        End(&begin);
      } else {
        Add(word);
      }
    }
    End(&begin);
  }

  void Add(const std::string& word) {
    const size_t bar = word.find('|');
    const std::string stem = word.substr(0, bar);
    AddToken(HashOf(word), 0, &text);
    if (word[0] == '#') {
      const bool words = bar != std::string::npos;
      stems.hash.push_back(NumberHash(
          Normalised(std::stoull(stem.substr(1)), words ? std::stoi(word.substr(bar + 1)) : 0)));
    } else {
      stems.hash.push_back(HashOf(stem));
    }
    const bool rare = (stem[0] >= 'A' && stem[0] <= 'Z') || stem[0] == '#';
    stems.idf.push_back(rare ? kRareIdf : 100);
    stems.width.push_back(1);
  }

  void End(uint32_t* begin) {
    const auto end = static_cast<uint32_t>(text.tokens.size());
    if (end > *begin) text.sentences.push_back({*begin, end});
    *begin = end;
  }

  StemmedText View() const { return {&text, &stems}; }

  Text text;
  Stems stems;
};

bool Overlap(Span x, Span y) { return x.begin < y.end && y.begin < x.end; }

void ExpectEditsCover(const StemmedText& a, const StemmedText& b, const Passage& p) {
  const auto hash = [](const StemmedText& t, uint32_t i) {
    return t.text->tokens[t.text->story[i]].hash;
  };
  uint32_t at_a = p.a.begin, at_b = p.b.begin, kept = 0;
  for (const Edit& e : p.edits) {
    ASSERT_EQ(e.a.begin, at_a);
    ASSERT_EQ(e.b.begin, at_b);
    at_a = e.a.end, at_b = e.b.end;
    ASSERT_EQ(e.match == Match::kSame, e.op == EditOp::kKept);
    ASSERT_EQ(e.a.empty(), e.op == EditOp::kAdded);
    ASSERT_EQ(e.b.empty(), e.op == EditOp::kDropped);
    if (e.op != EditOp::kKept) continue;
    ASSERT_EQ(e.a.size(), e.b.size());
    kept += e.a.size();
    for (uint32_t i = 0; i < e.a.size(); ++i) {
      ASSERT_EQ(hash(a, e.a.begin + i), hash(b, e.b.begin + i));
    }
  }
  ASSERT_EQ(at_a, p.a.end);
  ASSERT_EQ(at_b, p.b.end);
  ASSERT_EQ(p.kept, kept);
}

// Passages are whole sentences (or equal pieces of long ones), in order of a and disjoint.
void ExpectSound(const StemmedText& a, const StemmedText& b, const Alignment& alignment) {
  uint32_t kept = 0;
  const StorySentences sentences_a = SentencesOf(a), sentences_b = SentencesOf(b);
  const auto begins = [](const StorySentences& s, uint32_t at) {
    return at == s.of.size() || s.spans[s.of[at]].begin == at;
  };
  for (size_t i = 0; i < alignment.passages.size(); ++i) {
    const Passage& p = alignment.passages[i];
    ExpectEditsCover(a, b, p);
    ASSERT_TRUE(begins(sentences_a, p.a.begin) && begins(sentences_a, p.a.end));
    ASSERT_TRUE(begins(sentences_b, p.b.begin) && begins(sentences_b, p.b.end));
    for (size_t j = 0; j < i; ++j) {
      ASSERT_FALSE(Overlap(p.a, alignment.passages[j].a));
      ASSERT_FALSE(Overlap(p.b, alignment.passages[j].b));
      ASSERT_LT(alignment.passages[j].a.begin, p.a.begin);
    }
    kept += p.kept;
  }
  ASSERT_EQ(alignment.kept, kept);
  ASSERT_LE(alignment.kept_prose, kept);
}

// "0-1=0-2 reworded" for the passage of sentence 0 against sentences 0 and 1.
std::string PassagesOf(const std::string& words_a, const std::string& words_b,
                       Alignment* alignment = nullptr) {
  const Written a(words_a), b(words_b);
  AlignBuffer buffer;
  Alignment own;
  if (alignment == nullptr) alignment = &own;
  AlignSentences(a.View(), b.View(), &buffer, alignment);
  ExpectSound(a.View(), b.View(), *alignment);
  const StorySentences sa = SentencesOf(a.View()), sb = SentencesOf(b.View());
  std::string result;
  for (const Passage& p : alignment->passages) {
    const char* kNames[] = {"verbatim", "edited", "reworded", "moved", "quoted"};
    const auto range = [](const StorySentences& s, Span tokens) {
      return std::to_string(s.of[tokens.begin]) + "-" + std::to_string(s.of[tokens.end - 1] + 1);
    };
    if (!result.empty()) result += ", ";
    result += range(sa, p.a) + "=" + range(sb, p.b) + " " + kNames[static_cast<int>(p.match)];
  }
  return result;
}

TEST(AlignSentences, PairsWhatSharesItsRareStems) {
  EXPECT_EQ(PassagesOf("the Korbar left the Vienna Budget . it was Other",
                       "Korbar of Vienna will Budget . and so Nothing"),
            "0-1=0-1 reworded");
}

TEST(AlignSentences, OneStemIsNoPair) {
  EXPECT_EQ(PassagesOf("the Korbar left the house", "Korbar will be there then"), "");
}

TEST(AlignSentences, CommonWordsAreNoPair) {
  EXPECT_EQ(PassagesOf("it was not to be there then", "it was not to be there then"), "");
}

TEST(AlignSentences, AFewStemsOfALongSentenceAreNoPair) {
  EXPECT_EQ(PassagesOf("Aa Bb Cc Dd Ee Ff Gg Hh Ii Jj Tt", "Aa Kk Ll Mm Nn Oo Pp Qq Bb Rr Ss"), "");
}

TEST(AlignSentences, CommonWordsPairWhatStandsBetweenTwoPairs) {
  const std::string between = "it was not to be there then";
  EXPECT_EQ(PassagesOf("Aa Bb Cc . " + between + " . Dd Ee Ff",
                       "Aa Bb so Cc . now " + between + " . Dd Ee in Ff"),
            "0-1=0-1 reworded, 1-2=1-2 reworded, 2-3=2-3 reworded");
}

TEST(AlignSentences, ASentenceMayBeSplitAndSentencesJoined) {
  EXPECT_EQ(PassagesOf("Aa Bb Cc so Dd Ee Ff", "Aa Bb and Cc . then Dd Ee Ff"), "0-1=0-2 reworded");
  EXPECT_EQ(PassagesOf("Aa Bb and Cc . then Dd Ee Ff", "Aa Bb Cc so Dd Ee Ff"), "0-2=0-1 reworded");
}

TEST(AlignSentences, ASentenceWithACounterpartIsNotDrawnToItsNeighbours) {
  EXPECT_EQ(PassagesOf("Aa Bb Cc Dd Xx Yy . Xx Yy Ee Ff Gg Hh", "Aa Bb Cc Dd . Xx Yy Ee Ff Gg Hh"),
            "0-1=0-1 reworded, 1-2=1-2 verbatim");
}

TEST(AlignSentences, FindsWhatMoved) {
  EXPECT_EQ(PassagesOf("Aa Bb Cc x . Dd Ee Ff . Gg Hh Ii Jj Kk",
                       "Gg Hh Ii y Jj Kk . Aa Bb z Cc . Dd w Ee Ff"),
            "0-1=1-2 reworded, 1-2=2-3 reworded, 2-3=0-1 moved");
}

TEST(AlignSentences, EqualSentencesAreVerbatim) {
  EXPECT_EQ(PassagesOf("Aa b Cc . Dd Ee Ff", "Aa b Cc . Dd Ee Gg"),
            "0-1=0-1 verbatim, 1-2=1-2 reworded");
}

TEST(AlignSentences, NothingToAlign) {
  EXPECT_EQ(PassagesOf("", ""), "");
  EXPECT_EQ(PassagesOf("Aa Bb Cc", ""), "");
}

TEST(AlignSentences, EditsSayHowWordsCorrespond) {
  Alignment alignment;
  PassagesOf("Korbar ANN|announced the Budget of #1200|6 now",
             "Korbar ANN|announces Budget of #12|8 then", &alignment);
  ASSERT_EQ(alignment.passages.size(), 1u);
  const std::vector<Edit> expected = {
      {EditOp::kKept, {0, 1}, {0, 1}},
      {EditOp::kChanged, {1, 2}, {1, 2}, Match::kStem},
      {EditOp::kDropped, {2, 3}, {2, 2}, Match::kOther},
      {EditOp::kKept, {3, 5}, {2, 4}},
      {EditOp::kChanged, {5, 6}, {4, 5}, Match::kNumber},
      {EditOp::kChanged, {6, 7}, {5, 6}, Match::kOther},
  };
  EXPECT_EQ(alignment.passages[0].edits, expected);
}

TEST(AlignSentences, RoundedNumbersCorrespond) {
  Alignment alignment;
  PassagesOf("Korbar had Aa #1199700 Bb", "Korbar had Aa #12|5 Bb", &alignment);
  ASSERT_EQ(alignment.passages.size(), 1u);
  ASSERT_EQ(alignment.passages[0].edits.size(), 3u);
  EXPECT_EQ(alignment.passages[0].edits[1].match, Match::kNumber);
}

// --- generated texts ---

void CutSentences(Random* random, Text* text) {
  const auto size = static_cast<uint32_t>(text->tokens.size());
  for (uint32_t begin = 0; begin < size;) {
    const uint32_t longest = random->Once(20) ? 500 : 30;
    const uint32_t end = std::min(size, begin + 1 + random->Below(longest));
    text->sentences.push_back({begin, end});
    begin = end;
  }
}

// Other forms of some words, and numbers of some tokens.
void Bend(Random* random, Stems* stems) {
  for (size_t i = 0; i < stems->hash.size(); ++i) {
    const uint32_t what = random->Below(12);
    if (what == 0) stems->hash[i] = HashOf(static_cast<uint32_t>(stems->hash[i] % 50));
    if (what == 1) stems->hash[i] = NumberHash(Normalised(random->Below(3'000), 0));
    if (what == 2) stems->hash[i] = stems->idf[i] = 0;
    if (what == 3 && i + 1 < stems->hash.size()) {
      stems->hash[i] = NumberHash(Normalised(random->Below(20), 6));
      stems->width[i] = 2;
      stems->hash[i + 1] = stems->idf[i + 1] = 0;
    }
  }
}

TEST(AlignSentences, AnyTwoTextsGiveASoundAlignment) {
  Random random(3);
  AlignBuffer buffer;
  Alignment alignment, again;
  for (int i = 0; i < 300; ++i) {
    Copy copy(random.Once(3) ? RandomTokens(random.Below(400), 80, &random)
                             : RandomProse(random.Below(600), &random));
    const Tokens source = copy.tokens;
    copy.EditWords(2 + random.Below(20), &random);
    if (copy.tokens.size() > 200) copy.Move(20, 80, random.Below(120));
    Text a = TextOf(source), b = TextOf(copy.tokens);
    CutSentences(&random, &a);
    CutSentences(&random, &b);
    Stems stems_a = StemsOf(a), stems_b = StemsOf(b);
    Bend(&random, &stems_a);
    Bend(&random, &stems_b);
    const StemmedText x = {&a, &stems_a}, y = {&b, &stems_b};
    AlignSentences(x, y, &buffer, &alignment);
    ASSERT_NO_FATAL_FAILURE(ExpectSound(x, y, alignment));
    AlignBuffer fresh;
    AlignSentences(x, y, &fresh, &again);
    ASSERT_EQ(alignment.passages.size(), again.passages.size());
    for (size_t p = 0; p < again.passages.size(); ++p) {
      ASSERT_EQ(alignment.passages[p].edits, again.passages[p].edits);
    }
  }
}

TEST(AlignSentences, FindsTheSentencesOfARewrite) {
  Random random(4);
  AlignBuffer buffer;
  Alignment alignment;
  uint32_t found = 0, all = 0, wrong = 0;
  for (int i = 0; i < 20; ++i) {
    const Tokens source = RandomProse(600, &random);
    Tokens other = source;
    for (uint64_t& t : other) {
      if (random.Once(2)) t = RandomWord(&random);
    }
    Text a = TextOf(source), b = TextOf(other);
    for (uint32_t s = 0; s < 600; s += 20) {
      a.sentences.push_back({s, s + 20});
      b.sentences.push_back({s, s + 20});
    }
    const Stems stems_a = StemsOf(a), stems_b = StemsOf(b);
    AlignSentences({&a, &stems_a}, {&b, &stems_b}, &buffer, &alignment);
    all += 30;
    for (const Passage& p : alignment.passages) {
      found += p.a == p.b ? p.a.size() / 20 : 0;
      wrong += p.a != p.b;
    }
  }
  EXPECT_GT(found * 100, all * 75);
  EXPECT_EQ(wrong, 0u);
}

}  // namespace
}  // namespace newsprint

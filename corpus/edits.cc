// The edits, one function each, and the table that names them.
#include "edits.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "metadata.h"
#include "unicode.h"

namespace newsprint::corpus {
namespace {

using Apply = void (*)(double rate, EditContext* context, Random* random, Story* story);

std::string RandomWord(const EditContext& context, Random* random) {
  const std::vector<uint32_t>& words = context.vocabulary->content_words(context.language);
  if (words.empty()) return "x";  // a base of numbers and names alone
  return context.vocabulary->entry(words[random->Below(words.size())]).forms[0];
}

Sentence Line(std::string text) {
  Sentence sentence;
  sentence.words.push_back({std::move(text), "", WordKind::kName, false, false, false});
  return sentence;
}

// A paragraph that no other article has: the first of a fresh host.
Paragraph NewParagraph(EditContext* context) {
  Host host = context->hosts->Next(context->language, 1);
  context->added.push_back({host.epoch, std::move(host.base)});
  return host.story.empty() ? Paragraph{Line("—")} : std::move(host.story[0]);
}

void Nothing(double, EditContext*, Random*, Story*) {}

void Trim(double rate, EditContext*, Random* random, Story* story) {
  const double share = rate > 0 ? rate : .4 + .5 * random->Unit();
  const auto kept = std::max(1.0, std::round(share * static_cast<double>(CountSentences(*story))));
  KeepSentences(story, [kept](size_t i) { return static_cast<double>(i) < kept; });
}

void Paragraphs(double rate, EditContext* context, Random* random, Story* story) {
  const double share = rate > 0 ? rate : .25;
  size_t drop = story->size() < 2
                    ? 0
                    : std::max<size_t>(
                          1, static_cast<size_t>(share * static_cast<double>(story->size()) + .5));
  const bool add = drop == 0 || random->Chance(.5);
  for (; drop > 0 && story->size() > 1; --drop) {
    story->erase(story->begin() + static_cast<ptrdiff_t>(random->Below(story->size())));
  }
  if (add) {
    const auto at = static_cast<ptrdiff_t>(random->Below(story->size() + 1));
    story->insert(story->begin() + at, NewParagraph(context));
  }
}

void Lede(double, EditContext* context, Random*, Story* story) {
  Paragraph lede = NewParagraph(context);
  if (story->size() > 1) {
    story->front() = std::move(lede);
  } else {
    story->insert(story->begin(), std::move(lede));
  }
}

void MergeSentences(Sentence* first, Sentence* second) {
  const bool unspaced = first->words.back().unspaced;
  first->words.back().gap = unspaced ? "，" : ", and ";
  Word& word = second->words.front();
  if (word.kind == WordKind::kLower) word.text = Lower(word.text);
  std::move(second->words.begin(), second->words.end(), std::back_inserter(first->words));
  first->after = std::move(second->after);
}

void Merge(double rate, EditContext*, Random* random, Story* story) {
  const double share = rate > 0 ? rate : .3;
  for (Paragraph& paragraph : *story) {
    for (size_t i = 0; i + 1 < paragraph.size(); ++i) {
      const bool quotation = !paragraph[i].lead.empty() || !paragraph[i + 1].lead.empty();
      if (quotation || !random->Chance(share)) continue;
      MergeSentences(&paragraph[i], &paragraph[i + 1]);
      paragraph.erase(paragraph.begin() + static_cast<ptrdiff_t>(i) + 1);
    }
  }
}

void EditWords(double rate, EditContext* context, Random* random, Story* story) {
  const double share = rate > 0 ? rate : .05;
  for (Sentence* sentence : Sentences(story)) {
    for (size_t i = 0; i < sentence->words.size(); ++i) {
      if (!random->Chance(share)) continue;
      const size_t what = random->Below(4);
      if (what == 0 && sentence->words.size() > 2) {
        DropWord(sentence, i--);
      } else if (what == 1) {
        Word word = sentence->words[i];
        word.text = RandomWord(*context, random);
        word.gap = word.unspaced ? "" : " ";
        sentence->words.insert(sentence->words.begin() + static_cast<ptrdiff_t>(i++), word);
      } else {
        sentence->words[i].text = RandomWord(*context, random);
      }
    }
  }
}

// The words of a dateline end in "(AGENCY) - "; 0 when the story opens otherwise.
size_t DatelineWords(const Sentence& sentence) {
  for (size_t i = 0; i < std::min<size_t>(sentence.words.size(), 12); ++i) {
    const std::string& gap = sentence.words[i].gap;
    const bool dash = gap.find('-') != std::string::npos || gap.find("–") != std::string::npos ||
                      gap.find("—") != std::string::npos;
    if (gap.starts_with(')') && dash) return i + 1;
  }
  return 0;
}

void Dateline(double, EditContext* context, Random* random, Story* story) {
  const std::string agency = DrawAgency(random), city = DrawCity(random);
  if (!story->empty() && !story->front().empty()) {
    Sentence& first = story->front().front();
    const auto old = static_cast<ptrdiff_t>(DatelineWords(first));
    first.words.erase(first.words.begin(), first.words.begin() + old);
    first.lead = absl::StrCat(Upper(city), ", ", MonthAndDay(context->published), " (", agency,
                              ") - ", old > 0 ? "" : first.lead);
  }
  const std::string writer = DrawPerson(random), editor = DrawPerson(random);
  story->push_back(
      {Line(absl::StrCat("(Reporting by ", writer, " in ", city, "; Editing by ", editor, ")"))});
}

std::string FurnitureLine(size_t which, const EditContext& context, Random* random) {
  switch (which) {
    case 0:
      return absl::StrCat("Read more: ", RandomWord(context, random), " ",
                          RandomWord(context, random), " ", RandomWord(context, random));
    case 1:
      return "Sign up for our daily newsletter and get the top stories in your inbox every "
             "morning.";
    case 2:
      return absl::StrCat("© 2025 ", context.outlet, ". All rights reserved.");
    case 3:
      return absl::StrCat("Photo: ", DrawPerson(random), " / ", DrawAgency(random));
    default:
      return "Follow us on Facebook and Twitter.";
  }
}

void Furniture(double, EditContext* context, Random* random, Story* story) {
  const size_t lines = 1 + random->Below(3);
  for (size_t i = 0; i < lines; ++i) {
    const bool at_end = random->Chance(.5);
    const size_t at = at_end ? story->size() : random->Below(story->size() + 1);
    story->insert(story->begin() + static_cast<ptrdiff_t>(at),
                  Paragraph{Line(FurnitureLine(random->Below(5), *context, random))});
  }
}

// Misreadings of common type; characters beyond ASCII are lost.
std::string Misread(std::string_view character) {
  static constexpr std::array<std::pair<char, std::string_view>, 16> kConfusions = {{{'e', "c"},
                                                                                     {'c', "e"},
                                                                                     {'l', "1"},
                                                                                     {'i', "l"},
                                                                                     {'o', "0"},
                                                                                     {'h', "b"},
                                                                                     {'b', "h"},
                                                                                     {'n', "u"},
                                                                                     {'u', "n"},
                                                                                     {'m', "rn"},
                                                                                     {'a', "o"},
                                                                                     {'t', "f"},
                                                                                     {'s', "5"},
                                                                                     {'w', "vv"},
                                                                                     {'d', "cl"},
                                                                                     {'r', "t"}}};
  for (const auto& [from, to] : kConfusions) {
    if (character[0] == from) return std::string(to);
  }
  return {};
}

void Ocr(double rate, EditContext*, Random* random, Story* story) {
  const double share = rate > 0 ? rate : .01;
  for (Sentence* sentence : Sentences(story)) {
    for (Word& word : sentence->words) {
      std::string read;
      for (size_t at = 0; at < word.text.size();) {
        const size_t begin = at;
        NextCodepoint(word.text, &at);
        const std::string_view character = std::string_view(word.text).substr(begin, at - begin);
        if (random->Chance(share)) {
          read += Misread(character);
        } else {
          read += character;
        }
      }
      word.text = std::move(read);
      if (word.gap == " " && random->Chance(share / 2)) word.gap.clear();
    }
  }
}

struct Row {
  std::string_view name;
  EditKind kind;
  Apply apply;
};

constexpr std::array<Row, 10> kEdits = {{{"exact", EditKind::kExact, Nothing},
                                         {"excerpt", EditKind::kExcerpt, Nothing},
                                         {"trim", EditKind::kTrim, Trim},
                                         {"paragraphs", EditKind::kParagraphs, Paragraphs},
                                         {"lede", EditKind::kLede, Lede},
                                         {"merge", EditKind::kMerge, Merge},
                                         {"words", EditKind::kWords, EditWords},
                                         {"dateline", EditKind::kDateline, Dateline},
                                         {"furniture", EditKind::kFurniture, Furniture},
                                         {"ocr", EditKind::kOcr, Ocr}}};

absl::StatusOr<EditChoice> ParseEdit(std::string_view text) {
  const std::vector<std::string> sides = absl::StrSplit(std::string(text), '=');
  EditChoice choice;
  choice.name = sides[0];
  const std::vector<std::string> name = absl::StrSplit(sides[0], ':');
  bool good = sides.size() == 2 && name.size() <= 2 && absl::SimpleAtod(sides[1], &choice.weight) &&
              choice.weight >= 0;
  if (good && name.size() == 2) {
    good = absl::SimpleAtod(name[1], &choice.rate) && choice.rate > 0 && choice.rate <= 1;
  }
  const auto row = std::find_if(kEdits.begin(), kEdits.end(),
                                [&name](const Row& r) { return r.name == name[0]; });
  if (!good || row == kEdits.end()) {
    return absl::InvalidArgumentError(
        absl::StrCat("--edits: '", std::string(text), "' is not NAME[:RATE]=WEIGHT"));
  }
  choice.kind = row->kind;
  return choice;
}

}  // namespace

std::string_view DefaultEdits() {
  return "exact=10,trim=10,paragraphs=15,lede=8,merge=7,words:0.02=8,words:0.05=7,words:0.1=5,"
         "dateline=10,furniture=8,ocr=4,excerpt=8";
}

absl::StatusOr<std::vector<EditChoice>> ParseEdits(std::string_view mix) {
  std::vector<EditChoice> choices;
  double total = 0;
  for (const std::string& text : std::vector<std::string>(absl::StrSplit(std::string(mix), ','))) {
    absl::StatusOr<EditChoice> choice = ParseEdit(text);
    if (!choice.ok()) return choice.status();
    total += choice->weight;
    choices.push_back(*std::move(choice));
  }
  if (total <= 0) return absl::InvalidArgumentError("--edits: the weights are all 0");
  return choices;
}

std::vector<EditChoice> DrawEdits(const std::vector<EditChoice>& mix, Random* random) {
  const auto draw = [&] {
    double total = 0;
    for (const EditChoice& choice : mix) total += choice.weight;
    double at = random->Unit() * total;
    for (const EditChoice& choice : mix) {
      if (at < choice.weight) return choice;
      at -= choice.weight;
    }
    return mix.back();
  };
  const auto alone = [](const EditChoice& choice) { return choice.kind <= EditKind::kExcerpt; };
  std::vector<EditChoice> edits = {draw()};
  if (alone(edits[0])) return edits;
  const double u = random->Unit();
  const size_t tries = u < .5 ? 0 : u < .8 ? 1 : 2;
  for (size_t i = 0; i < tries; ++i) {
    EditChoice more = draw();
    const bool had = std::any_of(edits.begin(), edits.end(),
                                 [&more](const EditChoice& e) { return e.kind == more.kind; });
    if (!had && !alone(more)) edits.push_back(std::move(more));
  }
  std::sort(edits.begin(), edits.end(),
            [](const EditChoice& a, const EditChoice& b) { return a.kind < b.kind; });
  return edits;
}

void ApplyEdit(const EditChoice& edit, EditContext* context, Random* random, Story* story) {
  kEdits[static_cast<size_t>(edit.kind)].apply(edit.rate, context, random, story);
}

void DropWord(Sentence* sentence, size_t i) {
  const std::string gap = sentence->words[i].gap;
  sentence->words.erase(sentence->words.begin() + static_cast<ptrdiff_t>(i));
  if (i > 0 && gap != " ") sentence->words[i - 1].gap = gap;
}

}  // namespace newsprint::corpus

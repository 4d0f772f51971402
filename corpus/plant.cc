// Planting, in one pass and bounded memory: of the originals only the current one is held, of the
// copies those that wait for their place among the next thousand originals.
#include "plant.h"

#include <algorithm>
#include <array>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base_pairs.h"
#include "metadata.h"
#include "random.h"
#include "rewrites.h"
#include "story.h"

namespace newsprint::corpus {
namespace {

// Copies stand at most so many originals behind their own.
constexpr size_t kFarthest = 1000;
// Excerpts with more quoted words than this are taken only where the original has no other: what
// people said is reported by everybody and proves no copying.
constexpr double kMostQuoted = .25;
// Lengths of the articles that excerpts are put into, in originals.
constexpr std::array<double, 7> kHostLengths = {.25, .5, 1, 1, 2, 4, 8};

// Adds to `half_words` those inside quotation marks; `open` carries on to the next sentence.
size_t QuotedHalfWords(const Sentence& sentence, bool* open) {
  const auto look = [open](const std::string& text) {
    for (size_t at = 0; at < text.size();) {
      const size_t begin = at;
      at += text[at] == '"' ? 1 : (static_cast<unsigned char>(text[at]) >= 0xE0 ? 3 : 1);
      const std::string_view mark = std::string_view(text).substr(begin, at - begin);
      if (mark == "\"") *open = !*open;
      if (mark == "“" || mark == "„" || mark == "「") *open = true;
      if (mark == "”" || mark == "」") *open = false;
    }
  };
  size_t half_words = 0;
  look(sentence.lead);
  for (const Word& word : sentence.words) {
    if (*open) half_words += word.unspaced ? 1 : 2;
    look(word.gap);
  }
  return half_words;
}

struct Extract {
  size_t first = 0, count = 0;  // sentences
  size_t half_words = 0, quoted = 0;

  bool empty() const { return count == 0; }
  double quoted_share() const {
    return static_cast<double>(quoted) / static_cast<double>(half_words);
  }
};

// Whole sentences in a row, at least `least` half words of them and, once that is reached, no more
// than it takes to reach `target`.
std::vector<Extract> FindExtracts(const Story& story, size_t least, size_t target) {
  std::vector<size_t> words, quoted;
  for (const Paragraph& paragraph : story) {
    bool open = false;
    for (const Sentence& sentence : paragraph) {
      words.push_back(HalfWords(sentence));
      quoted.push_back(QuotedHalfWords(sentence, &open));
    }
  }
  std::vector<Extract> extracts;
  for (size_t first = 0; first < words.size(); ++first) {
    Extract extract;
    extract.first = first;
    for (size_t i = first; i < words.size() && extract.half_words < target; ++i) {
      ++extract.count;
      extract.half_words += words[i];
      extract.quoted += quoted[i];
    }
    if (extract.half_words >= least) extracts.push_back(extract);
  }
  return extracts;
}

Extract DrawExtract(const Story& story, const PlantOptions& options, Random* random) {
  const size_t least = 2 * options.least_excerpt;
  const size_t target = least + 2 * random->Below(options.most_excerpt - options.least_excerpt + 1);
  std::vector<Extract> extracts = FindExtracts(story, least, target);
  if (extracts.empty()) return {};
  std::stable_sort(extracts.begin(), extracts.end(), [](const Extract& a, const Extract& b) {
    return a.quoted_share() < b.quoted_share();
  });
  const auto prose = std::count_if(extracts.begin(), extracts.end(), [](const Extract& extract) {
    return extract.quoted_share() <= kMostQuoted;
  });
  return extracts[random->Below(static_cast<size_t>(std::max<ptrdiff_t>(prose, 1)))];
}

std::string IdOf(const FreshArticle& article) {
  return absl::StrCat("e", article.epoch, "-i", article.base[0]);
}

std::string ComponentsJson(const std::vector<Component>& components) {
  std::string json = "[", line;
  for (const Component& component : components) {
    JsonLine object(&line);
    object.Add("epoch", component.epoch);
    object.Add("base", component.base);
    object.End();
    if (json.size() > 1) json += ',';
    json += line;
  }
  return json + "]";
}

struct Metadata {
  Outlet outlet;
  int64_t published;
  std::string date;
};

Metadata DrawMetadata(int64_t published, Random* random) {
  Outlet outlet = DrawOutlet(random);
  return {std::move(outlet), published, DrawDate(published, random)};
}

void AddMetadata(const Metadata& metadata, std::string_view id, std::string_view title,
                 std::string_view language, JsonLine* json) {
  json->Add("id", id);
  json->Add("source", metadata.outlet.name);
  json->Add("url",
            absl::StrCat("https://www.", metadata.outlet.domain, "/", metadata.date.substr(0, 10),
                         metadata.date.empty() ? "" : "/", std::string(id)));
  json->Add("title", title);
  if (!metadata.date.empty()) json->Add("published", metadata.date);
  if (!language.empty()) json->Add("language", language);
}

}  // namespace

FamilyPlan::FamilyPlan(uint64_t seed, uint64_t purpose, uint64_t articles, const Copies& copies)
    : seed_(seed),
      purpose_(purpose),
      copies_(copies),
      articles_left_(articles),
      copies_left_(copies.total) {
  for (uint64_t sum = 0; sum < copies.total; ++families_) sum += SizeOf(families_);
}

uint64_t FamilyPlan::SizeOf(uint64_t family) const {
  return copies_.least +
         Random({seed_, purpose_, family, 0}).Below(copies_.most - copies_.least + 1);
}

uint64_t FamilyPlan::Next() {
  Random random({seed_, purpose_, articles_left_, 1});
  if (random.Below(articles_left_--) >= families_) return 0;
  --families_;
  const uint64_t size = std::min(SizeOf(family_++), copies_left_);
  copies_left_ -= size;
  return size;
}

struct Generator::Source {
  uint64_t i;
  const FreshArticle* article;
  std::string id;
  std::string title;
  std::string text;
  int64_t published;
  // Of originals that are planted on:
  Story story;
  Shingles shingles;
};

struct Generator::Planted {
  std::string id;
  std::string kind = "copy";
  std::vector<std::string> edits;
  Metadata metadata;
  std::string title;
  Story story;
  std::vector<Component> added;
  size_t excerpt_half_words = 0;
};

Generator::Generator(const Base& base, PlantOptions options, Sink* corpus, Sink* truth)
    : base_(&base),
      options_(std::move(options)),
      corpus_(corpus),
      truth_(truth),
      originals_(base, options_.seed, options_.bytes),
      hosts_(base, options_.seed, originals_.EpochOf(options_.articles) + 1) {}

void Generator::WriteHeader() {
  if (!truth_->is_open()) return;
  std::string line;
  JsonLine header(&line);
  header.Add("type", "header");
  header.Add("seed", options_.seed);
  header.Add("base_articles", uint64_t{base_->articles().size()});
  header.Add("joined", uint64_t{originals_.joined()});
  header.Add("per_epoch", originals_.per_epoch());
  header.Add("originals", options_.articles);
  header.Add("copies", options_.copies);
  header.Add("rewrites", options_.rewrites);
  header.End();
  truth_->Write(line);

  const BasePairs found = FindBasePairs(*base_);
  const auto write = [&](std::string_view name, const std::vector<uint32_t>& members) {
    JsonLine json(&line);
    json.Add(name, members);
    json.End();
    truth_->Write(line);
  };
  for (const std::vector<uint32_t>& group : found.groups) write("base_group_of_base", group);
  for (const auto& [a, b] : found.pairs) write("base_pair_of_base", {a, b});
}

void Generator::WriteOriginal(uint64_t i, Source* source) {
  source->i = i;
  source->article = &originals_.Make(i);
  source->id = IdOf(*source->article);
  source->title = originals_.Title();
  source->text = originals_.Text();
  source->published = PublishedAt(options_.seed, i);
  Random random({options_.seed, kForMetadata, i, 0});
  const Metadata metadata = DrawMetadata(source->published, &random);
  std::string line;
  line.reserve(source->text.size() + 1024);
  JsonLine json(&line);
  AddMetadata(metadata, source->id, source->title, base_->languages()[source->article->language],
              &json);
  json.Add("epoch", source->article->epoch);
  json.Add("base", source->article->base);
  json.Add("text", source->text);
  json.End();
  corpus_->Write(line);
}

void Generator::PlantExcerpt(const Source& source, Random* random, Planted* planted) {
  const Extract extract = DrawExtract(source.story, options_, random);
  if (extract.empty()) {
    planted->edits = {"exact"};
    return;
  }
  planted->kind = "excerpt";
  planted->excerpt_half_words = extract.half_words;
  const double scale = options_.bytes > 0 ? options_.bytes / base_->mean_bytes() : 1;
  Host host = hosts_.Next(source.article->language,
                          scale * kHostLengths[random->Below(kHostLengths.size())]);
  Story lifted = planted->story;
  KeepSentences(&lifted, [&extract](size_t i) {
    return i >= extract.first && i < extract.first + extract.count;
  });
  const size_t at = random->Below(host.story.size() + 1);
  host.story.insert(host.story.begin() + static_cast<ptrdiff_t>(at), lifted.begin(), lifted.end());
  planted->story = std::move(host.story);
  planted->title = std::move(host.title);
  planted->added.push_back({host.epoch, std::move(host.base)});
}

void Generator::PlantCopy(const Source& source, uint64_t number) {
  Random random({options_.seed, kForEdits, source.i, number});
  Planted planted;
  planted.metadata = DrawMetadata(source.published + DrawDelay(&random), &random);
  planted.story = source.story;
  planted.title = source.title;
  const std::vector<EditChoice> edits = DrawEdits(options_.edits, &random);
  for (const EditChoice& edit : edits) planted.edits.push_back(edit.name);
  if (edits[0].kind == EditKind::kExcerpt) {
    PlantExcerpt(source, &random, &planted);
  } else {
    EditContext context{&base_->vocabulary(),       &hosts_,
                        source.article->language,   planted.metadata.outlet.name,
                        planted.metadata.published, {}};
    for (const EditChoice& edit : edits) ApplyEdit(edit, &context, &random, &planted.story);
    planted.added = std::move(context.added);
  }
  planted.id = absl::StrCat(source.id, "-c", number);
  Enqueue(source, &random, std::move(planted));
}

void Generator::PlantRewrite(const Source& source, uint64_t number) {
  Random random({options_.seed, kForRewrites, source.i, number, 2});
  const RewriteKind& kind = kRewriteKinds[rewrites_++ % kRewriteKinds.size()];
  Planted planted;
  planted.metadata = DrawMetadata(source.published + DrawDelay(&random), &random);
  planted.story = source.story;
  planted.title = source.title;
  planted.kind = kind.name;
  Rewrite(kind, base_->vocabulary(), source.article->language, &random, &planted.story);
  planted.id = absl::StrCat(source.id, "-r", number);
  Enqueue(source, &random, std::move(planted));
}

void Generator::Enqueue(const Source& source, Random* random, Planted planted) {
  const std::string text = TextOf(planted.story);
  const Shingles shingles = ShinglesOf(text);
  const Overlap overlap = Compare(shingles, source.shingles);
  Lines lines;
  JsonLine record(&lines.record);
  AddMetadata(planted.metadata, planted.id, planted.title,
              base_->languages()[source.article->language], &record);
  record.Add("epoch", source.article->epoch);
  record.Add("base", source.article->base);
  if (!planted.added.empty()) record.AddRaw("added", ComponentsJson(planted.added));
  record.Add("text", text);
  record.End();

  std::string edits = "[";
  for (const std::string& edit : planted.edits) {
    if (edits.size() > 1) edits += ',';
    AppendJsonString(edit, &edits);
  }
  JsonLine truth(&lines.truth);
  truth.Add("copy", planted.id);
  truth.Add("original", source.id);
  truth.Add("family", source.id);
  truth.Add("kind", planted.kind);
  truth.AddRaw("edits", edits + "]");
  truth.Add("jaccard5", overlap.jaccard);
  truth.Add("containment5", overlap.containment);
  truth.Add("words", shingles.half_words / 2);
  truth.Add("original_words", source.shingles.half_words / 2);
  truth.Add("excerpt_words", uint64_t{planted.excerpt_half_words / 2});
  truth.Add("epoch", source.article->epoch);
  truth.Add("base", source.article->base);
  truth.AddRaw("added", ComponentsJson(planted.added));
  truth.End();
  const uint64_t distance = options_.shuffle ? 1 + random->Below(kFarthest) : 0;
  queue_.emplace(source.i + distance, std::move(lines));
}

void Generator::Flush(uint64_t position) {
  while (!queue_.empty() && queue_.begin()->first <= position) {
    corpus_->Write(queue_.begin()->second.record);
    truth_->Write(queue_.begin()->second.truth);
    queue_.erase(queue_.begin());
  }
}

absl::Status Generator::Run() {
  FamilyPlan copies(options_.seed, kForFamilies, options_.articles,
                    {options_.copies, options_.least_copies, options_.most_copies});
  FamilyPlan rewrites(options_.seed, kForRewrites, options_.articles, {options_.rewrites, 1, 1});
  if (!copies.possible() || !rewrites.possible()) {
    return absl::InvalidArgumentError("too few originals for so many copies or rewrites");
  }
  WriteHeader();
  Source source;
  for (uint64_t i = 0; i < options_.articles; ++i) {
    WriteOriginal(i, &source);
    const uint64_t n_copies = copies.Next(), n_rewrites = rewrites.Next();
    if (n_copies + n_rewrites > 0) {
      source.story = originals_.MakeStory();
      source.shingles = ShinglesOf(source.text);
    }
    for (uint64_t k = 1; k <= n_copies; ++k) PlantCopy(source, k);
    for (uint64_t k = 1; k <= n_rewrites; ++k) PlantRewrite(source, k);
    Flush(i);
  }
  Flush(~uint64_t{0});
  return absl::OkStatus();
}

}  // namespace newsprint::corpus

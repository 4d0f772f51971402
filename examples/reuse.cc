// Who prints whose words: each relation of a corpus, and the longest passage that both have.
//
//   reuse FILE...
#include <iostream>

#include "newsprint/engine.h"

static int Fail(const absl::Status& status) {
  std::cerr << "reuse: " << status.message() << '\n';
  return 1;
}

int main(int argc, char** argv) {
  auto reader = newsprint::ArticleReader::Open({argv + 1, argv + argc}, {});
  if (!reader.ok()) return Fail(reader.status());

  newsprint::Options options;
  options.threshold = 500;  // of 1000: what is rather sure
  newsprint::Engine engine(options);
  if (absl::Status read = engine.Read(reader->get()); !read.ok()) return Fail(read);

  const absl::StatusOr<newsprint::Result> result = engine.Run();
  if (!result.ok()) return Fail(result.status());

  for (const newsprint::Relation& relation : result->relations) {
    const newsprint::Article& a = engine.articles()[relation.a];
    const newsprint::Article& b = engine.articles()[relation.b];
    newsprint::Span longest;  // bytes of the article as it came
    for (const newsprint::RelationPassage& passage : relation.passages) {
      if (passage.a.size() > longest.size()) longest = passage.a;
    }
    std::cout << a.id << ' ' << DirectionName(relation.direction) << ' ' << b.id << " ("
              << KindName(relation.kind) << ")\n  " << a.text.substr(longest.begin, longest.size())
              << '\n';
  }
}

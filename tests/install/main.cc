// Something of the library that needs most of what it is built from.
#include <iostream>

#include "newsprint/engine.h"
#include "newsprint/version.h"

int main(int argc, char** argv) {
  auto reader = newsprint::ArticleReader::Open({argv + 1, argv + argc}, {});
  if (!reader.ok()) return 1;
  newsprint::Engine engine({});
  if (!engine.Read(reader->get()).ok()) return 1;
  const absl::StatusOr<newsprint::Result> result = engine.Run();
  if (!result.ok()) return 1;
  std::cout << newsprint::Version() << ' ' << result->relations.size() << '\n';
}

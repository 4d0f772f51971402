// Records: articles and relations as bytes and back.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "newsprint/article.h"
#include "newsprint/relation.h"

namespace newsprint {

// Articles are compressed one by one, so that any of them is read alone; a dictionary made of some
// of them brings back most of what that costs. Safe to use from several threads.
class ArticleCodec {
 public:
  ArticleCodec();
  ~ArticleCodec();

  // A dictionary for articles like these; "" for too few to make one of.
  static std::string Train(const std::vector<Article>& articles);
  void UseDictionary(std::string dictionary);

  void Encode(const Article& article, std::string* out) const;
  // The strings are put into `arena`. False for damaged bytes.
  bool Decode(std::string_view bytes, Arena* arena, Article* article) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

void EncodeRelation(const Relation& relation, std::string* out);
Relation DecodeRelation(std::string_view bytes);

}  // namespace newsprint

// Publishers and credits of articles by the million.
#include "relate/house_tables.h"

#include <gtest/gtest.h>

#include <string_view>
#include <vector>

namespace newsprint {
namespace {

Article Published(std::string_view source, std::string_view url) {
  Article article;
  article.source = source;
  article.url = url;
  return article;
}

TEST(PublisherTable, GivesSourceAndDomainOfEachArticle) {
  PublisherTable table;
  table.Add(Published("The Post", "https://www.post.example/1"));
  table.Add(Published("", ""));
  table.Add(Published("The Post", "https://post.example/2"));
  table.Add(Published("The Post", ""));
  EXPECT_EQ(table.Of(0).source, "The Post");
  EXPECT_EQ(table.Of(0).url, "post.example");
  EXPECT_EQ(table.Of(1).source, "");
  EXPECT_EQ(table.Of(1).url, "");
  EXPECT_EQ(&table.Of(2), &table.Of(0));
  EXPECT_EQ(table.Of(3).source, "The Post");
  EXPECT_EQ(table.Of(3).url, "");
}

TEST(CreditTable, GivesTheHousesThatAnArticleCredits) {
  Relation relation;
  relation.a = 3;
  relation.b = 7;
  relation.credits = {{false, {Credit::Kind::kDateline, "Reuters", {0, 9}}},
                      {true, {Credit::Kind::kReporting, "Jane Roe", {0, 9}}},
                      {true, {Credit::Kind::kSource, "AP", {20, 30}}},
                      {true, {Credit::Kind::kDateline, "Reuters", {0, 9}}}};
  CreditTable table;
  table.Add(relation);
  table.Add(relation);
  EXPECT_EQ(table.Of(3), (std::vector<std::string_view>{"Reuters"}));
  EXPECT_EQ(table.Of(7), (std::vector<std::string_view>{"AP", "Reuters"}));
  EXPECT_TRUE(table.Of(4).empty());
}

}  // namespace
}  // namespace newsprint

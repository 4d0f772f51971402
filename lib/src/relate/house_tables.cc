// Names are kept once and pointed at.
#include "relate/house_tables.h"

#include <utility>

#include "relate/families.h"

namespace newsprint {

void PublisherTable::Add(const Article& article) {
  const std::string domain = RegisteredDomain(article.url);
  const auto [known, is_new] = numbers_.try_emplace(std::string(article.source) + '\0' + domain,
                                                    static_cast<uint32_t>(houses_.size()));
  if (is_new) {
    Article house;
    house.source = strings_.Copy(article.source);
    house.url = strings_.Copy(domain);
    houses_.push_back(house);
  }
  house_.push_back(known->second);
}

void CreditTable::Add(const Relation& relation) {
  for (const bool in_b : {false, true}) {
    std::vector<const std::string*> names;
    for (const RelationCredit& c : relation.credits) {
      if (c.in_b == in_b && CreditsHouse(c.credit)) {
        names.push_back(&*names_.insert(c.credit.name).first);
      }
    }
    if (!names.empty()) of_.try_emplace(in_b ? relation.b : relation.a, std::move(names));
  }
}

std::vector<std::string_view> CreditTable::Of(Ordinal article) const {
  const auto found = of_.find(article);
  if (found == of_.end()) return {};
  std::vector<std::string_view> names;
  for (const std::string* name : found->second) names.push_back(*name);
  return names;
}

}  // namespace newsprint

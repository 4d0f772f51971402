// Invented outlets, cities and people, and the dates of what they publish.
#pragma once

#include <cstdint>
#include <string>

#include "random.h"

namespace newsprint::corpus {

struct Outlet {
  std::string name;
  std::string domain;
};

Outlet DrawOutlet(Random* random);
std::string DrawCity(Random* random);
std::string DrawPerson(Random* random);
std::string DrawAgency(Random* random);

// When original i was published: seconds since 1970, ascending but for an hour's jitter.
int64_t PublishedAt(uint64_t seed, uint64_t i);
// Minutes to three days after its original.
int64_t DrawDelay(Random* random);

// As a feed gives it: mostly a time, sometimes only the day, sometimes nothing ("").
std::string DrawDate(int64_t seconds, Random* random);
// "Oct 14".
std::string MonthAndDay(int64_t seconds);

}  // namespace newsprint::corpus

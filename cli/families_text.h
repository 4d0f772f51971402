// Families as people read them: a list, and one with its lineage.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "report/display.h"
#include "stored_families.h"

namespace newsprint::cli {

struct TextPage {
  Paint paint;
  uint32_t width = 80;
};

// Two or three lines a family: its number and headline, how many and when, which kinds, who.
std::string ListFamilies(const std::vector<const StoredFamily*>& families, const TextPage& page);

// A family as a tree: below each article those that took from it.
std::string ShowFamily(const StoredFamily& family, const TextPage& page);

}  // namespace newsprint::cli

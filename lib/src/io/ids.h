// Which ids were given already, and to which texts.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"

namespace newsprint {

// Remembers hashes, 32 bytes an article, not the ids and the texts themselves. A false repeat needs
// an equal id and a collision of 64 bits.
class IdRegister {
 public:
  enum class Verdict : uint8_t { kNew, kRepeated, kRenamed };
  struct Result {
    Verdict verdict;
    std::string new_id;       // when kRenamed
    bool first_time = false;  // when kRenamed: no other article of this id was renamed before
  };

  Result Register(std::string_view id, std::string_view text);

 private:
  using Hash = std::pair<uint64_t, uint64_t>;
  struct Known {
    uint64_t text;    // of the first article
    uint32_t number;  // the last N of "id#N" that was tried
  };

  static Hash HashOf(std::string_view bytes);

  absl::flat_hash_map<Hash, Known> known_;
  absl::flat_hash_set<Hash> variants_;  // of ids with several texts: id and text, but for the first
};

}  // namespace newsprint

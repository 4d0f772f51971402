// Ids and repeats. The number of the last "id#N" is kept with the id, so that a corpus in which
// every record has the same id takes linear time.
#include "io/ids.h"

#include "absl/strings/str_cat.h"
#include "long_hash.h"

namespace newsprint {

IdRegister::Hash IdRegister::HashOf(std::string_view bytes) {
  const XXH128_hash_t hash = XXH3_128bits(bytes.data(), bytes.size());
  return {hash.low64, hash.high64};
}

IdRegister::Result IdRegister::Register(std::string_view id, std::string_view text) {
  const uint64_t text_hash = XXH3_64bits(text.data(), text.size());
  const Hash id_hash = HashOf(id);
  const auto [found, is_new] = known_.try_emplace(id_hash, Known{text_hash, 1});
  if (is_new) return {Verdict::kNew, ""};
  if (found->second.text == text_hash) return {Verdict::kRepeated, ""};
  const uint64_t variant[] = {id_hash.first, id_hash.second, text_hash};
  const XXH128_hash_t variant_hash = XXH3_128bits(variant, sizeof variant);
  if (!variants_.insert({variant_hash.low64, variant_hash.high64}).second) {
    return {Verdict::kRepeated, ""};
  }
  uint32_t number = found->second.number;
  const bool first_time = number == 1;
  std::string new_id;
  do {  // "id#2" may be the id of another record
    new_id = absl::StrCat(std::string(id), "#", ++number);
  } while (!known_.try_emplace(HashOf(new_id), Known{text_hash, 1}).second);
  known_[id_hash].number = number;
  return {Verdict::kRenamed, std::move(new_id), first_time};
}

}  // namespace newsprint

// Content as records, one an article: a byte or two a stem, half a one for its flags and place.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "stem/content.h"

namespace newsprint {

// Encode and Decode are safe to use from several threads. Cost: 2 to 3 us an article to
// write, 3 to 6 to read, and once 0.4 MB.
class ContentCodec {
 public:
  ContentCodec() { UseDictionary({}); }

  // What content like this is written with; any content can be, at five bytes a stem that the batch
  // does not have twice.
  static std::string Learn(const ContentBatch& batch);
  void UseDictionary(std::string_view dictionary);

  // Row i of the batch; weights are not kept, being the corpus's.
  void Encode(const ContentBatch& batch, size_t i, std::string* out) const;
  // Appends the row, not weighed. Of damaged bytes it is some other row.
  void Decode(std::string_view bytes, ContentBatch* batch) const;

 private:
  static constexpr size_t kUsual = 15;

  // Writes a byte a stem, and what more there is to say; the end of that.
  uint8_t* EncodeStems(const ContentBatch::Row& row, uint8_t* firsts, uint8_t* more) const;
  // Writes half a byte a stem likewise.
  uint8_t* EncodeWays(std::span<const ContentStem> stems, uint8_t* ways, uint8_t* more) const;
  const uint8_t* DecodeStems(std::span<const uint8_t> firsts, const uint8_t* more,
                             ContentStem* stems, uint8_t* background) const;
  void DecodeWays(const uint8_t* ways, const uint8_t* more, std::span<ContentStem> stems) const;
  // Of a stem with its background weight; the number of entries = none.
  size_t CodeOf(uint64_t key) const;

  std::vector<uint64_t> entries_;               // stems with their background weights, by code
  std::array<uint8_t, kUsual + 1> usual_ = {};  // ways of standing there, the commonest first
  std::array<uint8_t, 256> usual_number_ = {};  // of each way its number among them
};

}  // namespace newsprint

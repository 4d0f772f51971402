// Exact decimals: the values of numbers, their hashes, and when two are the same for a reader.
#pragma once

#include <cstdint>
#include <optional>

namespace newsprint {

struct NumberValue {
  uint64_t mantissa = 0;  // not divisible by ten unless 0; for a day month * 100 + day
  int32_t exponent = 0;   // of ten; 0 for the value 0 and for days
  bool day = false;       // of a year, not a number

  friend bool operator==(const NumberValue&, const NumberValue&) = default;
};

// Spread over all 64 bits as the hashes of words are, and it can be read back:
// NumberOf(NumberHash(v)) is v for every value of up to 12 significant digits with an exponent in
// [-20, 43]. Other values are hashed without return.
uint64_t NumberHash(const NumberValue& value);

// False for the hash of a word, but for one word in 32,768, and for a value without return.
bool NumberOf(uint64_t hash, NumberValue* value);

// Whether one of two values that are not days is the other one rounded to its own number of digits,
// two or three: "nearly 1.2 million" for 1,199,700. Equal values agree. Small numbers (below 100)
// and years agree only when they are equal.
bool NumbersAgree(const NumberValue& x, const NumberValue& y);

// Values from parts. Sums of more than 18 digits are none.
std::optional<uint64_t> AppendDigit(uint64_t mantissa, char digit);
NumberValue Normalised(uint64_t mantissa, int32_t exponent);
std::optional<NumberValue> Sum(const NumberValue& x, const NumberValue& y);
NumberValue TimesPower(NumberValue x, int32_t power);  // x * 10^power

}  // namespace newsprint

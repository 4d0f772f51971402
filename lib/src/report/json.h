// A writer of JSON: appends values to a string, one object a line.
//
//   JsonWriter json(&buffer);
//   json.Open('{').Field("type", "family").Field("id", 7).Close('}').EndLine();
//
// It keeps no state of its own: whether a comma is due shows in the last byte written, which is
// one of {[:\n before the first element and anything else before the next. A buffer that is handed
// over and cleared between lines therefore needs no care.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace newsprint {

class JsonWriter {
 public:
  explicit JsonWriter(std::string* out) : out_(out) {}

  JsonWriter& Open(char bracket);
  JsonWriter& Close(char bracket);
  JsonWriter& Key(std::string_view key);
  JsonWriter& String(std::string_view value);
  JsonWriter& Number(uint64_t value);
  // 731 as 0.731, always with three decimals.
  JsonWriter& Thousandths(uint32_t value);
  // A value that is JSON already.
  JsonWriter& Raw(std::string_view json);
  JsonWriter& EndLine();

  JsonWriter& Field(std::string_view key, std::string_view value) { return Key(key).String(value); }
  JsonWriter& Field(std::string_view key, uint64_t value) { return Key(key).Number(value); }

 private:
  void Separate();

  std::string* out_;
};

// 731 as "0.731": integers decide, so no floating point on the way.
void AppendThousandths(uint32_t value, std::string* out);

}  // namespace newsprint

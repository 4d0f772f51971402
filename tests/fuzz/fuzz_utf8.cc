// RepairUtf8 against its own contract.
#include <string>

#include "entry_points.h"
#include "newsprint/io.h"

namespace newsprint {

void FuzzUtf8(std::string_view bytes) {
  const std::string repaired = RepairUtf8(bytes);
  FuzzRequire(IsValidUtf8(repaired), "the repaired text is not UTF-8");
  FuzzRequire(repaired.size() <= 3 * bytes.size(), "the repaired text is too long");
  const bool marked = bytes.substr(0, 3) == "\xEF\xBB\xBF";
  const std::string_view body = marked ? bytes.substr(3) : bytes;
  FuzzRequire((repaired == body) == IsValidUtf8(body),
              "valid text changed, or invalid text did not");
}

}  // namespace newsprint

NEWSPRINT_FUZZER(FuzzUtf8)

// Reading a result back. A result is recognised by its header: without one as the first line, and
// with anything that is no JSON object behind it, it is something else. Each line is parsed whole:
// what is found wrong in the middle of a value would leave a lazy parser nowhere.
#include "result_lines.h"

#include <algorithm>
#include <utility>

#include "absl/status/statusor.h"
#include "io/blocks.h"
#include "io/json_record.h"
#include "newsprint/io.h"
#include "signals.h"

namespace newsprint::cli {
namespace {

static_assert(kBlockPadding >= simdjson::SIMDJSON_PADDING);

class Lines {
 public:
  explicit Lines(const std::function<Taken(const ResultLine&)>& take) : take_(take) {}

  // False when a line makes no sense; *number is then its number.
  bool ReadBlock(const RawBlock& block, uint64_t* number) {
    *number = block.first_line;
    for (size_t begin = 0; begin < block.size && !enough_; ++*number) {
      const std::string_view rest(block.bytes.get() + begin, block.size - begin);
      const std::string_view line = rest.substr(0, rest.find('\n'));
      if (!line.empty() && !ReadLine(line)) return false;
      begin += line.size() + 1;
    }
    return true;
  }

  bool enough() const { return enough_; }
  bool seen_header() const { return seen_header_; }

 private:
  bool ReadLine(std::string_view line) {
    simdjson::dom::object object;
    std::string_view type;
    if (parser_.parse(line.data(), line.size(), /*realloc_if_needed=*/false)
            .get_object()
            .get(object) ||
        object["type"].get_string().get(type)) {
      return false;
    }
    if (type == "header") seen_header_ = true;
    if (!seen_header_) return false;
    const Taken taken = take_({type, object, line});
    enough_ = taken.enough;
    return taken.error == simdjson::SUCCESS;
  }

  const std::function<Taken(const ResultLine&)>& take_;
  simdjson::dom::parser parser_;
  bool seen_header_ = false;
  bool enough_ = false;
};

}  // namespace

absl::Status ReadResultLines(const std::string& path, std::string_view advice,
                             const std::function<Taken(const ResultLine& line)>& take) {
  absl::StatusOr<ReadBytes> bytes = OpenFile(path, path, Interrupted);
  if (!bytes.ok()) return bytes.status();
  BlockCutter blocks(path, Source(path, *std::move(bytes)), {});
  Lines lines(take);
  const auto not_a_result = [&](uint64_t line) {
    return absl::InvalidArgumentError(path + ":" + std::to_string(line) +
                                      ": not a result of newsprint (" + std::string(advice) + ")");
  };
  RawBlock block;
  while (!lines.enough()) {
    const absl::StatusOr<bool> more = blocks.NextLines(&block);
    if (!more.ok()) return more.status();
    if (!*more) break;
    uint64_t number = 1;
    if (!lines.ReadBlock(block, &number)) return not_a_result(number);
  }
  return lines.seen_header() ? absl::OkStatus() : not_a_result(1);
}

}  // namespace newsprint::cli

// Any bytes as a date, against what article.h promises.
#include <string>

#include "entry_points.h"
#include "newsprint/article.h"

namespace newsprint {

void FuzzDates(std::string_view bytes) {
  const Timestamp timestamp = ParseTimestamp(bytes);
  FuzzRequire(CompareTimestamps(timestamp, timestamp) == 0, "a time is before itself");
  const std::string day = FormatDay(timestamp);
  FuzzRequire(day.empty() != timestamp.known(), "a known day has no name, or an unknown one has");
  if (!timestamp.known()) return;
  // A zone moves the time by less than a day, epochs may name any day at all.
  FuzzRequire(timestamp.resolution != Timestamp::Resolution::kDay ||
                  timestamp.seconds == int64_t{86400} * timestamp.day,
              "a day does not begin at midnight");
  if (day.size() != 10 || day[0] == '-' || day[0] == '0') return;
  const Timestamp again = ParseTimestamp(day);
  FuzzRequire(again.resolution == Timestamp::Resolution::kDay && again.day == timestamp.day,
              "a day that is written is another when it is read");
}

}  // namespace newsprint

NEWSPRINT_FUZZER(FuzzDates)

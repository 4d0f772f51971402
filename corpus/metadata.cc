// Tables of invented names. 480 outlets: enough that a copy mostly appears elsewhere, few enough
// that a house publishes many articles.
#include "metadata.h"

#include <array>
#include <chrono>
#include <cstdio>
#include <string_view>

namespace newsprint::corpus {
namespace {

constexpr int64_t kFirstDay = 1704067200;  // 2024-01-01T00:00:00Z
constexpr int64_t kSecondsApart = 20;
constexpr double kNoDate = .08;
constexpr double kOnlyDay = .15;

constexpr std::array<std::string_view, 24> kPlaces = {
    "Alder",   "Bexmoor",  "Calder",   "Dunmere",  "Eastvale", "Fairwick",  "Glenholt", "Harrow",
    "Ironbay", "Juniper",  "Kestrel",  "Larkhill", "Marlow",   "Northgate", "Oakhaven", "Penrose",
    "Quarry",  "Redcliff", "Stonewey", "Thornby",  "Upland",   "Verity",    "Westmark", "Yarrow"};
constexpr std::array<std::string_view, 20> kPapers = {
    "Advertiser", "Argus",    "Bulletin", "Chronicle", "Courier", "Dispatch", "Echo",
    "Examiner",   "Gazette",  "Herald",   "Journal",   "Ledger",  "Mercury",  "Monitor",
    "Observer",   "Register", "Sentinel", "Standard",  "Times",   "Tribune"};
constexpr std::array<std::string_view, 16> kCities = {
    "Arvand", "Belmora",  "Corvio", "Dalhaven", "Estrela", "Fenwick", "Gorlitz",  "Halmstadt",
    "Istria", "Kolvanna", "Lunsk",  "Meridan",  "Novara",  "Ostheim", "Port Ayr", "Velika"};
constexpr std::array<std::string_view, 12> kGiven = {"Anna",  "Boris", "Clara", "Deniz",
                                                     "Elena", "Farid", "Greta", "Hugo",
                                                     "Irina", "Jonas", "Katya", "Luis"};
constexpr std::array<std::string_view, 12> kFamily = {"Aldana", "Brandt", "Corso",   "Dahl",
                                                      "Ekberg", "Fontes", "Gruber",  "Holm",
                                                      "Ivanov", "Jansen", "Kessler", "Lindqvist"};
constexpr std::array<std::string_view, 6> kAgencies = {"Aldgate Wire", "Corvane", "Halden Wire",
                                                       "Meridian",     "Tessera", "Unipress"};

template <size_t n>
std::string Draw(const std::array<std::string_view, n>& table, Random* random) {
  return std::string(table[random->Below(n)]);
}

std::chrono::year_month_day DayOf(int64_t seconds) {
  return std::chrono::floor<std::chrono::days>(
      std::chrono::sys_seconds(std::chrono::seconds(seconds)));
}

}  // namespace

Outlet DrawOutlet(Random* random) {
  const std::string place = Draw(kPlaces, random), paper = Draw(kPapers, random);
  std::string domain = place + paper;
  for (char& c : domain) c = static_cast<char>(c | 0x20);
  return {place + " " + paper, domain + ".example"};
}

std::string DrawCity(Random* random) { return Draw(kCities, random); }
std::string DrawPerson(Random* random) {
  const std::string given = Draw(kGiven, random);
  return given + " " + Draw(kFamily, random);
}
std::string DrawAgency(Random* random) { return Draw(kAgencies, random); }

int64_t PublishedAt(uint64_t seed, uint64_t i) {
  Random random({seed, kForMetadata, i, 1});
  return kFirstDay + static_cast<int64_t>(i) * kSecondsApart +
         static_cast<int64_t>(random.Below(3600));
}

// Skewed to the first hours, as syndication is.
int64_t DrawDelay(Random* random) {
  const double u = random->Unit();
  return 300 + static_cast<int64_t>(u * u * u * 3 * 86400);
}

std::string DrawDate(int64_t seconds, Random* random) {
  const double u = random->Unit();
  if (u < kNoDate) return {};
  const std::chrono::year_month_day day = DayOf(seconds);
  const auto of_day = static_cast<int>(((seconds % 86400) + 86400) % 86400);
  std::array<char, 64> text{};
  int n = std::snprintf(text.data(), text.size(), "%04d-%02u-%02u", static_cast<int>(day.year()),
                        static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
  if (u >= kNoDate + kOnlyDay) {
    n += std::snprintf(text.data() + n, text.size() - static_cast<size_t>(n), "T%02d:%02d:%02dZ",
                       of_day / 3600, of_day / 60 % 60, of_day % 60);
  }
  return {text.data(), static_cast<size_t>(n)};
}

std::string MonthAndDay(int64_t seconds) {
  static constexpr std::array<std::string_view, 12> kMonths = {
      "Jan", "Feb", "March", "April", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec"};
  const std::chrono::year_month_day day = DayOf(seconds);
  return std::string(kMonths[static_cast<unsigned>(day.month()) - 1]) + " " +
         std::to_string(static_cast<unsigned>(day.day()));
}

}  // namespace newsprint::corpus

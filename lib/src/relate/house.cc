// Houses: whether two articles come from one publisher, by the name of the source or the registered
// domain of the address.
#include "relate/house.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "absl/strings/ascii.h"
#include "newsprint/relation.h"
#include "xxhash.h"

namespace newsprint {
namespace {

// Second-level labels under which country registries sell names ("co.uk"); with a two-letter last
// label they make a public suffix. The full Public Suffix List changes weekly and would make houses
// depend on its date.
constexpr std::array<std::string_view, 15> kSecondLevel = {"ac",  "co",   "com", "edu",  "go",
                                                           "gob", "gouv", "gov", "govt", "gv",
                                                           "ne",  "net",  "nom", "or",   "org"};

std::string_view Host(std::string_view url) {
  const size_t slash = url.find_first_of("/?#");
  const bool after_scheme = slash != std::string_view::npos && url.substr(slash, 2) == "//" &&
                            (slash == 0 || url[slash - 1] == ':');
  if (after_scheme) url.remove_prefix(slash + 2);
  url = url.substr(0, url.find_first_of("/?#"));
  if (const size_t user = url.rfind('@'); user != std::string_view::npos)
    url.remove_prefix(user + 1);
  if (url.starts_with('[')) return url.substr(0, url.find(']') + 1);  // IPv6
  return url.substr(0, url.find(':'));
}

bool IsAddress(std::string_view host) {
  if (host.starts_with('[')) return true;
  return host.find_first_not_of("0123456789.") == std::string_view::npos &&
         std::count(host.begin(), host.end(), '.') == 3;
}

// Where the label before `end` begins.
size_t LabelBegin(std::string_view host, size_t end) {
  const size_t dot = host.substr(0, end).rfind('.');
  return dot == std::string_view::npos ? 0 : dot + 1;
}

std::string Fold(std::string_view name) {
  std::string folded;
  for (const char c : name) {
    if (!absl::ascii_isspace(static_cast<unsigned char>(c))) {
      folded.push_back(absl::ascii_tolower(static_cast<unsigned char>(c)));
    }
  }
  return folded;
}

uint64_t HashName(std::string_view name) {
  return name.empty() ? 0 : std::max<uint64_t>(1, XXH3_64bits(name.data(), name.size()));
}

House HouseOf(const Article& article) {
  return {HashName(Fold(article.source)), HashName(RegisteredDomain(article.url))};
}

}  // namespace

std::string RegisteredDomain(std::string_view url) {
  std::string host = Fold(Host(url));
  while (host.ends_with('.')) host.pop_back();
  if (host.starts_with('.') || host.find("..") != std::string::npos) return "";
  if (IsAddress(host)) return host;
  const size_t last = LabelBegin(host, host.size());
  if (last == 0) return "";  // a single label, or nothing
  const size_t begin = LabelBegin(host, last - 1);
  const std::string_view second = std::string_view(host).substr(begin, last - 1 - begin);
  const bool public_suffix =
      host.size() - last == 2 &&
      std::find(kSecondLevel.begin(), kSecondLevel.end(), second) != kSecondLevel.end();
  if (!public_suffix) return host.substr(begin);
  return begin == 0 ? "" : host.substr(LabelBegin(host, begin - 1));
}

uint32_t HouseNumber(const House& house) {
  const uint64_t hash = house.domain != 0 ? house.domain : house.source;
  if (hash == 0) return 0;
  const uint32_t number = static_cast<uint32_t>(hash);
  return number == 0 ? 1 : number;
}

uint32_t HouseNumber(const Article& article) { return HouseNumber(HouseOf(article)); }

bool SameHouse(const Article& a, const Article& b) {
  const std::string source = Fold(a.source);
  if (!source.empty() && source == Fold(b.source)) return true;
  const std::string domain = RegisteredDomain(a.url);
  return !domain.empty() && domain == RegisteredDomain(b.url);
}

std::vector<House> HousesOf(std::span<const Article> articles) {
  std::vector<House> houses;
  houses.reserve(articles.size());
  for (const Article& article : articles) houses.push_back(HouseOf(article));
  return houses;
}

bool SameHouse(const House& a, const House& b) {
  return (a.source != 0 && a.source == b.source) || (a.domain != 0 && a.domain == b.domain);
}

}  // namespace newsprint

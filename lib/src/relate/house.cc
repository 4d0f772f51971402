// Houses: whether two articles come from one publisher, by the name of the source or the registered
// domain of the address.
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
constexpr std::array<std::string_view, 12> kSecondLevel = {"ac", "co", "com", "edu", "gob", "gov",
                                                           "gv", "ne", "net", "nom", "or",  "org"};

std::string_view Host(std::string_view url) {
  if (const size_t scheme = url.find("://"); scheme != std::string_view::npos) {
    url.remove_prefix(scheme + 3);
  }
  url = url.substr(0, url.find_first_of("/?#"));
  if (const size_t user = url.rfind('@'); user != std::string_view::npos)
    url.remove_prefix(user + 1);
  return url.substr(0, url.find(':'));
}

// Where the label before `end` begins.
size_t LabelBegin(std::string_view host, size_t end) {
  const size_t dot = end == 0 ? std::string_view::npos : host.rfind('.', end - 1);
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

}  // namespace

std::string RegisteredDomain(std::string_view url) {
  std::string host = Fold(Host(url));
  while (!host.empty() && host.back() == '.') host.pop_back();
  const size_t last = LabelBegin(host, host.size());
  if (last == 0) return "";  // a single label, or nothing
  size_t begin = LabelBegin(host, last - 1);
  const std::string_view second = std::string_view(host).substr(begin, last - 1 - begin);
  const bool public_suffix =
      host.size() - last == 2 &&
      std::find(kSecondLevel.begin(), kSecondLevel.end(), second) != kSecondLevel.end();
  if (public_suffix && begin > 0) begin = LabelBegin(host, begin - 1);
  return host.substr(begin);
}

uint32_t HouseNumber(const Article& article) {
  std::string name = RegisteredDomain(article.url);
  if (name.empty()) name = Fold(article.source);
  if (name.empty()) return 0;
  const uint32_t number = static_cast<uint32_t>(XXH3_64bits(name.data(), name.size()));
  return number == 0 ? 1 : number;
}

bool SameHouse(const Article& a, const Article& b) {
  if (!a.source.empty() && !b.source.empty() && Fold(a.source) == Fold(b.source)) return true;
  const std::string domain = RegisteredDomain(a.url);
  return !domain.empty() && domain == RegisteredDomain(b.url);
}

}  // namespace newsprint

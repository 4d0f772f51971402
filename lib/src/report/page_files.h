// The files of report/page/ as they are, and the SHA-256 of each in Base64. Their source is made by
// report/page/embed.cmake.
#pragma once

#include <string_view>

namespace newsprint {

extern const std::string_view kPageHtml, kPageHtmlHash;
extern const std::string_view kPageStyle, kPageStyleHash;
extern const std::string_view kPageScript, kPageScriptHash;

}  // namespace newsprint

// The files of report/page/ as they are, and of what runs or styles the SHA-256 in Base64. Their
// source is made by report/page/embed.cmake.
#pragma once

#include <string_view>

namespace newsprint {

extern const std::string_view kPageHtml;
extern const std::string_view kPageStyle, kPageStyleHash;
extern const std::string_view kPageScript, kPageScriptHash;

}  // namespace newsprint

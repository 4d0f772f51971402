// Text inside HTML.
#pragma once

#include <string>
#include <string_view>

namespace newsprint {

// Appends `text` such that it is text in an element and in an attribute between quotation marks,
// whatever it holds: valid UTF-8, the five characters of markup escaped, and U+FFFD for what HTML
// does not allow.
void AppendHtml(std::string_view text, std::string* out);

std::string Html(std::string_view text);

}  // namespace newsprint

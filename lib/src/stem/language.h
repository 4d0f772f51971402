// Which language a text is in.
#pragma once

#include <string>
#include <string_view>

#include "newsprint/article.h"

namespace newsprint {

// The ISO 639-1 code of the article's own language ("en" of "en-GB"); without one the language that
// its text is in; "" when that cannot be told.
std::string LanguageOf(const Article& article);

}  // namespace newsprint

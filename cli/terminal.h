// What we know of the terminal: whether there is one, how wide it is, whether it wants colours.
#pragma once

#include <cstdint>
#include <cstdio>

namespace newsprint::cli {

enum class ColorChoice { kAuto, kAlways, kNever };

bool IsTerminal(std::FILE* stream);

// Columns of the terminal behind `stream`, else of COLUMNS, else 80.
uint32_t TerminalWidth(std::FILE* stream);

// The option beats the environment; NO_COLOR (non-empty) beats CLICOLOR_FORCE (non-empty, not "0"),
// which beats what the stream is; TERM=dumb has none.
bool WantsColor(ColorChoice choice, std::FILE* stream);

}  // namespace newsprint::cli

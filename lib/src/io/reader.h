// ArticleReader::Open with limits that tests can make small.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "io/blocks.h"
#include "newsprint/io.h"

namespace newsprint {

absl::StatusOr<std::unique_ptr<ArticleReader>> OpenReader(const std::vector<std::string>& paths,
                                                          ReadOptions options, BlockLimits limits);

}  // namespace newsprint

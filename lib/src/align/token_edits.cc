// Longest common subsequence by dynamic programming on a gap between two runs, which is at most a
// few dozen tokens on a side, then the removal of stray matches.
#include "align/token_edits.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace newsprint {
namespace {

EditOp Differing(Span a, Span b) {
  if (a.empty()) return EditOp::kAdded;
  return b.empty() ? EditOp::kDropped : EditOp::kChanged;
}

// cells[i][j] = length of the longest common subsequence of a[i..] and b[j..].
void FillCells(const uint64_t* a, const uint64_t* b, size_t rows, size_t columns,
               std::vector<uint16_t>* cells) {
  const size_t width = columns + 1;
  cells->assign((rows + 1) * width, 0);
  for (size_t i = rows; i-- > 0;) {
    uint16_t* row = cells->data() + i * width;
    for (size_t j = columns; j-- > 0;) {
      row[j] = a[i] == b[j] ? static_cast<uint16_t>(row[j + width + 1] + 1)
                            : std::max(row[j + width], row[j + 1]);
    }
  }
}

struct Kept {
  uint32_t a, b, length;
};

// The kept runs on one path through the cells; where dropping and adding are equally good, drops
// first.
std::vector<Kept> KeptRuns(Span a, Span b, const AlignBuffer& buffer) {
  const uint32_t rows = a.size(), columns = b.size();
  const size_t width = columns + 1;
  std::vector<Kept> runs;
  for (uint32_t i = 0, j = 0; i < rows && j < columns;) {
    if (buffer.a_hash[a.begin + i] == buffer.b_hash[b.begin + j]) {
      const bool joins = !runs.empty() && runs.back().a + runs.back().length == a.begin + i &&
                         runs.back().b + runs.back().length == b.begin + j;
      if (joins) {
        ++runs.back().length;
      } else {
        runs.push_back({a.begin + i, b.begin + j, 1});
      }
      ++i, ++j;
    } else if (buffer.cells[(i + 1) * width + j] >= buffer.cells[i * width + j + 1]) {
      ++i;
    } else {
      ++j;
    }
  }
  return runs;
}

// Tokens edited between two points: what a stray match between them would have to outweigh.
uint32_t EditSize(uint32_t a_from, uint32_t a_to, uint32_t b_from, uint32_t b_to) {
  return std::max(a_to - a_from, b_to - b_from);
}

// Removes runs that are shorter than the edits on either side, left to right until none is left.
void DropStrays(Span a, Span b, std::vector<Kept>* runs) {
  for (size_t r = 0; r < runs->size();) {
    const Kept& run = (*runs)[r];
    const uint32_t a_from = r == 0 ? a.begin : (*runs)[r - 1].a + (*runs)[r - 1].length;
    const uint32_t b_from = r == 0 ? b.begin : (*runs)[r - 1].b + (*runs)[r - 1].length;
    const bool last = r + 1 == runs->size();
    const uint32_t a_to = last ? a.end : (*runs)[r + 1].a;
    const uint32_t b_to = last ? b.end : (*runs)[r + 1].b;
    const uint32_t before = EditSize(a_from, run.a, b_from, run.b);
    const uint32_t after = EditSize(run.a + run.length, a_to, run.b + run.length, b_to);
    if (run.length < before && run.length < after) {
      runs->erase(runs->begin() + static_cast<std::ptrdiff_t>(r));
      if (r > 0) --r;
    } else {
      ++r;
    }
  }
}

// Corresponds by its place alone, and joins what stands beside it.
bool IsOther(const Edit& edit) { return edit.op != EditOp::kKept && edit.match == Match::kOther; }

}  // namespace

void AppendGap(Span a, Span b, std::vector<Edit>* edits) {
  if (!a.empty() || !b.empty()) AppendEdit({Differing(a, b), a, b, Match::kOther}, edits);
}

void AppendEdit(const Edit& edit, std::vector<Edit>* edits) {
  if (!edits->empty()) {
    Edit& last = edits->back();
    const bool both_kept = last.op == EditOp::kKept && edit.op == EditOp::kKept;
    const bool neither_kept = IsOther(last) && IsOther(edit);
    if (both_kept || neither_kept) {
      last.a.end = edit.a.end;
      last.b.end = edit.b.end;
      if (neither_kept) last.op = Differing(last.a, last.b);
      return;
    }
  }
  edits->push_back(edit);
}

void AppendTokenEdits(Span a, Span b, AlignBuffer* buffer, std::vector<Edit>* edits) {
  if (a.empty() || b.empty() || a.size() > kMaxEditTokens || b.size() > kMaxEditTokens) {
    AppendGap(a, b, edits);
    return;
  }
  FillCells(&buffer->a_hash[a.begin], &buffer->b_hash[b.begin], a.size(), b.size(), &buffer->cells);
  std::vector<Kept> runs = KeptRuns(a, b, *buffer);
  DropStrays(a, b, &runs);
  for (const Kept& run : runs) {
    AppendGap({a.begin, run.a}, {b.begin, run.b}, edits);
    a.begin = run.a + run.length;
    b.begin = run.b + run.length;
    AppendEdit({EditOp::kKept, {run.a, a.begin}, {run.b, b.begin}}, edits);
  }
  AppendGap(a, b, edits);
}

}  // namespace newsprint

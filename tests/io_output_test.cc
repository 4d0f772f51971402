// Output files appear when they are complete.
#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <utility>

#include "newsprint/io.h"
#include "temp_folder.h"

namespace newsprint {
namespace {

namespace fs = std::filesystem;

TEST(OutputFile, AppearsWhenItIsComplete) {
  const TempFolder folder;
  const std::string path = folder.Write("out.jsonl", "old");
  {
    absl::StatusOr<OutputFile> file = OutputFile::Create(path);
    ASSERT_TRUE(file.ok());
    EXPECT_TRUE(file->Write("new "));
    EXPECT_TRUE(file->Write(std::string(1 << 20, 'x')));
    EXPECT_TRUE(file->Write(" end"));
    EXPECT_EQ(TempFolder::Read(path), "old");
    OutputFile moved = *std::move(file);
    EXPECT_TRUE(moved.Commit().ok());
  }
  EXPECT_EQ(TempFolder::Read(path), "new " + std::string(1 << 20, 'x') + " end");
  EXPECT_EQ(std::distance(fs::directory_iterator(folder.Path("")), {}), 1);
}

TEST(OutputFile, LeavesNothingWhenItIsNotCommitted) {
  const TempFolder folder;
  const std::string path = folder.Write("out.jsonl", "old");
  {
    absl::StatusOr<OutputFile> file = OutputFile::Create(path);
    ASSERT_TRUE(file.ok());
    EXPECT_TRUE(file->Write(std::string(1 << 20, 'x')));
    EXPECT_EQ(std::distance(fs::directory_iterator(folder.Path("")), {}), 2);
  }
  EXPECT_EQ(TempFolder::Read(path), "old");
  EXPECT_EQ(std::distance(fs::directory_iterator(folder.Path("")), {}), 1);
}

// A process that was killed holds no lock any more; one that still writes does.
TEST(OutputFile, RemovesWhatAKilledProcessHasLeft) {
  const TempFolder folder;
  const std::string path = folder.Path("out.jsonl");
  const std::string left = folder.Write("out.jsonl.partial-1-0", "half");
  const std::string other = folder.Write("other.jsonl.partial-1-0", "half");
  absl::StatusOr<OutputFile> first = OutputFile::Create(path), second = OutputFile::Create(path);
  ASSERT_TRUE(first.ok() && second.ok());
  EXPECT_FALSE(fs::exists(left));
  EXPECT_TRUE(fs::exists(other));
  EXPECT_TRUE(first->Write("first"));
  EXPECT_TRUE(second->Write("second"));
  EXPECT_TRUE(first->Commit().ok());
  EXPECT_TRUE(second->Commit().ok());
  EXPECT_EQ(TempFolder::Read(path), "second");
}

TEST(OutputFile, SaysWhyItCannotWrite) {
  const TempFolder folder;
  EXPECT_EQ(OutputFile::Create(folder.Path("no/out")).status().message(),
            folder.Path("no/out") + ": cannot write: No such file or directory");
  const std::string itself = folder.Path("");
  EXPECT_EQ(OutputFile::Create(itself).status().message(),
            itself + ": cannot write: Is a directory");
}

TEST(OutputFile, SaysOnceThatTheDiskIsFull) {
  if (!fs::exists("/dev/full")) GTEST_SKIP();
  absl::StatusOr<OutputFile> file = OutputFile::Create("/dev/full");
  ASSERT_TRUE(file.ok());
  EXPECT_FALSE(file->Write(std::string(1 << 20, 'x')));
  EXPECT_FALSE(file->Write("more"));
  EXPECT_EQ(file->Commit().message(), "/dev/full: cannot write: No space left on device");
  absl::StatusOr<OutputFile> small = OutputFile::Create("/dev/full");
  ASSERT_TRUE(small.ok());
  EXPECT_TRUE(small->Write("stays in the buffer"));
  EXPECT_FALSE(small->Commit().ok());
}

TEST(OutputFile, FollowsLinksAndKeepsThem) {
  const TempFolder folder;
  const std::string target = folder.Write("target", "old");
  fs::create_symlink("target", folder.Path("link"));
  absl::StatusOr<OutputFile> file = OutputFile::Create(folder.Path("link"));
  ASSERT_TRUE(file.ok());
  EXPECT_TRUE(file->Write("new"));
  EXPECT_TRUE(file->Commit().ok());
  EXPECT_TRUE(fs::is_symlink(folder.Path("link")));
  EXPECT_EQ(TempFolder::Read(target), "new");
}

}  // namespace
}  // namespace newsprint

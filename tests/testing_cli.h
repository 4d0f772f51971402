// The program from outside: arguments and files in; output, messages and exit codes out.
#pragma once

#include <fcntl.h>
#include <gtest/gtest.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace newsprint {

namespace fs = std::filesystem;

inline const std::string kFamilies = NEWSPRINT_SOURCE_DIR "/corpus/families.jsonl";
inline const std::string kSchema = NEWSPRINT_SOURCE_DIR "/cli/output.schema.json";

inline std::string ReadFile(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

inline void WriteFile(const fs::path& path, const std::string& text) {
  std::ofstream(path, std::ios::binary) << text;
}

struct Outcome {
  int code = -1;
  std::string out;
  std::string err;
};

// A folder of its own for each test, and the program run inside it.
class Cli : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string name = ::testing::TempDir() + "newsprint-cli-XXXXXX";
    ASSERT_NE(mkdtemp(name.data()), nullptr);
    folder_ = name;
  }
  void TearDown() override { fs::remove_all(folder_); }

  fs::path Path(const std::string& name) const { return folder_ / name; }

  // Starts the program; -1 for a descriptor leaves it to a file in the folder.
  pid_t Start(const std::vector<std::string>& arguments, int in = -1, int out = -1) {
    const pid_t child = fork();
    if (child != 0) return child;
    if (chdir(folder_.c_str()) != 0) _exit(99);
    for (const char* name : {"NO_COLOR", "CLICOLOR_FORCE", "NEWSPRINT_SIMD", "COLUMNS"}) {
      unsetenv(name);
    }
    for (const auto& [name, value] : environment_) setenv(name.c_str(), value.c_str(), 1);
    dup2(in >= 0 ? in : open("/dev/null", O_RDONLY), STDIN_FILENO);
    constexpr int kCreate = O_WRONLY | O_CREAT | O_TRUNC;
    dup2(out >= 0 ? out : open("stdout", kCreate, 0600), STDOUT_FILENO);
    dup2(open("stderr", kCreate, 0600), STDERR_FILENO);
    std::vector<char*> argv = {const_cast<char*>("newsprint")};
    for (const std::string& argument : arguments)
      argv.push_back(const_cast<char*>(argument.c_str()));
    argv.push_back(nullptr);
    execv(NEWSPRINT_BINARY, argv.data());
    _exit(98);
  }

  Outcome Wait(pid_t child) {
    int status = 0;
    waitpid(child, &status, 0);
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, ReadFile(Path("stdout")),
            ReadFile(Path("stderr"))};
  }

  Outcome Run(const std::vector<std::string>& arguments, int in = -1, int out = -1) {
    return Wait(Start(arguments, in, out));
  }

  fs::path folder_;
  std::vector<std::pair<std::string, std::string>> environment_;
};

}  // namespace newsprint

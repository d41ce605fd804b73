#pragma once

namespace autojet::cli {

// The command line of the program; answers with the exit status.
int run(int count, char** arguments);

}  // namespace autojet::cli

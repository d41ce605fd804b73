#include "cli/command_line.hpp"

int main(int count, char** arguments) { return autojet::cli::run(count, arguments); }

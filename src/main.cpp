#include <malloc.h>

#include "cli/command_line.hpp"

int main(int count, char** arguments) {
    mallopt(M_ARENA_MAX, 2);  // many threads that mostly wait: one heap for each would cost more than it gives
    return autojet::cli::run(count, arguments);
}

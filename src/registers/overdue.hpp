// What the registers keep longer than the shop has published (policy K1).
#pragma once

#include "privacy/overdue.hpp"

namespace autojet::registers {

privacy::OverdueOf overdue;

}  // namespace autojet::registers

// Name and contact of who wrote to the shop, for the law (policy P3): never what they wrote.
#pragma once

#include "shop/hand_over.hpp"
#include "shop/house.hpp"

namespace autojet::contact {

HandOver hand_over_of_senders(const House& house);

}  // namespace autojet::contact

// The numbers by which people name a booking, or a request about their data, on the phone and in mails.
#pragma once

#include <string>
#include <string_view>

namespace autojet::booking {

// "7K3M9QXP". Forty random bits: nobody can guess a neighbour, and people can read it aloud.
std::string new_reference();
// "7K3M-9QXP", for people.
std::string display_reference(std::string_view reference);
// Back from what somebody typed or read out; "" when it is none.
std::string reference_from(std::string_view typed);

}  // namespace autojet::booking

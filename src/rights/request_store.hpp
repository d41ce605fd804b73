// Writing the register: rows and sealed words, for request.cpp alone.
#pragma once

#include "rights/request.hpp"

namespace autojet::rights {

// Events of the outbox. Each is about a request.
inline constexpr std::string_view request_extended = "rights.extended";
inline constexpr std::string_view request_answered = "rights.answered";
inline constexpr std::string_view restriction_ends = "rights.lifting";

void insert(store::Tx& tx, privacy::Vault& vault, const Request& request, const NewRequest& wanted);
void update(store::Tx& tx, const Request& request);
void write_reasons(store::Tx& tx, privacy::Vault& vault, const Request& request, const Words& words);
void write_doubt(store::Tx& tx, privacy::Vault& vault, const Request& request, const Words& words);
void write_answer(store::Tx& tx, privacy::Vault& vault, const Request& request, const Words& words);
bool has_doubt(store::Tx& tx, RequestId id);
// False when there is no contact to keep it with.
bool write_more(store::Tx& tx, privacy::Vault& vault, const Request& request, const Words& words);
void discard_more(store::Tx& tx, RequestId id);

// Puts the event into the outbox when there is a contact for the answer.
void tell(store::Tx& tx, std::string_view event, const Request& request);

}  // namespace autojet::rights

// Deletion (policy R3, GDPR 17): requested, erasing, done. Every step is a transaction of its own and can be taken
// again, so that a crash at any point loses nothing; `done` is written together with the signed receipt, and only after
// every slice has erased every record.
#pragma once

#include "rights/receipt.hpp"
#include "shop/holder.hpp"
#include "shop/house.hpp"

namespace autojet::rights {

enum class ErasureState { requested, erasing, done };

// Event of the outbox, about a request: the receipt goes to the contact that was kept for it.
inline constexpr std::string_view receipt_ready = "rights.receipt";

// Writes down that these records are to go. `counts` as count_kinds() says it. The contact for the receipt is sealed
// apart before anything is erased (NewRequest::contact).
Request request_erasure(store::Tx& tx, privacy::Vault& vault, const Zone& zone, const NewRequest& wanted,
                        const std::string& counts);
// The same for a request that came to the desk and has been there for a while. Refused as answer() is.
Result<Request> begin_erasure(store::Tx& tx, privacy::Vault& vault, RequestId request, const std::string& counts);

std::optional<ErasureState> erasure_of(store::Tx& tx, RequestId request);

// Takes every erasure of the shop as far as it goes. Called when one is requested, and by a job for those that a crash
// interrupted; both at once do no harm.
void carry_on_erasures(const House& house, const std::vector<Holder>& holders, ShopId shop);

// What the receipt says: what was erased, what stays, why and until when.
std::string receipt_of_erasure(const House& house, ShopId shop, const Request& request, const std::string& counts,
                               const std::vector<Kept>& kept, Instant done);

}  // namespace autojet::rights

#include <algorithm>
#include <map>

#include "privacy/disclosures.hpp"
#include "rights/copy.hpp"
#include "rights/notices.hpp"

namespace autojet::rights {

std::vector<Received> received_of(store::Tx& tx, const std::vector<PersonId>& persons) {
    std::map<policy::Recipient, Received> all;
    std::map<policy::Recipient, policy::Categories> categories;
    for (const auto& disclosure : privacy::disclosures_of(tx, persons)) {
        auto& one =
            all.try_emplace(
                   disclosure.recipient,
                   Received{std::string(policy::name_of(disclosure.recipient)), disclosure.at, disclosure.at, {}})
                .first->second;
        one.first = std::min(one.first, disclosure.at);
        one.last = std::max(one.last, disclosure.at);
        categories[disclosure.recipient] |= disclosure.categories;
    }
    std::vector<Received> list;
    for (auto& [recipient, one] : all) {
        for (const auto category : policy::all_categories)
            if (categories[recipient].test(static_cast<std::size_t>(category))) one.categories.push_back(category);
        list.push_back(std::move(one));
    }
    return list;
}

std::vector<std::string> who_received(store::Tx& tx, const std::vector<PersonId>& persons) {
    std::vector<std::string> names;
    for (const auto& received : received_of(tx, persons)) names.push_back(received.recipient);
    return names;
}

}  // namespace autojet::rights

// The rows of a work order and of its steps.
#pragma once

#include "workshop/order.hpp"

namespace autojet::workshop {

privacy::Place wanted_place(WorkOrderId id);
privacy::Place notes_place(WorkOrderId id);

// Prices are stated with or without VAT: "including_vat", "excluding_vat".
std::string_view code(invoicing::PriceBasis basis);
std::optional<invoicing::PriceBasis> basis_from_code(std::string_view text);

void insert(store::Tx& tx, const WorkOrder& order, const std::optional<store::Bytes>& sealed_wanted);
// State and since.
void update_stand(store::Tx& tx, const WorkOrder& order);
// The words, the basis and the edition.
void update_words(store::Tx& tx, const WorkOrder& order, const std::optional<store::Bytes>& sealed_wanted,
                  const std::optional<store::Bytes>& sealed_notes);
void delete_order(store::Tx& tx, WorkOrderId id);

void add_step(store::Tx& tx, WorkOrderId id, const Stand& stand, const Actor& actor);
void mark_undone(store::Tx& tx, WorkOrderId id, int step, const Actor& actor);

// Whether somebody has worked on it, or it has photos or a signature.
bool has_begun(store::Tx& tx, WorkOrderId id);

// Sealed text of an order's parts, nothing where there is none.
template <Category C>
Result<std::optional<PersonalText<C>>> unseal_if_there(store::Tx& tx, privacy::Vault& vault, PersonId person,
                                                       const std::optional<store::Bytes>& sealed,
                                                       const privacy::Place& place) {
    if (!sealed) return std::optional<PersonalText<C>>{};
    auto text = vault.unseal<C>(tx, person, *sealed, place);
    if (!text) return tl::unexpected(text.error());
    return std::optional{std::move(*text)};
}
// The same of what was typed: sealed for this person, nothing where it is empty.
template <Category C>
std::optional<store::Bytes> seal_if_there(store::Tx& tx, privacy::Vault& vault, PersonId person,
                                          const std::string& text, const privacy::Place& place) {
    if (text.empty()) return std::nullopt;
    return vault.seal(tx, PersonalText<C>::of(person, text), place);
}

}  // namespace autojet::workshop

// Entries by hand as somebody typed them: a purchase, and a free entry of the bookkeeper.
#pragma once

#include <array>
#include <functional>
#include <string>
#include <vector>

#include "bookkeeping/by_hand.hpp"
#include "http/form.hpp"
#include "http/html.hpp"

namespace autojet::ledgers {

using Say = std::function<std::string(std::string_view)>;

inline constexpr std::size_t most_typed_lines = 12;
inline constexpr std::size_t most_bought_lines = 4;

// What a purchase is booked on.
inline constexpr std::array cost_accounts{bookkeeping::account::purchases, bookkeeping::account::costs,
                                          bookkeeping::account::payment_fees};

struct TypedPosting {
    std::string account, debit, credit, vat;

    [[nodiscard]] bool is_empty() const { return debit.empty() && credit.empty(); }
};

struct TypedEntry {
    std::string day, reason, document;
    std::vector<TypedPosting> lines;
};

struct TypedBought {
    std::string account, paid, rate, vat_amount;

    [[nodiscard]] bool is_empty() const { return paid.empty() && vat_amount.empty(); }
};

struct TypedPurchase {
    std::string day, document, paid_from;
    std::vector<TypedBought> lines;
};

TypedEntry typed_entry_from(const http::Form& form);
TypedPurchase typed_purchase_from(const http::Form& form);

// All that cannot be read, each with its field ("debit2"). What is owed or owing goes under the number of the document.
tl::expected<bookkeeping::Entry, Errors> entry_from(const TypedEntry& typed);
tl::expected<bookkeeping::Purchase, Errors> purchase_from(const TypedPurchase& typed);

// The fields of the forms in place of those of the entry: "lines[2].paid" is "paid2".
Error beside_its_field(Error error);

void show_entry_form(http::Dict& values, const TypedEntry& typed, const Errors& errors, Language language,
                     const Say& say);
void show_purchase_form(http::Dict& values, const TypedPurchase& typed, const Errors& errors, Language language,
                        const Say& say);

}  // namespace autojet::ledgers

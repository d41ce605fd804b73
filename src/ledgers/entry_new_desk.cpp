#include "ledgers/ledgers.hpp"

namespace autojet::ledgers {

Ledgers::Response Ledgers::show_new_entry(Request& request, const Account& account) const {
    TypedEntry typed;
    typed.day = format_date(today(request));
    return new_entry_page(request, account, typed, {});
}

Ledgers::Response Ledgers::new_entry_page(Request& request, const Account& account, const TypedEntry& typed,
                                          const Errors& errors) const {
    http::Dict values;
    show_entry_form(values, typed, errors, request.language,
                    [&](std::string_view english) { return say(request, english); });
    return page(request, account, "entry_new.html", values, say(request, "Entry by hand"), "JOURNAL", errors);
}

Ledgers::Response Ledgers::add_entry(Request& request, const Account& account) const {
    const auto typed = typed_entry_from(request.form());
    const auto entry = entry_from(typed);
    if (!entry) return new_entry_page(request, account, typed, entry.error());
    const auto posted =
        house_.database.write(request.shop, [&](store::Tx& tx) { return bookkeeping::post(tx, *entry); });
    if (!posted) return new_entry_page(request, account, typed, {beside_its_field(posted.error())});
    return http::redirect_see_other(url_of(*posted));
}

Ledgers::Response Ledgers::show_new_purchase(Request& request, const Account& account) const {
    TypedPurchase typed;
    typed.day = format_date(today(request));
    return new_purchase_page(request, account, typed, {});
}

Ledgers::Response Ledgers::new_purchase_page(Request& request, const Account& account, const TypedPurchase& typed,
                                             const Errors& errors) const {
    http::Dict values;
    show_purchase_form(values, typed, errors, request.language,
                       [&](std::string_view english) { return say(request, english); });
    return page(request, account, "purchase_new.html", values, say(request, "Purchase invoice"), "JOURNAL", errors);
}

Ledgers::Response Ledgers::add_purchase(Request& request, const Account& account) const {
    const auto typed = typed_purchase_from(request.form());
    const auto purchase = purchase_from(typed);
    if (!purchase) return new_purchase_page(request, account, typed, purchase.error());
    const auto posted = house_.database.write(
        request.shop, [&](store::Tx& tx) { return bookkeeping::post_purchase(tx, *purchase, today(request)); });
    if (!posted) return new_purchase_page(request, account, typed, {beside_its_field(posted.error())});
    return http::redirect_see_other(url_of(*posted));
}

}  // namespace autojet::ledgers

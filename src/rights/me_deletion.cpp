#include "booking/booking.hpp"
#include "rights/dossier.hpp"
#include "rights/erasure.hpp"
#include "rights/me.hpp"
#include "rights/record_words.hpp"
#include "shop/visit.hpp"

namespace autojet::rights {

http::Response Me::ask_deletion(http::Request& request, const Guest& guest) {
    return deletion_page(request, guest, {});
}

// Says before what goes, what stays and until when.
http::Response Me::deletion_page(http::Request& request, const Guest& guest, const Errors& errors) {
    const auto records = records_of(request, guest);
    const auto now = house_.clock.now();
    const auto in_force = house_.policies.of(request.shop);
    http::Dict values;
    show_records(values, house_, request.shop, records, request.language);
    house_.database.read(request.shop, [&](store::Tx& tx) {
        http::Dict* upcoming = nullptr;
        for (const auto person : guest.persons)
            for (const auto& booking : booking::of_person(tx, person)) {
                if (booking.is_over(now) || booking.status == booking::Status::cancelled) continue;
                if (!upcoming) upcoming = &values.add("UPCOMING");
                upcoming->add("APPOINTMENT")
                    .set("WHEN", moment_text(house_, request.shop, booking.span.start, request.language));
            }
        return 0;
    });
    const auto period = in_force->published.period(policy::RetentionClass::rights);
    values.set("REGISTER_UNTIL",
               period ? day_text(house_, request.shop, policy::ends(*period, now), request.language) : "");
    values.set("EMAIL_VALUE", request.form().readable("email"));
    if (guest.by_email)
        values.show("MAILED");
    else
        values.show("ASK_ADDRESS");
    if (records.empty())
        values.show("NOTHING");
    else
        values.show("SOMETHING");
    shop::show_errors(values, errors, house_.messages, request.language);
    return page(request, "me_deletion.html", values, "Delete your data", errors.empty() ? 200 : 422);
}

http::Response Me::erase(http::Request& request, const Guest& guest) {
    Errors errors;
    std::optional<Address> contact;
    if (request.form().text("sure") != "yes")
        errors.push_back({ErrorCode::invalid, "required", "Please tick the box if you are sure.", "sure"});
    if (const auto typed = request.form().text("email"); !guest.by_email && !trim(typed).empty()) {
        const auto email = EmailAddress::parse(typed);
        if (email)
            contact = Address::collected(email->text());
        else
            errors.push_back(email.error());
    }
    if (guest.persons.empty())
        errors.push_back({ErrorCode::conflict, "nothing", "We keep nothing about you any more.", ""});
    if (!errors.empty()) return deletion_page(request, guest, errors);

    const auto counts = count_kinds(records_of(request, guest));
    const auto opened = house_.database.write(request.shop, [&](store::Tx& tx) -> Result<Request> {
        auto asked = wanted(tx, request, guest, Kind::deletion);
        if (contact) asked.contact = contact;
        auto made = request_erasure(tx, house_.vault, house_.shops.zone(request.shop), asked, counts);
        close_session(tx, house_.vault, guest.pass);
        return made;
    });
    if (!opened) return deletion_page(request, guest, {opened.error()});
    carry_on_erasures(house_, holders_, request.shop);
    return http::redirect_see_other(shop::Site::base(request) + "/receipt/" +
                                    receipt_secret(house_.vault, request.shop, opened->id, house_.clock.now()))
        .cookie({std::string(me_cookie_name), "", std::chrono::seconds{0}});
}

}  // namespace autojet::rights

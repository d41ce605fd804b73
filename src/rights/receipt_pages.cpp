#include "base/encoding.hpp"
#include "rights/me.hpp"
#include "rights/record_words.hpp"
#include "shop/visit.hpp"

namespace autojet::rights {

namespace {

struct Opened {
    bool exists = false;
    std::string text;  // empty while it is still being done
    std::string signature;
};

// Whoever has the address reads it, and is in the ledger as the person that it is about.
Opened open_receipt(const House& house, http::Request& request) {
    auto& visit = shop::visit_of(request);
    return house.database.read(request.shop, [&](store::Tx& tx) -> Opened {
        const auto receipt = find_receipt(tx, house.vault, request.path_parameters.at("secret"));
        if (!receipt) return {};
        if (!receipt->text) return {.exists = true, .text = {}, .signature = {}};
        const PersonId subject{receipt->request.value()};
        visit.actor = privacy::Actor::person(subject);
        const auto warrant = house.gate.warrant<policy::Purpose::rights>(tx, visit.actor, {subject}, visit.openings);
        if (!warrant) return {};
        return {true, receipt->text->open(*warrant), receipt->signature};
    });
}

}  // namespace

http::Response Me::show_receipt(http::Request& request) {
    const auto receipt = open_receipt(house_, request);
    if (!receipt.exists)
        return site_.error(request, 404, "This page does not exist",
                           "The address may be incomplete. Start again from the home page.");
    http::Dict values;
    if (receipt.text.empty()) {
        values.show("UNDER_WAY");
        return site_.page(request, "receipt.html", values,
                          {.title = site_.say(request, "Receipt"), .description = "", .personal = true});
    }
    const auto here = request.path;
    const auto now = house_.clock.now();
    auto& done = values.add("DONE");
    done.set("RECEIPT", receipt.text).set("SIGNATURE", receipt.signature);
    done.set("TEXT_URL", here + "/receipt.txt").set("SIGNATURE_URL", here + "/receipt.sig");
    done.show(house_.signer.verify(request.shop, receipt_use, receipt.text, receipt.signature, now) ? "VALID"
                                                                                                    : "INVALID");
    return site_.page(request, "receipt.html", values,
                      {.title = site_.say(request, "Receipt"), .description = "", .personal = true});
}

// The signed bytes, as a tool of one's own wants them: the use, a line feed, the text.
http::Response Me::receipt_text(http::Request& request) {
    const auto receipt = open_receipt(house_, request);
    if (receipt.text.empty()) return http::problem(404, "not_found", http::status_text(404));
    return http::download(std::string(receipt_use) + "\n" + receipt.text, "text/plain; charset=utf-8", "receipt.txt");
}

http::Response Me::receipt_signature(http::Request& request) {
    const auto receipt = open_receipt(house_, request);
    if (receipt.text.empty()) return http::problem(404, "not_found", http::status_text(404));
    return http::download(decode_base64url(receipt.signature).value_or(""), "application/octet-stream", "receipt.sig");
}

http::Response Me::receipt_key(http::Request& request) {
    return http::download(house_.signer.public_key_pem(request.shop, house_.clock.now()), "application/x-pem-file",
                          "key.pem");
}

}  // namespace autojet::rights

// Whatever a form of requests brings: words are refused, or clean; numbers are ours, or none.
#include <cstdint>
#include <cstdlib>

#include "base/email_address.hpp"
#include "base/encoding.hpp"
#include "base/phone.hpp"
#include "base/plate.hpp"
#include "base/text.hpp"
#include "http/form.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace autojet;
    const auto form = http::Form::parse({reinterpret_cast<const char*>(data), size});
    if (!form) return 0;
    for (const auto* field : {"words", "reason", "reasons", "doubt", "more", "confirmation"}) {
        const auto words = clean_text(form->text(field), 4000, field);
        if (words && (!is_utf8(*words) || !is_plain_text(*words, Lines::many) || count_characters(*words) > 4000))
            std::abort();
    }
    if (const auto email = EmailAddress::parse(form->text("email")); email && !EmailAddress::parse(email->key()))
        std::abort();
    if (const auto phone = PhoneNumber::parse(form->text("wanted")))
        if (!PhoneNumber::parse(phone->e164())) std::abort();
    if (const auto plate = PlateNumber::parse("NL", form->text("wanted")))
        if (!PlateNumber::parse("NL", plate->display())) std::abort();
    if (const auto bytes = decode_base32(form->text("code")); bytes && decode_base32(encode_base32(*bytes)) != bytes)
        std::abort();
    return 0;
}

#include <algorithm>
#include <string_view>

#include "invoicing/check_parts.hpp"

namespace autojet::invoicing {

namespace {

constexpr std::size_t longest_name = 100;
constexpr std::size_t longest_street = 100;
constexpr std::size_t longest_postcode = 12;
constexpr std::size_t longest_city = 80;
constexpr std::size_t longest_reference = 50;

// ISO 3166-1, alpha-2, one behind the other.
constexpr std::string_view countries =
    "ADAEAFAGAIALAMAOAQARASATAUAWAXAZBABBBDBEBFBGBHBIBJBLBMBNBOBQBRBSBTBVBWBYBZCACCCDCFCGCHCICKCLCMCNCOCR"
    "CUCVCWCXCYCZDEDJDKDMDODZECEEEGEHERESETFIFJFKFMFOFRGAGBGDGEGFGGGHGIGLGMGNGPGQGRGSGTGUGWGYHKHMHNHRHTHU"
    "IDIEILIMINIOIQIRISITJEJMJOJPKEKGKHKIKMKNKPKRKWKYKZLALBLCLILKLRLSLTLULVLYMAMCMDMEMFMGMHMKMLMMMNMOMPMQ"
    "MRMSMTMUMVMWMXMYMZNANCNENFNGNINLNONPNRNUNZOMPAPEPFPGPHPKPLPMPNPRPSPTPWPYQARERORSRURWSASBSCSDSESGSHSI"
    "SJSKSLSMSNSOSRSSSTSVSXSYSZTCTDTFTGTHTJTKTLTMTNTOTRTTTVTWTZUAUGUMUSUYUZVAVCVEVGVIVNVUWFWSYEYTZAZMZW";

bool is_country(std::string_view code) {
    for (std::size_t i = 0; i < countries.size(); i += 2)
        if (countries.substr(i, 2) == code) return true;
    return false;
}

void check_address(Address& address, const std::string& field, Errors& errors) {
    clean_in_place(address.street, longest_street, field + ".street", errors);
    clean_in_place(address.postcode, longest_postcode, field + ".postcode", errors);
    clean_in_place(address.city, longest_city, field + ".city", errors);
    if (!is_country(address.country))
        errors.push_back({ErrorCode::invalid, "unknown_country",
                          "Please give the country by its two letters, such as NL.", field + ".country"});
}

}  // namespace

bool charges(const InvoiceDraft& draft, VatTreatment treatment) {
    return std::ranges::find(draft.lines, treatment, &Line::vat) != draft.lines.end();
}

void check_seller(InvoiceDraft& draft, Errors& errors) {
    auto& seller = draft.seller;
    clean_in_place(seller.name, longest_name, "seller.name", errors);
    check_address(seller.address, "seller.address", errors);
    const bool exempt =
        std::ranges::all_of(draft.lines, [](const Line& line) { return line.vat == VatTreatment::small_business; });
    if (!seller.vat && !exempt)
        errors.push_back({ErrorCode::invalid, "vat_number_required", "Who charges VAT states the own VAT number.",
                          "seller.vat_number"});
    if (!seller.iban && draft.means == PaymentMeans::transfer)
        errors.push_back(
            {ErrorCode::invalid, "iban_required", "To be paid by bank, the shop needs an IBAN.", "seller.iban"});
}

void check_buyer(InvoiceDraft& draft, Errors& errors) {
    auto& buyer = draft.buyer;
    clean_in_place(buyer.name, longest_name, "buyer.name", errors, Presence::optional);
    clean_in_place(buyer.reference, longest_reference, "buyer.reference", errors, Presence::optional);
    if (buyer.address) check_address(*buyer.address, "buyer.address", errors);
}

void check_vat(const InvoiceDraft& draft, Errors& errors) {
    const auto is_small = [](const auto& part) { return part.vat == VatTreatment::small_business; };
    const bool small = std::ranges::any_of(draft.lines, is_small) || std::ranges::any_of(draft.deposits, is_small);
    if (small && !(std::ranges::all_of(draft.lines, is_small) && std::ranges::all_of(draft.deposits, is_small)))
        errors.push_back({ErrorCode::invalid, "mixed_with_small_business",
                          "Under the small-business scheme no line bears VAT.", "lines"});
    if (!charges(draft, VatTreatment::reverse_charge)) return;
    if (draft.buyer.kind == BuyerKind::consumer)
        errors.push_back({ErrorCode::invalid, "reverse_charge_to_consumer",
                          "VAT is reverse-charged to businesses only.", "buyer.kind"});
    if (!draft.buyer.vat)
        errors.push_back({ErrorCode::invalid, "buyer_vat_number_required",
                          "To reverse-charge VAT, the invoice needs the buyer's VAT number.", "buyer.vat_number"});
}

}  // namespace autojet::invoicing

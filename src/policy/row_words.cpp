#include "policy/row_words.hpp"

namespace autojet::policy {

Words in_words(Basis basis) {
    switch (basis) {
        case Basis::contract:
            return {"uitvoering van de overeenkomst", "performance of the contract"};
        case Basis::legal_obligation:
            return {"wettelijke verplichting", "legal obligation"};
        case Basis::legitimate_interest:
            return {"gerechtvaardigd belang: je kunt bezwaar maken", "legitimate interest: you can object"};
        case Basis::consent:
            return {"je toestemming", "your consent"};
    }
    throw Broken{"a basis outside its enumeration"};
}

Words in_words(Role role) {
    switch (role) {
        case Role::processor:
            return {"verwerker: werkt in onze opdracht", "processor: works on our instructions"};
        case Role::controller:
            return {"zelf verantwoordelijk", "responsible in its own right"};
        case Role::authority:
            return {"overheid", "authority"};
    }
    throw Broken{"a role outside its enumeration"};
}

Words life_in_words(int days) {
    if (days == 0) return {"tot je je browser sluit", "until you close your browser"};
    const auto count = std::to_string(days);
    return {"hoogstens " + count + " dagen", count + " days at most"};
}

Words titles_in_words(const std::vector<Words>& titles) {
    Words all;
    for (std::size_t n = 0; n < titles.size(); ++n) {
        const bool last = n + 1 == titles.size();
        all.nl += (n == 0 ? "" : last ? " en " : ", ") + titles[n].nl;
        all.en += (n == 0 ? "" : last ? " and " : ", ") + titles[n].en;
    }
    return all;
}

}  // namespace autojet::policy

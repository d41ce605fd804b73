#include "policy/period_words.hpp"

namespace autojet::policy {
namespace {

Words unit_words(Unit unit, int count) {
    const bool one = count == 1;
    switch (unit) {
        case Unit::hours:
            return {"uur", one ? "hour" : "hours"};
        case Unit::days:
            return {one ? "dag" : "dagen", one ? "day" : "days"};
        case Unit::months:
            return {one ? "maand" : "maanden", one ? "month" : "months"};
        case Unit::years:
            return {"jaar", one ? "year" : "years"};
    }
    throw Broken{"a unit outside its enumeration"};
}

Words event_words(After after) {
    switch (after) {
        case After::start:
            return {"na het begin", "after the start"};
        case After::writing:
            return {"na het wegschrijven", "after they were written"};
        case After::entry:
            return {"na het vastleggen", "after the entry"};
        case After::last_appointment:
            return {"na de laatste afspraak", "after the last appointment"};
        case After::last_message:
            return {"na het laatste bericht", "after the last message"};
        case After::financial_year_end:
            return {"na het einde van het boekjaar", "after the end of the financial year"};
        case After::answer:
            return {"na het antwoord", "after the answer"};
        case After::delivery:
            return {"na de bezorging", "after delivery"};
        case After::end_of_consent:
            return {"na het einde van de toestemming", "after the end of the consent"};
        case After::leaving:
            return {"na het vertrek", "after leaving"};
    }
    throw Broken{"an event outside its enumeration"};
}

}  // namespace

Words in_words(const Period& period) {
    const auto count = std::to_string(period.count);
    const auto unit = unit_words(period.unit, period.count);
    const auto event = event_words(period.after);
    return {count + " " + unit.nl + " " + event.nl, count + " " + unit.en + " " + event.en};
}

}  // namespace autojet::policy

#include "rights/correction.hpp"

#include <algorithm>

#include "customers/correction.hpp"
#include "rights/notices.hpp"

namespace autojet::rights {

namespace {

using policy::Purpose;
using privacy::Actor;

// The name that a field has in the form.
std::string form_field(const std::string& field, std::size_t vehicle) {
    if (field == "plate" || field == "country" || field == "vehicle") return field + "_" + std::to_string(vehicle);
    return field;
}

customers::ContactFields corrected(const OpenDetails& record, const CorrectionFields& shown,
                                   const CorrectionFields& typed, std::size_t vehicle) {
    const auto value = [](const std::string& has, const std::string& was, const std::string& becomes) {
        return has == was ? becomes : has;
    };
    const auto& to = typed.vehicles.at(vehicle);
    return {.name = value(record.name, shown.name, typed.name),
            .email = value(record.email, shown.email, typed.email),
            .phone = value(record.phone, shown.phone, typed.phone),
            .plate = to.plate,
            .country = to.country.empty() ? "NL" : to.country,
            .vehicle = to.vehicle};
}

bool is_same(const OpenDetails& record, const customers::ContactFields& fields) {
    return record.name == fields.name && record.email == fields.email && record.phone == fields.phone &&
           record.vehicle.plate == fields.plate && record.vehicle.vehicle == fields.vehicle &&
           (fields.plate.empty() || record.vehicle.country == fields.country);
}

}  // namespace

std::vector<OpenDetails> read_details(store::Tx& tx, const House& house, const std::vector<PersonId>& persons,
                                      const Actor& actor, policy::Openings& openings) {
    std::vector<OpenDetails> all;
    for (const auto person : persons) {
        const auto record = customers::load(tx, house.vault, person);
        if (!record) continue;
        const auto who = actor.kind == Actor::Kind::person ? Actor::person(person) : actor;
        const auto warrant = house.gate.warrant<Purpose::rights>(tx, who, {person}, openings);
        if (!warrant) continue;
        const auto open = [&](const auto& closed) { return closed ? closed->open(*warrant) : std::string{}; };
        OpenDetails details{person,
                            record->language,
                            record->name.open(*warrant),
                            open(record->email),
                            open(record->phone),
                            {"", "NL", open(record->vehicle)}};
        if (record->plate) {
            const auto plate = customers::split_plate(record->plate->open(*warrant));
            details.vehicle.plate = plate.text;
            details.vehicle.country = plate.country;
        }
        all.push_back(std::move(details));
    }
    return all;
}

CorrectionFields shown_of(const std::vector<OpenDetails>& records) {
    CorrectionFields shown;
    if (records.empty()) return shown;
    const auto newest = [&](std::string OpenDetails::*field) {
        for (auto record = records.rbegin(); record != records.rend(); ++record)
            if (!((*record).*field).empty()) return (*record).*field;
        return std::string{};
    };
    shown.name = newest(&OpenDetails::name);
    shown.email = newest(&OpenDetails::email);
    shown.phone = newest(&OpenDetails::phone);
    for (const auto& record : records)
        if (std::ranges::find(shown.vehicles, record.vehicle) == shown.vehicles.end())
            shown.vehicles.push_back(record.vehicle);
    return shown;
}

std::vector<Change> check_correction(const std::vector<OpenDetails>& records, const CorrectionFields& shown,
                                     const CorrectionFields& typed, Errors& errors) {
    std::vector<Change> changes;
    for (const auto& record : records) {
        const auto found = std::ranges::find(shown.vehicles, record.vehicle);
        const auto vehicle = static_cast<std::size_t>(found - shown.vehicles.begin());
        const auto fields = corrected(record, shown, typed, vehicle);
        if (is_same(record, fields)) continue;
        Errors wrong;
        auto details = customers::check(fields, record.language, wrong);
        for (auto& error : wrong) {
            error.field = form_field(error.field, vehicle);
            if (std::ranges::find(errors, error) == errors.end()) errors.push_back(std::move(error));
        }
        if (details) changes.push_back({record.person, std::move(*details)});
    }
    return changes;
}

Result<Request> correct_for(store::Tx& tx, const House& house, const Request& request,
                            const std::vector<Change>& changes) {
    std::vector<PersonId> persons;
    for (const auto& change : changes) {
        if (auto done = customers::correct(tx, house.vault, change.person, change.details); !done)
            return tl::unexpected(done.error());
        if (!persons.empty()) (void)customers::link(tx, persons.front(), change.person);
        persons.push_back(change.person);
    }
    note_recipients(tx, request, "correction", persons);
    const auto said = changes.empty()
                          ? house.messages.translate(request.language, "Nothing was different from what we had.")
                          : house.messages.translate(request.language,
                                                     "We have put it right wherever it stood. Messages that still wait "
                                                     "to be sent say it right as well.");
    return answer(tx, house.vault, house.messages, request.id, Outcome::granted, said);
}

}  // namespace autojet::rights

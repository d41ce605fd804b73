// What the page of an order shows, part by part, from one snapshot.
#pragma once

#include "http/request.hpp"
#include "workshop/line_form.hpp"
#include "workshop/order_words.hpp"
#include "workshop/photos.hpp"
#include "workshop/tasks.hpp"

namespace autojet::workshop {

class OrderPage {
public:
    OrderPage(store::Tx& tx, const House& house, http::Request& request, const staff::Account& account,
              const WorkOrder& order, const Errors& errors);

    // All of what follows.
    void show(http::Dict& values);

    void show_head(http::Dict& values);
    // STATE_FORM {FROM.. NEXT{TO.. LABEL #FIRST}} and UNDO {STEP TEXT}
    void show_state(http::Dict& values);
    // WANTED, NOTES, their forms.
    void show_words(http::Dict& values);
    void show_tasks(http::Dict& values);
    void show_lines(http::Dict& values);
    // INTAKE {ODOMETER FUEL KEYS ACCESSORIES MARKS}, PHOTO {URL SMALL_URL ALT}
    void show_intake(http::Dict& values);
    void show_photos(http::Dict& values);
    void show_steps(http::Dict& values);

    [[nodiscard]] bool may_change() const { return may_change_; }

private:
    void show_task(http::Dict& row, const Task& task, const std::vector<Spell>& spells);
    void show_spell(http::Dict& row, const Spell& spell, Instant now);
    // Whether this form was sent and refused: then it shows what was typed, open, with the errors in RETRY and beside
    // its fields, and its fields have their plain names as ids, where the summary leads to.
    bool show_retry(http::Dict& form, const std::string& action, std::string_view section = "RETRY");
    // In front of the ids of a form's fields: nothing for the form that was refused.
    [[nodiscard]] static std::string prefix_of(bool is_retry, std::string_view kind, std::int64_t id);
    [[nodiscard]] std::string say(std::string_view english) const;
    [[nodiscard]] std::string moment(Instant instant) const;
    // What the warrant does not cover is empty.
    template <class Closed>
    [[nodiscard]] std::string opened(const Closed& closed) const {
        return warrant_ ? closed.open_if_covered(*warrant_).value_or("") : std::string{};
    }
    template <class Closed>
    [[nodiscard]] std::string opened(const std::optional<Closed>& closed) const {
        return closed ? opened(*closed) : std::string{};
    }

    store::Tx& tx_;
    const House& house_;
    http::Request& request_;
    const staff::Account& account_;
    const WorkOrder& order_;
    const Errors& errors_;
    Result<ForWork> warrant_;
    StaffNames names_;
    bool may_change_ = false;
    std::vector<std::pair<TaskId, std::string>> titles_;
};

}  // namespace autojet::workshop

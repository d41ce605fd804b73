// The form of one line, as somebody filled it in.
#pragma once

#include <functional>

#include "http/form.hpp"
#include "http/html.hpp"
#include "workshop/conflict.hpp"
#include "workshop/lines.hpp"

namespace autojet::workshop {

struct TypedLine {
    std::string kind = "labour", description, quantity = "1", unit = "C62", price, discount, vat = "standard", task;
};

using Say = std::function<std::string(std::string_view)>;

TypedLine typed_from(const http::Form& form);
// What is there, as a form has it.
TypedLine typed_of(const WorkLine& line, const std::string& description);

// All that cannot be read, each with its field: kind, description, quantity, unit, price, discount, vat.
tl::expected<NewLine, Errors> line_from(const http::Form& form);

// KIND, UNIT, VAT {VALUE LABEL #CHOSEN}, DESCRIPTION_VALUE, QUANTITY_VALUE, PRICE_VALUE, DISCOUNT_VALUE; and, with WAS_
// in front of each name, what is there.
void show_line_form(http::Dict& values, const TypedLine& typed, const TypedLine& there, const Say& say);

std::vector<EditedField> edited_line(const http::Form& form, const TypedLine& theirs, const Say& say);

}  // namespace autojet::workshop

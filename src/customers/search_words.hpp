// The words by which a customer is found: of the name, the e-mail address, the phone number and the plate, cut into the
// beginnings that somebody types at the desk. Text alone; what is kept of it are digests in sealed rows
// (word_rows.hpp).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace autojet::customers {

// What is typed beyond this many characters of one word is not compared.
inline constexpr std::size_t longest_beginning = 12;
inline constexpr std::size_t longest_typed = 100;

// Lower case and without accents: "Zoë Łukasz" is "zoe lukasz". Text that is no UTF-8 becomes empty.
std::string folded(std::string_view text);

// Each answers words with their kind in front: "n:vri", "s:5678". Two records with the same words look the same to the
// search.
std::vector<std::string> words_of_name(std::string_view name);
std::vector<std::string> words_of_email(std::string_view email_key);  // EmailAddress::key()
std::vector<std::string> words_of_phone(std::string_view e164);
std::vector<std::string> words_of_plate(std::string_view plate_key);  // PlateNumber::key()

// One way to understand what was typed: a record is meant when it has one of the alternatives for each of its terms.
using Term = std::vector<std::string>;
using Reading = std::vector<Term>;

// Whole names and addresses first, beginnings after them. Both are empty when too little was typed to tell people
// apart.
struct Typed {
    std::vector<Reading> whole;
    std::vector<Reading> beginnings;
};
Typed read_typed(std::string_view text);

}  // namespace autojet::customers

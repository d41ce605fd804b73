// The parts of a PDF, from its top to its end. Each lays itself out from its own top; the left margin is 0.
#pragma once

#include <cstddef>
#include <vector>

#include "base/language.hpp"
#include "invoicing/invoice.hpp"
#include "invoicing/pdf_logo.hpp"
#include "invoicing/pdf_paper.hpp"

namespace autojet::invoicing::paper {

// Who asks, what it is, when; and who is asked.
std::vector<Piece> head(const Invoice& invoice, Language language, const std::optional<Logo>& logo);

struct Table {
    Piece header;  // on every page that has rows
    std::vector<Piece> rows;
};
Table table_of_lines(const Invoice& invoice, Language language);

// What it adds up to: VAT at the left, with the reason where none is charged; amounts at the right.
Piece sums(const Invoice& invoice, Language language);

// How to pay, and the shop's note.
std::vector<Piece> closing(const Invoice& invoice, Language language);

// At the top of the second page and those after it, and at the foot of each.
Piece running_head(const InvoiceDraft& content, Language language);
Piece foot(const InvoiceDraft& content, std::size_t page, std::size_t pages, Language language);

}  // namespace autojet::invoicing::paper

// From pieces to pages.
#pragma once

#include <vector>

#include "invoicing/pdf_logo.hpp"
#include "invoicing/pdf_parts.hpp"

namespace autojet::invoicing::paper {

// All pieces of a document, and where they stand. Pages point at pieces.
class Flow {
public:
    Flow(const Invoice& invoice, Language language, const std::optional<Logo>& logo);
    Flow(const Flow&) = delete;
    Flow& operator=(const Flow&) = delete;

    const std::vector<Page>& pages() const { return pages_; }

private:
    void place_all();
    void place(const Piece& piece);
    void start_page();
    double needed_by(std::size_t index) const;

    Table table_;
    std::vector<Piece> pieces_;
    Piece band_;
    Piece running_head_;
    std::vector<Piece> feet_;
    std::vector<Page> pages_;
    double y_ = 0;
    bool in_table_ = false;
    bool at_top_ = true;
};

}  // namespace autojet::invoicing::paper

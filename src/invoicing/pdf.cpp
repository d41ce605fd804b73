#include "invoicing/pdf.hpp"

#include "invoicing/pdf_file.hpp"
#include "invoicing/pdf_flow.hpp"
#include "invoicing/pdf_words.hpp"

namespace autojet::invoicing {

std::string to_pdf(const Invoice& invoice, Language language, std::string_view ubl) {
    const auto& content = invoice.content();
    const paper::Flow flow{invoice, language};
    const auto drawn = paper::draw(
        flow.pages(), {.title = title_of(content, language), .author = content.seller.name, .date = content.issued_on});
    return paper::finish_file(drawn, {.language = language,
                                      .date = content.issued_on,
                                      .figure_text = word(Word::scan_alternative, language),
                                      .ubl = ubl});
}

}  // namespace autojet::invoicing

#include "invoicing/pdf.hpp"

#include "invoicing/pdf_file.hpp"
#include "invoicing/pdf_flow.hpp"
#include "invoicing/pdf_logo.hpp"
#include "invoicing/pdf_words.hpp"

namespace autojet::invoicing {

std::string to_pdf(const Invoice& invoice, Language language, std::string_view ubl, const PaperLook& look) {
    const auto& content = invoice.content();
    const auto logo = paper::read_logo(look.logo);
    const paper::Flow flow{invoice, language, logo};
    const auto drawn = paper::draw(flow.pages(), {.title = title_of(content, language),
                                                  .author = content.seller.name,
                                                  .date = content.issued_on,
                                                  .paint = look.paint,
                                                  .glow = look.glow,
                                                  .link = look.link});
    std::vector<std::string> figures;
    if (logo) figures.push_back("Logo: " + content.seller.name);
    figures.emplace_back(word(Word::scan_alternative, language));
    return paper::finish_file(drawn, {.language = language,
                                      .date = content.issued_on,
                                      .figure_texts = std::move(figures),
                                      .has_images = logo.has_value(),
                                      .ubl = ubl});
}

}  // namespace autojet::invoicing

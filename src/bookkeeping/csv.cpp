#include "bookkeeping/csv.hpp"

namespace autojet::bookkeeping {

namespace {

constexpr std::string_view heading = "entry,line,day,kind,document,memo,account,name,debit,credit,vat,item\r\n";
constexpr std::string_view starts_of_formulas = "=+-@\t\r";
constexpr std::string_view to_be_quoted = ",\"\r\n";

std::string number_of(const std::optional<InvoiceNumber>& document) {
    return document ? document->text() : std::string{};
}

}  // namespace

std::string csv_field(std::string_view text) {
    std::string field;
    if (!text.empty() && starts_of_formulas.find(text.front()) != std::string_view::npos) field = "'";
    if (text.find_first_of(to_be_quoted) == std::string_view::npos) return field.append(text);
    for (const char c : text) field.append(c == '"' ? 2 : 1, c);
    return '"' + field + '"';
}

void write_csv(store::Tx& tx, int year, Language language, const Sink& sink) {
    Pieces out(sink);
    out << heading;
    each_line(tx, year_period(year), [&](const PostedLine& posted) {
        const auto& line = posted.line;
        out << std::to_string(posted.entry.value()) << "," << std::to_string(posted.number) << ","
            << format_date(posted.day) << "," << code(posted.kind) << "," << csv_field(number_of(posted.document))
            << "," << csv_field(posted.memo) << "," << four_digits(line.account) << ","
            << csv_field(name(load_account(line.account), language)) << "," << line.debit.decimal() << ","
            << line.credit.decimal() << "," << (line.vat ? code(*line.vat) : std::string_view{}) << ","
            << csv_field(number_of(line.document)) << "\r\n";
    });
    out.flush();
}

}  // namespace autojet::bookkeeping

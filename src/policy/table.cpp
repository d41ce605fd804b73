#include "policy/table.hpp"

#include "base/text.hpp"

namespace autojet::policy {

std::string to_html(const Table& table) {
    std::string out = "<div class=\"table-scroll\" role=\"region\" aria-labelledby=\"" + escape_html(table.id) +
                      "\" tabindex=\"0\">\n<table>\n<caption id=\"" + escape_html(table.id) + "\">" +
                      escape_html(table.caption) + "</caption>\n<thead><tr>";
    for (const auto& head : table.head) out += "<th scope=\"col\">" + escape_html(head) + "</th>";
    out += "</tr></thead>\n<tbody>\n";
    for (const auto& row : table.html) {
        out += "<tr>";
        for (const auto& cell : row)
            out += &cell == &row.front() ? "<th scope=\"row\">" + cell + "</th>" : "<td>" + cell + "</td>";
        out += "</tr>\n";
    }
    return out + "</tbody>\n</table>\n</div>\n";
}

}  // namespace autojet::policy

#include "rights/notices.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace autojet::rights {

namespace {

constexpr std::string_view insert_notice =
    "INSERT INTO rights_notice (shop, notice, request, recipient, what, created) VALUES ($1, $2, $3, $4, $5, $6)";
constexpr std::string_view select_of_request =
    "SELECT notice, request, recipient, what, created, told, confirmation FROM rights_notice WHERE shop = $1 AND "
    "request = $2 ORDER BY notice";
constexpr std::string_view select_open =
    "SELECT notice, request, recipient, what, created, told, NULL FROM rights_notice WHERE shop = $1 AND told IS NULL "
    "ORDER BY notice";
constexpr std::string_view select_one =
    "SELECT notice, request, recipient, what, created, told, NULL FROM rights_notice WHERE shop = $1 AND notice = $2";
constexpr std::string_view update_told =
    "UPDATE rights_notice SET told = $3, confirmation = $4 WHERE shop = $1 AND notice = $2";

privacy::Place place(NoticeId id) {
    return {privacy::RetentionClass::rights, "rights_notice.confirmation", id.value()};
}

Notice notice_from(const store::Row& row) {
    return {NoticeId{row.integer(0)}, RequestId{row.integer(1)}, row.text(2), row.text(3),
            row.instant(4),           row.find_instant(5),       std::nullopt};
}

}  // namespace

void note_recipient(store::Tx& tx, const Request& request, std::string_view what, std::string_view recipient) {
    const auto already = tx.all(
        select_of_request, [](const store::Row& row) { return row.text(2) + " " + row.text(3); }, request.id);
    const auto wanted = std::string(recipient) + " " + std::string(what);
    if (std::ranges::find(already, wanted) != already.end()) return;
    tx.run(insert_notice, tx.new_id<Notice>(), request.id, recipient, what, tx.now());
}

void note_recipients(store::Tx& tx, const Request& request, std::string_view what,
                     const std::vector<PersonId>& persons) {
    for (const auto& recipient : who_received(tx, persons)) note_recipient(tx, request, what, recipient);
}

std::vector<Notice> notices_of(store::Tx& tx, privacy::Vault& vault, const Request& request) {
    std::vector<std::optional<store::Bytes>> sealed;
    auto notices = tx.all(
        select_of_request,
        [&](const store::Row& row) {
            sealed.push_back(row.find_bytes(6));
            return notice_from(row);
        },
        request.id);
    for (std::size_t n = 0; n < notices.size(); ++n) {
        if (!sealed[n]) continue;
        auto words = vault.unseal<Category::message>(tx, request.subject(), *sealed[n], place(notices[n].id));
        if (words) notices[n].confirmation = std::move(*words);
    }
    return notices;
}

std::vector<Notice> open_notices(store::Tx& tx) {
    return tx.all(select_open, notice_from);
}

Result<Notice> confirm_notice(store::Tx& tx, privacy::Vault& vault, NoticeId id, std::string_view confirmation) {
    auto words = clean_text(confirmation, longest_words, "confirmation");
    if (!words) return tl::unexpected(words.error());
    const auto notice = tx.find(select_one, notice_from, id);
    if (!notice) return refuse(ErrorCode::not_found, "not_found", "This task is not there any more.");
    if (notice->told) return refuse(ErrorCode::conflict, "already_told", "They have been told already.");
    tx.run(update_told, id, tx.now(),
           vault.seal(tx, Words::of(PersonId{notice->request.value()}, std::move(*words)), place(id)));
    return *notice;
}

}  // namespace autojet::rights

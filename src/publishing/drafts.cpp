#include "publishing/drafts.hpp"

#include "policy/version.hpp"
#include "policy/write.hpp"
#include "shop/controller.hpp"

namespace autojet::publishing {

namespace {

constexpr std::string_view select_draft = "SELECT based_on, saved, model FROM policy_draft WHERE shop = $1";
constexpr std::string_view select_words = "SELECT file, words FROM policy_draft_prose WHERE shop = $1 ORDER BY file";
constexpr std::string_view insert_draft =
    "INSERT INTO policy_draft (shop, based_on, saved, model) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";
constexpr std::string_view update_draft = "UPDATE policy_draft SET saved = $2, model = $3 WHERE shop = $1";
constexpr std::string_view touch_draft = "UPDATE policy_draft SET saved = $2 WHERE shop = $1";
constexpr std::string_view insert_words =
    "INSERT INTO policy_draft_prose (shop, file, words) VALUES ($1, $2, $3) "
    "ON CONFLICT (shop, file) DO UPDATE SET words = excluded.words";
constexpr std::string_view delete_words = "DELETE FROM policy_draft_prose WHERE shop = $1 AND file = $2";
constexpr std::string_view delete_all_words = "DELETE FROM policy_draft_prose WHERE shop = $1";
constexpr std::string_view delete_draft = "DELETE FROM policy_draft WHERE shop = $1";

tl::unexpected<Error> no_draft() {
    return refuse(ErrorCode::not_found, "no_draft", "There is no draft any more. Please begin again.");
}

// "What we use it for" of a chapter's text.
std::string title_of(std::string_view words) {
    const auto line = words.substr(0, words.find('\n'));
    return std::string(line.starts_with("# ") ? line.substr(2) : line);
}

}  // namespace

std::optional<Draft> find_draft(store::Tx& tx) {
    auto draft = tx.find(select_draft, [](const store::Row& row) {
        auto model = policy::parse(row.text(2));
        if (!model) throw Broken("a draft of the policy cannot be read");
        return Draft{row.text(0), row.instant(1), std::move(*model), {}};
    });
    if (draft) tx.each(select_words, [&](const store::Row& row) { draft->words.emplace(row.text(0), row.text(1)); });
    return draft;
}

void begin_draft(store::Tx& tx, const policy::Model& ceiling, const policy::Model& in_force) {
    const auto model = policy::compose(ceiling, in_force, policy::choices_of(ceiling, in_force));
    tx.run(insert_draft, in_force.version, tx.now(), policy::to_toml(model));
}

Result<void> save_choices(store::Tx& tx, const policy::Model& ceiling, const policy::Model& in_force,
                          const policy::Choices& choices) {
    const auto model = policy::compose(ceiling, in_force, choices);
    if (tx.run(update_draft, tx.now(), policy::to_toml(model)) == 0) return no_draft();
    return {};
}

Result<void> save_words(store::Tx& tx, const std::string& file, std::string_view words, std::string_view in_force) {
    if (tx.run(touch_draft, tx.now()) == 0) return no_draft();
    if (words == in_force)
        tx.run(delete_words, file);
    else
        tx.run(insert_words, file, words);
    return {};
}

void throw_away(store::Tx& tx) {
    tx.run(delete_all_words);
    tx.run(delete_draft);
}

Proposal propose(const Draft& draft, const policy::Model& ceiling, const Frozen& in_force,
                 const policy::Texts& of_the_program, const Shop& shop) {
    Proposal proposal{draft.model, of_the_program, {}, {}, {}};
    proposal.model.controller = shop::controller_of(shop);
    for (const auto& chapter : policy::chapters) {
        const auto nl = "nl/" + std::string(chapter.name) + ".md", en = "en/" + std::string(chapter.name) + ".md";
        for (const auto& file : {nl, en}) {
            const auto own = draft.words.find(file);
            proposal.texts.prose[file] = own == draft.words.end() ? in_force.texts().prose.at(file) : own->second;
        }
        if (draft.words.contains(nl) || draft.words.contains(en))
            proposal.new_words.push_back({title_of(proposal.texts.prose[nl]), title_of(proposal.texts.prose[en])});
    }
    proposal.changes = policy::difference(policy::in_force(in_force.model()), proposal.model);
    proposal.objections = policy::objections_to(ceiling, proposal.model, proposal.texts);
    return proposal;
}

Result<std::string> publish(store::Tx& tx, const Proposal& proposal, CivilDate today) {
    if (proposal.changes_nothing())
        return refuse(ErrorCode::conflict, "nothing_changed", "This draft changes nothing.");
    if (!proposal.objections.empty())
        return refuse(ErrorCode::conflict, "does_not_hold", "This draft does not hold together yet.");
    const auto version = policy::next_version(privacy::versions_of(tx).front().version, today);
    if (!version) return version;
    auto model = proposal.model;
    model.version = *version;
    if (const auto done = privacy::publish(tx, policy::to_toml(model), proposal.texts.prose); !done)
        return tl::unexpected(done.error());
    throw_away(tx);
    return *version;
}

}  // namespace autojet::publishing

#include "cli/registers_commands.hpp"

#include <iostream>

#include <CLI/CLI.hpp>

#include "app/installation.hpp"
#include "app/modules.hpp"
#include "app/resources.hpp"
#include "app/setup.hpp"
#include "cli/answers.hpp"
#include "registers/registers.hpp"
#include "registers/whole_shop.hpp"

namespace autojet::cli {

namespace {

registers::WholeShop whole_shop(const app::Config& config, const app::Installation& installation, ShopId shop) {
    return {.house = installation.house(),
            .keys = installation.keys(),
            .database = app::database_file(config.data),
            .notes = store::column_notes(app::all_migrations()),
            .shop = shop};
}

int export_shop(const app::Config& config, const std::string& host, const std::filesystem::path& out) {
    const SystemClock clock;
    const app::Installation installation(config, clock);
    const auto shop = shop_of(installation.house(), host);
    if (!shop) return refused(shop.error());
    const auto written = registers::export_shop(whole_shop(config, installation, *shop), out);
    if (!written) return refused(written.error());
    std::int64_t rows = 0;
    for (const auto& [table, count] : written->rows) rows += count;
    std::cout << rows << " rows of " << written->rows.size() << " tables are in " << out.string() << ", in the open.\n"
              << written->unopened << " values had been erased. Check: cd " << out.string()
              << " && b2sum -l 256 *, against manifest.json\n";
    return 0;
}

int end_shop(const app::Config& config, const std::string& host, const std::filesystem::path& proof) {
    const SystemClock clock;
    const app::DataLock lock(config.data);
    const auto progress = config.data / ("deletion-" + host + ".json");
    const bool is_half_done = std::filesystem::exists(progress);
    if (is_half_done && !app::is_set_up(config.data)) {  // it was the only one, and only this file was left
        std::filesystem::remove(progress);
        std::cout << "The shop was gone already; the proof is in " << proof.string() << ".\n";
        return 0;
    }
    const app::Installation installation(config, clock);
    const auto shop = shop_at(installation.house(), host);
    if (!shop && !is_half_done) return refused(shop.error());
    if (!shop) {
        std::filesystem::remove(progress);
        std::cout << "The shop was gone already; the proof is in " << proof.string() << ".\n";
        return 0;
    }
    const auto done =
        registers::delete_shop(whole_shop(config, installation, *shop), progress, proof, config.data / "outbox");
    std::cout << done.text << "\nsignature " << done.signature << "\n"
              << done.public_key_pem << "The shop is deleted, and its keys are destroyed. The proof is in "
              << proof.string() << ".\n"
              << "Backups made before still hold it, unreadable once the backups of keys have expired.\n";
    return 0;
}

int show_record(const app::Config& config, const std::string& host, const std::string& language, bool json) {
    const SystemClock clock;
    const app::Installation installation(config, clock);
    const auto& house = installation.house();
    const auto shop = shop_of(house, host);
    if (!shop) return refused(shop.error());
    const auto ceiling = policy::parse(app::policy_texts().model);
    if (!ceiling) return refused(ceiling.error());
    const auto in_force = house.policies.of(*shop);
    const auto record = house.database.read(*shop, [&](store::Tx& tx) {
        return registers::processing_of(tx, house.shops.load(*shop), *in_force, *ceiling,
                                        store::column_notes(app::all_migrations()), from_code(language).value());
    });
    std::cout << (json ? http::write_json(registers::to_json(record)) + "\n" : registers::to_text(record));
    return 0;
}

void take_place(CLI::App& command, app::Config& config, std::string& host, bool needs_host) {
    take_data(command, config);
    auto* option = command.add_option("--host", host, "Host name of the shop");
    if (needs_host) option->required();
}

}  // namespace

void RegistersCommands::add_to(CLI::App& shop_command, CLI::App& policy_command, app::Config& config) {
    export_ = shop_command.add_subcommand("export", "Give a shop all that the program keeps of it, opened");
    take_place(*export_, config, host_, true);
    export_->add_option("--out", out_, "Folder to write to; made, and must be empty")->required();

    delete_ = shop_command.add_subcommand("delete", "Delete a shop whole, keys first; no server may run");
    take_place(*delete_, config, host_, true);
    delete_->add_option("--confirm", confirmed_, "The host name once more")->required();
    delete_->add_option("--proof", proof_, "File for the signed proof")->required();

    record_ = policy_command.add_subcommand("record", "Print the record of processing (GDPR 30) of a shop");
    take_place(*record_, config, host_, false);
    record_->add_option("--language", language_, "nl or en")->capture_default_str()->check(CLI::IsMember({"nl", "en"}));
    record_->add_flag("--json", json_, "For programs");
}

std::optional<int> RegistersCommands::run(const app::Config& config) const {
    if (export_->parsed()) return export_shop(config, host_, out_);
    if (record_->parsed()) return show_record(config, host_, language_, json_);
    if (!delete_->parsed()) return std::nullopt;
    if (confirmed_ != host_)
        return refused({ErrorCode::invalid, "not_confirmed",
                        "--confirm is not the same host name; nothing was deleted.", "confirm"});
    return end_shop(config, host_, proof_);
}

}  // namespace autojet::cli

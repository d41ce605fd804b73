#include "cli/command_line.hpp"

#include <iostream>

#include <CLI/CLI.hpp>

#include "app/server.hpp"
#include "cli/accounts_commands.hpp"
#include "cli/answers.hpp"
#include "cli/commands.hpp"
#include "cli/copies_commands.hpp"
#include "cli/policy_commands.hpp"
#include "cli/proof_commands.hpp"
#include "cli/registers_commands.hpp"

namespace autojet::cli {

int run(int count, char** arguments) {
    CLI::App program{"AutoJet: booking and customer system of a vehicle-service shop, under its privacy policy",
                     "autojet"};
    program.require_subcommand(1);
    app::Config config;
    std::string listen = "127.0.0.1:8080";
    std::string limits = "on";
    std::filesystem::path config_file;

    auto& init_command = *program.add_subcommand("init", "Set up AutoJet's shop in an empty data folder");
    take_data(init_command, config);

    auto& serve_command =
        *program.add_subcommand("serve", "Serve website, desk and JSON interface; sets up an empty folder first");
    take_data(serve_command, config);
    serve_command.add_option("--listen", listen, "ADDRESS:PORT")->capture_default_str();
    serve_command.add_option("--config", config_file, "Configuration file (docs/manual.md)")->check(CLI::ExistingFile);
    serve_command.add_option("--limits", limits, "Rate limits; off is for benchmarks, on loopback only")
        ->check(CLI::IsMember({"on", "off"}));

    Shop shop;
    std::string host;
    auto& shop_command = *program.add_subcommand("shop", "Shops of this installation")->require_subcommand(1);
    auto& shop_add = *shop_command.add_subcommand("add", "Add another shop, told apart by its host name");
    take_data(shop_add, config);
    shop_add.add_option("--host", host, "Host name under which the shop is reached")->required();
    shop_add.add_option("--url", shop.url, "Public address; default: where it listens");
    shop_add.add_option("--name", shop.name, "Trade name")->required();
    shop_add.add_option("--street", shop.street, "Street and number")->required();
    shop_add.add_option("--postcode", shop.postcode, "Postcode")->required();
    shop_add.add_option("--city", shop.city, "Town")->required();
    shop_add.add_option("--phone", shop.phone, "Phone number")->required();
    shop_add.add_option("--email", shop.email, "E-mail address")->required();
    shop_add.add_option("--kvk", shop.kvk, "Chamber of Commerce number")->required();
    shop_add.add_option("--vat", shop.vat, "VAT number; leave it out where there is none (KOR)");
    shop_add.add_flag("--whatsapp", shop.whatsapp, "The phone number can be reached through WhatsApp");

    NewStaff staff{.name = "", .email = "", .role = "mechanic", .language = "nl", .host = ""};
    auto& staff_command = *program.add_subcommand("staff", "People who work in the shop")->require_subcommand(1);
    auto& staff_add =
        *staff_command.add_subcommand("add", "Make an account and print the one-time link to set its password");
    take_data(staff_add, config);
    staff_add.add_option("--name", staff.name, "Name")->required();
    staff_add.add_option("--email", staff.email, "E-mail address to sign in with")->required();
    staff_add.add_option("--role", staff.role, "owner, desk, mechanic or bookkeeper")->capture_default_str();
    staff_add.add_option("--language", staff.language, "nl or en")->capture_default_str();
    staff_add.add_option("--host", staff.host, "Host name of the shop; default: the first shop");
    auto& staff_reset = *staff_command.add_subcommand(
        "reset", "Ask no code any more of who lost phone and recovery codes, and sign them out everywhere");
    take_data(staff_reset, config);
    staff_reset.add_option("--email", staff.email, "E-mail address to sign in with")->required();
    staff_reset.add_option("--host", staff.host, "Host name of the shop; default: the first shop");

    std::filesystem::path export_file;
    std::string import_host;
    auto& import_command = *program.add_subcommand("import", "Read in what a customer took along from another shop");
    take_data(import_command, config);
    import_command.add_option("--from", export_file, "File made at /me (policy R6)")
        ->required()
        ->check(CLI::ExistingFile);
    import_command.add_option("--host", import_host, "Host name of the shop; default: the first shop");

    std::int64_t bookings = 200;
    std::int64_t invoices = 200;
    std::uint64_t seed = 1;
    auto& demo_command =
        *program.add_subcommand("demo", "Fill the shop with invented people, their bookings and the work on them");
    take_data(demo_command, config);
    demo_command.add_option("--bookings", bookings, "How many")
        ->capture_default_str()
        ->check(CLI::Range(std::int64_t{0}, std::int64_t{2'000'000}));
    demo_command.add_option("--invoices", invoices, "How many finished works get an invoice, at most")
        ->capture_default_str()
        ->check(CLI::Range(std::int64_t{0}, std::int64_t{1'000'000}));
    demo_command.add_option("--seed", seed, "The same seed gives the same data")->capture_default_str();

    std::string language = "en";
    std::filesystem::path policy_folder;
    auto& policy_command =
        *program.add_subcommand("policy", "The privacy policy, which is the program's model")->require_subcommand(1);
    auto& policy_show = *policy_command.add_subcommand(
        "show", "Print the model: promises, categories, purposes, periods, recipients, cookies");
    policy_show.add_option("--language", language, "nl or en")
        ->capture_default_str()
        ->check(CLI::IsMember({"nl", "en"}));
    auto& policy_check =
        *policy_command.add_subcommand("check", "Check that the model is whole and no wider than what is published");
    policy_check.add_option("--policy", policy_folder, "Folder of a policy; default: the one inside the program")
        ->check(CLI::ExistingDirectory);

    bool as_json = false;
    auto& policy_prove = *policy_command.add_subcommand(
        "prove", "Look whether every promise of the policy is kept; exit status 1 when one is not");
    take_data(policy_prove, config);
    policy_prove.add_flag("--json", as_json, "As JSON, with the evidence");
    policy_prove.add_option("--host", host, "Host name of the shop; default: every shop");
    policy_prove.add_option("--language", language, "nl or en")
        ->capture_default_str()
        ->check(CLI::IsMember({"nl", "en"}));

    auto& ledger_command =
        *program.add_subcommand("ledger", "The ledger of who opened which data")->require_subcommand(1);
    auto& ledger_verify = *ledger_command.add_subcommand(
        "verify", "Walk the chain and its signed checkpoints; exit status 1 when somebody tampered with them");
    take_data(ledger_verify, config);

    PolicyQuestion question;
    auto& policy_versions = *policy_command.add_subcommand("versions", "List the versions that a shop has published");
    auto& policy_diff = *policy_command.add_subcommand("diff", "Say in plain words what one version changes");
    for (auto* command : {&policy_versions, &policy_diff}) {
        take_data(*command, config);
        command->add_option("--host", question.host, "Host name of the shop; default: the first shop");
    }
    policy_diff.add_option("--from", question.from, "A version; default: the one in force");
    policy_diff.add_option("--to", question.to, "A version, or draft; default: the draft, if there is one");
    policy_diff.add_option("--language", question.language, "nl or en")
        ->capture_default_str()
        ->check(CLI::IsMember({"nl", "en"}));
    RegistersCommands registers_commands;
    registers_commands.add_to(shop_command, policy_command, config);

    AccountsCommands accounts_commands;
    accounts_commands.add_to(program, config);

    CopiesOptions copies_options;
    const auto copies_commands = add_copies_commands(program, config, copies_options);

    auto& version_command = *program.add_subcommand("version", "Print the version");

    CLI11_PARSE(program, count, arguments);
    try {
        config.rate_limits = limits == "on";
        if (auto read = app::read_listen_address(listen, config); !read) return refused(read.error());
        if (!config_file.empty())
            if (auto read = app::read_config_file(config_file, config); !read) return refused(read.error());
        if (!config.data.empty())
            if (auto fine = app::complete(config); !fine) return refused(fine.error());

        if (init_command.parsed()) return init(config);
        if (serve_command.parsed()) return app::serve(config), 0;
        if (shop_add.parsed()) return shop.hosts = {host}, add_shop(config, shop);
        if (staff_add.parsed()) return add_staff(config, staff);
        if (staff_reset.parsed()) return reset_staff(config, staff.email, staff.host);
        if (import_command.parsed()) return import_export(config, export_file, import_host);
        if (demo_command.parsed()) return demo(config, bookings, invoices, seed);
        if (policy_show.parsed()) return show_policy(language);
        if (policy_versions.parsed()) return list_versions(config, question);
        if (policy_diff.parsed()) return show_difference(config, question);
        if (policy_check.parsed()) return check_policy(policy_folder);
        if (policy_prove.parsed()) return prove(config, {host, from_code(language).value(), as_json});
        if (ledger_verify.parsed()) return verify_ledgers(config);
        if (const auto status = registers_commands.run(config)) return *status;
        if (const auto status = accounts_commands.run(config)) return *status;

        if (const auto status = run_copies_command(copies_commands, config, copies_options)) return *status;
        if (version_command.parsed()) std::cout << "autojet " AUTOJET_VERSION "\n";
        return 0;
    } catch (const std::exception& error) {
        std::cerr << "autojet: " << error.what() << "\n";
        return 1;
    }
}

}  // namespace autojet::cli

#include "cli/accounts_commands.hpp"

#include <algorithm>
#include <fstream>
#include <iostream>
#include <span>

#include <CLI/CLI.hpp>

#include "accounts/invoices.hpp"
#include "app/installation.hpp"
#include "bookkeeping/csv.hpp"
#include "bookkeeping/xaf.hpp"
#include "cli/answers.hpp"
#include "store/files.hpp"

namespace autojet::cli {

namespace {

using accounts::Document;

constexpr std::size_t documents_at_once = 100;
constexpr int first_year = 1, last_year = 9999;

struct File {
    std::string name;
    std::string content;
};

// Opened for the accounts; each round is in the ledger before a file is written.
std::vector<File> open_some(const House& house, ShopId shop, std::span<const Document> some, const std::string& format,
                            std::optional<invoicing::Profile> profile) {
    const auto job = privacy::Actor::job("invoices export");
    policy::Openings openings;
    auto files = house.database.read(shop, [&](store::Tx& tx) {
        std::vector<File> opened;
        for (const auto& document : some) {
            const auto warrant = house.gate.warrant<policy::Purpose::legal_duty>(tx, job, {document.person}, openings);
            if (!warrant) continue;
            auto content = profile           ? accounts::load_ubl_as(tx, house.vault, document, *profile, *warrant)
                           : format == "ubl" ? accounts::load_ubl(tx, house.vault, document, *warrant)
                                             : accounts::open_content(tx, house.vault, document, *warrant);
            const std::string_view ending = format == "ubl" ? ".xml" : ".pdf";
            if (content) opened.push_back({accounts::file_name(document, ending), std::move(*content)});
        }
        return opened;
    });
    house.ledger.settle(shop, job, openings);
    return files;
}

Result<void> make_empty_folder(const std::filesystem::path& out) {
    std::error_code trouble;
    std::filesystem::create_directories(out, trouble);
    if (trouble || !std::filesystem::is_directory(out))
        return refuse(ErrorCode::conflict, "no_folder", "The folder cannot be made; nothing was written.", "out");
    if (!std::filesystem::is_empty(out))
        return refuse(ErrorCode::conflict, "not_empty", "The folder is not empty; nothing was written.", "out");
    return {};
}

// Takes away what was written when the rest could not be: a folder holds all of it, or nothing.
class Written {
public:
    explicit Written(std::filesystem::path folder) : folder_(std::move(folder)) {}
    ~Written() {
        std::error_code ignored;
        if (!whole_)
            for (const auto& name : names_)
                for (const std::string ending : {"", ".part"})
                    std::filesystem::remove(folder_ / (name + ending), ignored);
    }
    Written(const Written&) = delete;
    Written& operator=(const Written&) = delete;

    void write(const File& file) {
        names_.push_back(file.name);
        store::write_private(folder_ / file.name, file.content);
    }
    std::size_t keep() {
        whole_ = true;
        return names_.size();
    }

private:
    std::filesystem::path folder_;
    std::vector<std::string> names_;
    bool whole_ = false;
};

int export_invoices(const app::Config& config, const std::string& host, const std::string& format,
                    const std::filesystem::path& out, std::optional<int> year, const std::string& as) {
    if (const auto there = need_shop(config); !there) return refused(there.error());
    const auto profile = invoicing::find_profile(as);
    if (profile && format != "ubl")
        return refused(
            {ErrorCode::invalid, "profile_of_ubl", "Only UBL has profiles; nothing was written.", "profile"});
    const SystemClock clock;
    const app::Installation installation(config, clock);
    const auto& house = installation.house();
    const auto shop = shop_of(house, host);
    if (!shop) return refused(shop.error());
    const auto documents = house.database.read(*shop, [&](store::Tx& tx) {
        std::vector<Document> all;
        for (const auto each : accounts::years(tx))
            if (!year || *year == each)
                for (auto& document : accounts::of_year(tx, each)) all.push_back(std::move(document));
        return all;
    });
    if (year && documents.empty())
        return refused({ErrorCode::not_found, "no_such_year", "Nothing was issued in this year.", "year"});
    if (const auto made = make_empty_folder(out); !made) return refused(made.error());
    // Who asked for it: the provider of the system, for the shop (policy S3).
    (void)house.database.write(*shop, [&](store::Tx& tx) -> Result<void> {
        house.ledger.note(tx, accounts::invoices_exported);
        return {};
    });
    Written files(out);
    for (std::size_t first = 0; first < documents.size(); first += documents_at_once) {
        const auto some = std::span(documents).subspan(first, std::min(documents_at_once, documents.size() - first));
        for (const auto& file : open_some(house, *shop, some, format, profile)) files.write(file);
    }
    const auto written = files.keep();
    std::cout << written << " of " << documents.size() << " documents are in " << out.string() << ", in the open.\n";
    if (written < documents.size())
        std::cout << "The others were not drawn up here, or their data is only kept (policy R5)"
                  << (profile ? ", or they lack what this profile asks for.\n" : ".\n");
    return 0;
}

// A file that takes the place of an older one when all of it is there, and not before. What is no plain file (a pipe, a
// terminal) is written to as it comes.
class FileOfBooks {
public:
    explicit FileOfBooks(std::filesystem::path out) : out_(std::move(out)), part_(out_) {
        std::error_code none;
        const bool plain = std::filesystem::is_regular_file(out_, none) || !std::filesystem::exists(out_, none);
        if (plain) part_ += ".part";
        if (!std::filesystem::is_directory(out_, none)) file_.open(part_, std::ios::binary | std::ios::trunc);
    }
    ~FileOfBooks() {
        std::error_code none;
        if (part_ != out_ && !kept_) std::filesystem::remove(part_, none);
    }
    FileOfBooks(const FileOfBooks&) = delete;
    FileOfBooks& operator=(const FileOfBooks&) = delete;

    [[nodiscard]] bool is_open() const { return file_.is_open(); }
    void add(std::string_view piece) { file_ << piece; }
    void keep() {
        file_.close();
        if (!file_) throw Broken("the file cannot be written");
        if (part_ != out_) std::filesystem::rename(part_, out_);
        kept_ = true;
    }

private:
    std::filesystem::path out_, part_;
    std::ofstream file_;
    bool kept_ = false;
};

// No names stand in the books: numbers of documents alone.
int export_books(const app::Config& config, const std::string& host, const std::string& format, int year,
                 const std::filesystem::path& out) {
    if (const auto there = need_shop(config); !there) return refused(there.error());
    const SystemClock clock;
    const app::Installation installation(config, clock);
    const auto& house = installation.house();
    const auto shop = shop_of(house, host);
    if (!shop) return refused(shop.error());
    const auto& of = house.shops.load(*shop);
    const auto has_year =
        house.database.read(*shop, [&](store::Tx& tx) { return std::ranges::count(bookkeeping::years(tx), year) > 0; });
    if (!has_year) return refused({ErrorCode::not_found, "no_such_year", "Nothing was booked in this year.", "year"});
    FileOfBooks file(out);
    if (!file.is_open())
        return refused({ErrorCode::conflict, "no_file", "The file cannot be written; nothing was changed.", "out"});
    const auto sink = [&](std::string_view piece) { file.add(piece); };
    house.database.read(*shop, [&](store::Tx& tx) {
        const auto today = date_of(house.shops.zone(*shop).to_local(tx.now()));
        if (format == "csv")
            bookkeeping::write_csv(tx, year, Language::nl, sink);
        else
            bookkeeping::write_xaf(tx, {of, year, today, AUTOJET_VERSION}, sink);
        return true;
    });
    file.keep();
    std::cout << "The books of " << year << " are in " << out.string() << ".\n";
    return 0;
}

}  // namespace

void AccountsCommands::add_to(CLI::App& program, app::Config& config) {
    auto& invoices = *program.add_subcommand("invoices", "Invoices and credit notes")->require_subcommand(1);
    export_ = invoices.add_subcommand("export", "Write what was issued to a folder, opened; the ledger says so");
    take_data(*export_, config);
    export_->add_option("--host", host_, "Host name of the shop; default: the first shop");
    export_->add_option("--format", format_, "ubl or pdf")->required()->check(CLI::IsMember({"ubl", "pdf"}));
    export_->add_option("--out", out_, "Folder to write to; made, and must be empty")->required();
    std::vector<std::string> profiles;
    for (const auto profile : invoicing::all_profiles) profiles.emplace_back(code(profile));
    export_->add_option("--profile", profile_, "UBL as core, nlcius or peppol says it; default: as it was issued")
        ->check(CLI::IsMember(profiles));
    const CLI::Range years(first_year, last_year);
    export_->add_option("--year", year_, "Financial year; default: all")->check(years);

    auto& books = *program.add_subcommand("accounts", "The books")->require_subcommand(1);
    books_ = books.add_subcommand("export", "Write the books of a year: for the tax authority, or for the bookkeeper");
    take_data(*books_, config);
    books_->add_option("--host", host_, "Host name of the shop; default: the first shop");
    books_->add_option("--format", format_, "xaf (XML Auditfile Financieel 3.2) or csv")
        ->required()
        ->check(CLI::IsMember({"xaf", "csv"}));
    books_->add_option("--year", year_, "Financial year")->required()->check(years);
    books_->add_option("--out", out_, "File to write to")->required();
}

std::optional<int> AccountsCommands::run(const app::Config& config) const {
    if (books_->parsed()) return export_books(config, host_, format_, *year_, out_);
    if (!export_->parsed()) return std::nullopt;
    return export_invoices(config, host_, format_, out_, year_, profile_);
}

}  // namespace autojet::cli

// A shop as a whole (policy S3, GDPR 28(3)(g)): given back to it, with everything sealed opened; and deleted at the end
// of its contract, with a proof that anybody can check.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "privacy/key_store.hpp"
#include "shop/house.hpp"
#include "store/migrate.hpp"

namespace autojet::registers {

struct WholeShop {
    const House& house;
    privacy::KeyStore& keys;
    std::filesystem::path database;  // the file
    std::vector<store::ColumnNote> notes;
    ShopId shop;
};

struct ExportSummary {
    std::map<std::string, std::int64_t> rows;  // by table
    std::int64_t unopened = 0;                 // sealed values whose keys are gone
};

// Writes into the folder, for its owner alone: TABLE.jsonl with a line for each row, the versions of the policy, and
// manifest.json with the digests of these files, signed by the shop. Passwords and sessions stay out. Refused with
// `not_empty` when something is in the folder. The ledger has it first.
Result<ExportSummary> export_shop(const WholeShop& whole, const std::filesystem::path& out);

// What `b2sum -l 256`, or openssl with the printed key, checks: the bytes that are signed are
// "shop deletion\n" and `text`.
struct DeletionProof {
    std::string text;  // JSON: who, when, how many rows of each table
    std::string signature;
    std::string public_key_pem;
};

// Destroys every key of the shop, then every row, writes the proof, and last of all destroys the key that signed it and
// forgets the shop's names. Whatever moment it is killed at, running it again ends it, and the proof counts what was
// there at the beginning. Other shops are not touched. Nobody else may use the data meanwhile. `progress` is a file
// that it keeps until it is done.
DeletionProof delete_shop(const WholeShop& whole, const std::filesystem::path& progress,
                          const std::filesystem::path& proof_file, const std::filesystem::path& mail_folder);

}  // namespace autojet::registers

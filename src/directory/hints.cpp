#include "directory/hints.hpp"

#include <algorithm>
#include <bit>

namespace autojet::directory {

namespace {

// Looked through in tens of microseconds; more are put to the bulk.
constexpr std::size_t most_recent = 4096;
// Of forty digests or so that a record has.
constexpr std::size_t buckets_for_a_record = 2;
constexpr unsigned fewest_bits = 8, most_bits = 20;

// So that a place is told from the one before, from 1 on.
constexpr std::size_t packed_size(std::uint32_t difference) {
    std::size_t size = 1;
    for (; difference >= 0x80; difference >>= 7U) ++size;
    return size;
}

void pack(std::uint8_t*& at, std::uint32_t difference) {
    for (; difference >= 0x80; difference >>= 7U) *at++ = static_cast<std::uint8_t>(difference | 0x80U);
    *at++ = static_cast<std::uint8_t>(difference);
}

template <class T>
void give_back(std::vector<T>& memory) {
    std::vector<T>().swap(memory);
}

}  // namespace

void Hints::follow(store::Tx& tx, privacy::Vault& vault) {
    customers::WordRows rows(tx, vault);
    const auto newest = rows.newest_revision();
    {
        const std::shared_lock lock(mutex_);
        if (revision_ >= newest) return;
    }
    const std::unique_lock lock(mutex_);
    if (revision_ >= newest) return;
    if (revision_ < 0 || recent_.size() > most_recent)
        build(rows);
    else
        rows.since(revision_, [&](PersonId person, const auto& digests) { add(person, digests); });
    revision_ = newest;
}

// Reads the rows twice: once to know how long each bucket becomes, once to fill it. So there is never more memory in
// use than what stays.
void Hints::build(customers::WordRows& rows) {
    give_back(packed_);
    give_back(recent_);
    give_back(recent_digests_);
    give_back(persons_);
    const auto in_all = static_cast<std::size_t>(rows.count());
    persons_.reserve(in_all);
    bucket_bits_ =
        std::clamp(static_cast<unsigned>(std::bit_width(in_all * buckets_for_a_record)), fewest_bits, most_bits);
    const std::size_t buckets = std::size_t{1} << bucket_bits_;

    starts_.assign(buckets + 1, 0);
    std::vector<Place> last(buckets, 0);
    const auto each_difference = [&](const auto& visit) {
        std::ranges::fill(last, 0);
        Place place = 0;
        rows.all([&](PersonId person, const auto& digests) {
            if (persons_.size() == place) persons_.push_back(person);
            ++place;
            for (const auto digest : digests) {
                auto& before = last[bucket_of(digest)];
                if (before != place) visit(bucket_of(digest), place - before);
                before = place;
            }
        });
    };
    each_difference([&](std::size_t bucket, Place difference) {
        starts_[bucket + 1] += static_cast<std::uint32_t>(packed_size(difference));
    });
    for (std::size_t bucket = 0; bucket < buckets; ++bucket) starts_[bucket + 1] += starts_[bucket];
    packed_.resize(starts_[buckets]);
    std::vector<std::uint32_t> ends(starts_.begin(), starts_.end() - 1);
    each_difference([&](std::size_t bucket, Place difference) {
        auto* const from = packed_.data() + ends[bucket];
        auto* at = from;
        pack(at, difference);
        ends[bucket] += static_cast<std::uint32_t>(at - from);
    });
}

void Hints::add(PersonId person, const std::vector<WordDigest>& digests) {
    recent_digests_.insert(recent_digests_.end(), digests.begin(), digests.end());
    recent_.push_back({person, recent_digests_.size()});
}

void Hints::places_in(std::size_t bucket, std::vector<Place>& places) const {
    Place place = 0;
    for (auto at = starts_[bucket]; at < starts_[bucket + 1];) {
        std::uint32_t difference = 0;
        for (unsigned shift = 0;; shift += 7U) {
            const std::uint32_t byte = packed_[at++];
            difference |= (byte & 0x7FU) << shift;
            if (byte < 0x80U) break;
        }
        place += difference;
        places.push_back(place - 1);
    }
}

std::vector<Hints::Place> Hints::places_of(const DigestTerm& term) const {
    std::vector<Place> places;
    for (const auto digest : term) places_in(bucket_of(digest), places);
    if (term.size() > 1) {
        std::ranges::sort(places);
        const auto [first, last] = std::ranges::unique(places);
        places.erase(first, last);
    }
    return places;
}

void Hints::add_recent(const DigestReading& reading, std::vector<PersonId>& found) const {
    std::size_t begin = 0;
    for (const auto& recent : recent_) {
        const auto from = recent_digests_.begin() + static_cast<std::ptrdiff_t>(begin);
        const auto to = recent_digests_.begin() + static_cast<std::ptrdiff_t>(recent.end);
        begin = recent.end;
        if (std::ranges::all_of(reading, [&](const DigestTerm& term) {
                return std::ranges::any_of(term, [&](WordDigest digest) { return std::find(from, to, digest) != to; });
            }))
            found.push_back(recent.person);
    }
}

std::vector<PersonId> Hints::of(const std::vector<DigestReading>& readings) const {
    const std::shared_lock lock(mutex_);
    std::vector<PersonId> found;
    for (const auto& reading : readings) {
        add_recent(reading, found);
        if (starts_.empty() || reading.empty()) continue;
        auto places = places_of(reading.front());
        for (std::size_t n = 1; n < reading.size() && !places.empty(); ++n) {
            std::vector<Place> both;
            std::ranges::set_intersection(places, places_of(reading[n]), std::back_inserter(both));
            places = std::move(both);
        }
        for (const auto place : places) found.push_back(persons_[place]);
    }
    std::ranges::sort(found, std::ranges::greater{});
    const auto [first, last] = std::ranges::unique(found);
    found.erase(first, last);
    return found;
}

std::size_t Hints::bytes() const {
    const std::shared_lock lock(mutex_);
    return packed_.capacity() + starts_.capacity() * sizeof(starts_[0]) + persons_.capacity() * sizeof(PersonId) +
           recent_.capacity() * sizeof(Recent) + recent_digests_.capacity() * sizeof(WordDigest);
}

}  // namespace autojet::directory

#include "privacy/seal.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

namespace autojet::privacy {
namespace {

std::string_view view(const store::Bytes& bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

RC_GTEST_PROP(Seal, opens_to_what_was_put_in, (const std::string& plain, const std::string& context)) {
    const Key key = random_key();
    RC_ASSERT(open_sealed(key, seal(key, plain, context), context) == plain);
}

RC_GTEST_PROP(Seal, does_not_open_when_any_bit_has_changed, (const std::string& plain)) {
    const Key key = random_key();
    auto sealed = seal(key, plain, "person.name");
    const auto at = *rc::gen::inRange<std::size_t>(0, sealed.size());
    sealed[at] ^= std::byte{1} << *rc::gen::inRange(0, 8);
    RC_ASSERT(!open_sealed(key, sealed, "person.name"));
}

RC_GTEST_PROP(Seal, does_not_open_when_it_was_cut_or_grew, (const std::string& plain)) {
    const Key key = random_key();
    const auto sealed = seal(key, plain, "");
    const auto length = *rc::gen::inRange<std::size_t>(0, sealed.size());
    RC_ASSERT(!open_sealed(key, store::BytesView{sealed}.first(length), ""));
    auto longer = sealed;
    longer.push_back(std::byte{0});
    RC_ASSERT(!open_sealed(key, longer, ""));
}

RC_GTEST_PROP(Seal, does_not_open_with_another_key_or_in_another_place, (const std::string& plain)) {
    const Key key = random_key();
    const auto sealed = seal(key, plain, "person.name");
    RC_ASSERT(!open_sealed(random_key(), sealed, "person.name"));
    RC_ASSERT(!open_sealed(key, sealed, "person.email"));
    RC_ASSERT(!open_sealed(key, sealed, ""));
}

TEST(Seal, hides_what_it_holds_and_whether_two_hold_the_same) {
    const Key key = random_key();
    const std::string name = "Ada Lovelace";
    const auto first = seal(key, name, "person.name");
    const auto second = seal(key, name, "person.name");
    EXPECT_NE(first, second);
    EXPECT_EQ(view(first).find("Ada"), std::string_view::npos);
}

RC_GTEST_PROP(KeyedDigest, is_the_same_for_the_same_key_and_words_alone, (const std::string& message)) {
    const Key key = random_key();
    RC_ASSERT(keyed_digest(key, message) == keyed_digest(key, message));
    RC_ASSERT(keyed_digest(key, message).size() == 32u);
    RC_ASSERT(keyed_digest(random_key(), message) != keyed_digest(key, message));
    RC_ASSERT(keyed_digest(key, message + "x") != keyed_digest(key, message));
}

TEST(DerivedKey, is_another_for_each_use) {
    const Key key = random_key();
    EXPECT_EQ(derive_key(key, "ledger"), derive_key(key, "ledger"));
    EXPECT_NE(derive_key(key, "ledger"), derive_key(key, "links"));
    EXPECT_NE(derive_key(key, "ledger"), key);
}

RC_GTEST_PROP(SameBytes, are_bytes_that_are_equal,
              (const std::vector<std::uint8_t>& left, const std::vector<std::uint8_t>& right)) {
    const auto bytes = [](const auto& octets) { return std::as_bytes(std::span(octets)); };
    RC_ASSERT(same_bytes(bytes(left), bytes(right)) == (left == right));
    RC_ASSERT(same_bytes(bytes(left), bytes(left)));
}

TEST(Wipe, leaves_zeros) {
    Key key = random_key();
    wipe(key);
    EXPECT_TRUE(std::ranges::all_of(key, [](unsigned char octet) { return octet == 0; }));
}

}  // namespace
}  // namespace autojet::privacy

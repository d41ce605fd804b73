#include "http/router.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace autojet::http {

namespace {

Router desk_routes() {
    const Handler handler = [](Request&) { return text(""); };
    Router router;
    router.add(Method::get, "/", handler);
    router.add(Method::get, "/nl/", handler);
    router.add(Method::get, "/desk/bookings/{reference}", handler);
    router.add(Method::get, "/desk/bookings/new", handler);
    router.add(Method::post, "/desk/bookings/{booking}/cancellation", handler);
    router.add(Method::get, "/desk/bookings/{reference}/{part}", handler);
    return router;
}

std::string pattern_of(const Router& router, Method method, std::string_view path) {
    Parameters parameters;
    const auto match = router.find(method, path, parameters);
    if (match.malformed) return "malformed";
    return match.route != nullptr ? match.route->pattern : match.allow;
}

}  // namespace

TEST(Router, a_fixed_segment_wins_over_a_parameter) {
    const auto router = desk_routes();
    EXPECT_EQ(pattern_of(router, Method::get, "/desk/bookings/new"), "/desk/bookings/new");
    EXPECT_EQ(pattern_of(router, Method::get, "/desk/bookings/newer"), "/desk/bookings/{reference}");
    EXPECT_EQ(pattern_of(router, Method::get, "/desk/bookings/new/x"), "/desk/bookings/{reference}/{part}");
}

TEST(Router, each_method_has_its_own_names_for_parameters) {
    const auto router = desk_routes();
    Parameters parameters;
    ASSERT_NE(router.find(Method::post, "/desk/bookings/A%201/cancellation", parameters).route, nullptr);
    EXPECT_EQ(parameters.at("booking"), "A 1");
    EXPECT_THROW(parameters.at("reference"), Broken);
}

TEST(Router, slashes_count_and_parameters_are_not_empty) {
    const auto router = desk_routes();
    EXPECT_EQ(pattern_of(router, Method::get, "/nl/"), "/nl/");
    EXPECT_EQ(pattern_of(router, Method::get, "/nl"), "");
    EXPECT_EQ(pattern_of(router, Method::get, "//"), "");
    EXPECT_EQ(pattern_of(router, Method::get, "/desk/bookings/"), "");
    EXPECT_EQ(pattern_of(router, Method::get, "/desk/bookings"), "");
}

TEST(Router, tells_which_methods_there_are) {
    const auto router = desk_routes();
    EXPECT_EQ(pattern_of(router, Method::head, "/"), "/");
    EXPECT_EQ(pattern_of(router, Method::post, "/"), "GET, HEAD, OPTIONS");
    EXPECT_EQ(pattern_of(router, Method::other, "/desk/bookings/new"), "GET, HEAD, OPTIONS");
}

TEST(Router, refuses_two_routes_of_one_pattern) {
    auto router = desk_routes();
    EXPECT_THROW(router.add(Method::get, "/desk/bookings/{other}", [](Request&) { return text(""); }), Broken);
    EXPECT_THROW(router.add(Method::get, "desk", [](Request&) { return text(""); }), Broken);
}

RC_GTEST_PROP(Router, no_path_breaks_it, (const std::string& text)) {
    static const auto router = desk_routes();
    Parameters parameters;
    (void)router.find(Method::get, text, parameters);
    (void)router.find(Method::get, "/desk/" + text, parameters);
}

}  // namespace autojet::http

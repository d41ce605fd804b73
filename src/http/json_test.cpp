#include "http/json.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "http/response.hpp"

namespace autojet::http {

TEST(Json, gathers_every_error_with_its_field) {
    const auto document = parse_json(
        R"({"service":"wash","start":5,"count":12,"far":1e30,"big":18446744073709551615,"customer":{"name":"Adaaaa","email":null},"vehicle":[]})");
    ASSERT_TRUE(document);
    Errors errors;
    JsonFields fields{*document, errors};
    EXPECT_EQ(fields.text("service", 10), "wash");
    EXPECT_EQ(fields.integer("count", 1, 20), 12);
    EXPECT_FALSE(fields.find_text("message", 10));
    EXPECT_TRUE(errors.empty());

    fields.text("start", 10);
    fields.integer("count", 1, 5);
    fields.integer("far", 1, 5);
    fields.integer("big", 1, 5);
    auto customer = fields.object("customer");
    customer.text("name", 5);
    customer.text("email", 5);
    fields.object("vehicle").text("plate", 5);
    fields.object("place").find_text("street", 5);
    std::string told;
    for (const auto& error : errors) told += error.field + " " + error.reason + "\n";
    EXPECT_EQ(told,
              "start wrong_type\ncount out_of_range\nfar wrong_type\nbig out_of_range\ncustomer.name too_long\n"
              "customer.email required\nvehicle wrong_type\nvehicle.plate required\nplace required\n");
}

TEST(Json, refuses_what_is_ambiguous_or_too_much) {
    const auto reason = [](std::string_view text) { return parse_json(text).error().reason; };
    EXPECT_EQ(reason(""), "malformed_json");
    EXPECT_EQ(reason("{"), "malformed_json");
    EXPECT_EQ(reason("{} {}"), "malformed_json");
    EXPECT_EQ(reason("[]"), "not_an_object");
    EXPECT_EQ(reason("\"x\""), "not_an_object");
    EXPECT_EQ(reason("{\"a\":\"\xff\"}"), "malformed_json");
    EXPECT_EQ(reason(R"({"a":1,"a":2})"), "malformed_json");
    EXPECT_EQ(reason(R"({"a":{"b":1,"b":{"c":2}}})"), "malformed_json");
    EXPECT_EQ(reason(R"({"a":1,"\u0061":2})"), "malformed_json");
    EXPECT_EQ(reason("{\"a\":" + std::string(100, '[') + std::string(100, ']') + "}"), "malformed_json");
    EXPECT_EQ(reason("{\"a\":\"" + std::string(70'000, 'a') + "\"}"), "document_too_large");
    EXPECT_TRUE(parse_json(R"({"a":"x:\":y","b\\":{"c":[{"d":1},{"d":2}]}})"));
}

RC_GTEST_PROP(Json, no_input_breaks_it, (const std::string& text)) {
    (void)parse_json(text);
    (void)parse_json("{\"a\":" + text + "}");
}

RC_GTEST_PROP(Json, text_survives_writing_and_reading, (const std::vector<std::uint8_t>& letters)) {
    std::string text;
    for (const auto letter : letters) text += static_cast<char>(letter % 128);
    const auto document = parse_json(write_json(JsonObject{{"a", text}}));
    RC_ASSERT(document.has_value());
    RC_ASSERT(std::string{document->at("a").as_string()} == text);
}

TEST(Problem, is_a_document_of_rfc_9457) {
    const auto answer = problem(422, "invalid_booking", "Please check", "Two fields are wrong.",
                                {{ErrorCode::invalid, "required", "This is needed.", "customer.name"}});
    EXPECT_EQ(answer.status, 422);
    EXPECT_EQ(answer.headers.get("content-type"), "application/problem+json");
    EXPECT_EQ(std::get<std::string>(answer.body),
              R"({"type":"urn:autojet:problem:invalid_booking","title":"Please check","status":422,)"
              R"("detail":"Two fields are wrong.","code":"invalid_booking",)"
              R"("errors":[{"field":"customer.name","code":"required","message":"This is needed."}]})");
    EXPECT_EQ(problem({ErrorCode::conflict, "slot_taken", "This time is taken.", "start"}).status, 409);
}

}  // namespace autojet::http

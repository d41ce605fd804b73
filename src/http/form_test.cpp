#include "http/form.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "http/percent.hpp"
#include "http/query.hpp"

namespace autojet::http {

namespace {

using Fields = std::vector<std::pair<std::string, std::string>>;

// Splits the text at random places and feeds the pieces.
Result<void> feed_in_pieces(MultipartReader& reader, std::string_view text) {
    while (!text.empty()) {
        const auto size = *rc::gen::inRange<std::size_t>(1, std::min<std::size_t>(text.size(), 40) + 1);
        if (auto fed = reader.feed(text.substr(0, size)); !fed) return fed;
        text.remove_prefix(size);
    }
    return reader.finish();
}

Fields fields_of(const Form& form) {
    Fields fields;
    for (const auto& field : form.fields()) fields.emplace_back(field.name, field.value);
    return fields;
}

}  // namespace

RC_GTEST_PROP(Percent, decoding_undoes_encoding, (const std::string& text)) {
    RC_ASSERT(decode_percent(encode_percent(text)) == text);
}

RC_GTEST_PROP(Percent, no_input_breaks_the_parsers, (const std::string& text)) {
    (void)decode_percent(text, Plus::is_space);
    (void)Query::parse(text);
    (void)Form::parse(text);
    (void)multipart_boundary(text);
    (void)multipart_boundary("multipart/form-data;" + text);
    MultipartReader reader{"b", {}};
    (void)reader.feed("--b\r\n" + text);
    (void)reader.finish();
}

TEST(Percent, refuses_half_an_escape) {
    for (const auto* text : {"%", "%4", "%4g", "%g4", "a%"}) EXPECT_FALSE(decode_percent(text)) << text;
    EXPECT_EQ(decode_percent("a+b%2B"), "a+b+");
    EXPECT_EQ(decode_percent("a+b%2B", Plus::is_space), "a b+");
}

RC_GTEST_PROP(Form, reads_what_a_browser_writes, (const Fields& fields)) {
    RC_PRE(fields.size() <= Form::max_fields);
    std::string body;
    Fields expected;
    for (const auto& [name, value] : fields) {
        if (!body.empty()) body += '&';
        body += encode_percent(name) + "=" + encode_percent(value);
        expected.emplace_back(name, value);
    }
    const auto form = Form::parse(body);
    RC_ASSERT(form.has_value());
    RC_ASSERT(fields_of(*form) == expected);
}

TEST(Form, keeps_invalid_utf8_and_says_so) {
    const auto form = Form::parse("name=Ada&message=%C3%28");
    ASSERT_TRUE(form);
    EXPECT_FALSE(form->valid_utf8());
    EXPECT_TRUE(form->valid_utf8("name"));
    EXPECT_FALSE(form->valid_utf8("message"));
    EXPECT_EQ(form->text("message"), "\xC3\x28");
    EXPECT_EQ(form->text("nothing"), "");
}

TEST(Form, of_five_hundred_lines_is_read_and_one_without_end_is_refused) {
    std::string body;
    for (std::size_t i = 0; i < Form::max_fields; ++i) body += "quantity" + std::to_string(i) + "=1&";
    const auto form = Form::parse(body);
    ASSERT_TRUE(form);
    EXPECT_EQ(form->fields().size(), Form::max_fields);
    EXPECT_EQ(form->text("quantity501"), "1");
    EXPECT_EQ(Form::parse(body + "one=more").error().reason, "too_many_fields");
}

TEST(Form, gives_the_first_value_and_all_values) {
    const auto form = Form::parse("size=small&size=large&&flag");
    ASSERT_TRUE(form);
    EXPECT_EQ(form->text("size"), "small");
    EXPECT_EQ(form->all("size").size(), 2u);
    EXPECT_TRUE(form->has("flag"));
}

RC_GTEST_PROP(Multipart, reads_any_text_in_any_pieces, (const std::vector<std::string>& values)) {
    RC_PRE(values.size() <= Form::max_fields);
    std::string body;
    Fields expected;
    for (std::size_t i = 0; i < values.size(); ++i) {
        RC_PRE(values[i].find("--bound") == std::string::npos);
        const auto name = "f" + std::to_string(i);
        body += "--bound\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + values[i] + "\r\n";
        expected.emplace_back(name, values[i]);
    }
    body += "--bound--\r\n";
    MultipartReader reader{"bound", {}};
    RC_ASSERT(feed_in_pieces(reader, body).has_value());
    RC_ASSERT(fields_of(reader.take_form()) == expected);
}

RC_GTEST_PROP(Multipart, survives_damage, ()) {
    std::string body =
        "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n"
        "--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"y\"\r\nContent-Type: "
        "image/png\r\n\r\nzz\r\n--b--\r\n";
    for (int i = *rc::gen::inRange(1, 6); i > 0; --i)
        body[*rc::gen::inRange<std::size_t>(0, body.size())] =
            *rc::gen::elementOf(std::string{"\r\n-b\":;=\\ a\0", 12});
    MultipartLimits limits;
    limits.max_files = 1;
    limits.spool_folder = "/tmp";
    MultipartReader reader{"b", limits};
    if (!feed_in_pieces(reader, body)) return;
    const auto form = reader.take_form();
    for (const auto& field : form.fields()) RC_ASSERT(field.value.size() < body.size());
}

TEST(Multipart, has_limits_for_text_and_fields) {
    MultipartLimits limits;
    limits.text_limit = 10;
    MultipartReader long_text{"b", limits};
    const auto refused =
        long_text.feed("--b\r\nContent-Disposition: form-data; name=a\r\n\r\n" + std::string(50, 'x') + "\r\n--b--");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().reason, "form_too_large");

    MultipartReader many{"b", {}};
    std::string body;
    for (std::size_t i = 0; i <= Form::max_fields; ++i)
        body += "--b\r\nContent-Disposition: form-data; name=a\r\n\r\nx\r\n";
    EXPECT_EQ(many.feed(body).error().reason, "too_many_fields");

    MultipartReader endless_head{"b", {}};
    EXPECT_EQ(endless_head.feed("--b\r\n" + std::string(10'000, 'x')).error().reason, "malformed_form");
}

TEST(Multipart, unexpected_files_are_refused_and_empty_ones_overlooked) {
    const std::string head = "--b\r\nContent-Disposition: form-data; name=\"f\"; filename=";
    MultipartReader with_file{"b", {}};
    EXPECT_EQ(with_file.feed(head + "\"x\"\r\n\r\ny\r\n--b--").error().reason, "too_many_files");
    MultipartReader empty{"b", {}};
    EXPECT_TRUE(empty.feed(head + "\"\"\r\n\r\n\r\n--b--"));
    EXPECT_TRUE(empty.finish());
    const auto form = empty.take_form();
    EXPECT_TRUE(form.fields().empty());
}

TEST(Multipart, finds_the_boundary_when_it_is_legal) {
    EXPECT_EQ(multipart_boundary("multipart/form-data; boundary=abc"), "abc");
    EXPECT_EQ(multipart_boundary("Multipart/Form-Data; charset=utf-8; boundary=\"a b:c\""), "a b:c");
    EXPECT_FALSE(multipart_boundary("multipart/form-data"));
    EXPECT_FALSE(multipart_boundary("multipart/form-data; boundary="));
    EXPECT_FALSE(multipart_boundary("multipart/form-data; boundary=\"a\rb\""));
    EXPECT_FALSE(multipart_boundary("multipart/form-data; boundary=" + std::string(71, 'a')));
    EXPECT_FALSE(multipart_boundary("multipart/mixed; boundary=abc"));
}

}  // namespace autojet::http

#include "server/pages/join/join_form.hpp"

#include "server/store/memory_store.hpp"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

namespace starfish {
namespace join_form_test {

constexpr std::string_view whole =
    "offer=3&quantity=2&tolerance=0&name=%E6%9D%8E%E8%8A%B3&phone=139+0000+1111&pickup=4"
    "&note=%E6%94%BE%E9%97%A8%E5%8D%AB&key=0123456789abcdef0123456789abcdef";

std::expected<Submission, std::vector<Refusal>> read(std::string_view body) {
    static const auto store = open_memory_store();
    static const Secrets secrets(*store);
    const auto form = read_form(body);
    REQUIRE(form);
    return read_join(secrets, *form, {7});
}

// `whole` with another value in one field.
std::string with(std::string_view field, std::string_view value) {
    std::string body{whole};
    const std::string name = std::string(field) + "=";
    const std::size_t at = body.find(name) + name.size();
    const std::size_t end = std::min(body.find('&', at), body.size());
    return body.replace(at, end - at, value);
}

// "code at field, code at field"
std::string problems(std::string_view body) {
    const auto refused = read(body);
    if (refused) return "none";
    std::string text;
    for (const Refusal& refusal : refused.error()) {
        if (!text.empty()) text += ", ";
        ((text += refusal.code) += " at ") += refusal.field;
    }
    return text;
}

TEST_CASE("join form: a valid form becomes a command of the consumer") {
    const auto submission = read(whole);
    REQUIRE(submission);
    const auto& join = std::get<groupbuy::Join>(std::get<groupbuy::Command>(submission->command));
    CHECK(join.groupbuy == Id<groupbuy::GroupBuy>{7});
    CHECK(join.offer == Id<catalog::Offer>{3});
    CHECK(join.quantity == Units{2});
    CHECK(join.tolerance == Units{0});
    CHECK(join.pickup == Id<community::PickupPoint>{4});
    CHECK(submission->command_id == "0123456789abcdef0123456789abcdef");
    CHECK(submission->note == "放门卫");
    REQUIRE(submission->profile);
    CHECK(submission->profile->name == "李芳");
    CHECK(submission->profile->phone == "13900001111");
    CHECK(submission->actor == Actor{Role::consumer, submission->profile->consumer.value});
}

TEST_CASE("join form: every problem at once, in the order of the page") {
    CHECK(problems("") ==
          "profile.name at name, profile.phone at phone, groupbuy.pickup at pickup, "
          "groupbuy.quantity at quantity, groupbuy.offer at offer, page.key at key");
}

TEST_CASE("join form: a table of bad values") {
    CHECK(problems(with("quantity", "-1")) == "groupbuy.quantity at quantity");
    CHECK(problems(with("quantity", "1.5")) == "groupbuy.quantity at quantity");
    CHECK(problems(with("quantity", "99999999999")) == "groupbuy.quantity at quantity");
    CHECK(problems(with("quantity", "0x2")) == "groupbuy.quantity at quantity");
    CHECK(problems(with("quantity", "")) == "groupbuy.quantity at quantity");
    CHECK(problems(with("quantity", "+2+")) == "none");        // blanks around the number
    CHECK(problems(with("quantity", "%EF%BC%92")) == "none");  // ２, from a Chinese keyboard
    CHECK(problems(with("quantity", "%EF%BC%8D%EF%BC%92")) == "groupbuy.quantity at quantity");
    CHECK(problems(with("tolerance", "x")) == "groupbuy.tolerance at tolerance");
    CHECK(problems(with("pickup", "near")) == "groupbuy.pickup at pickup");
    CHECK(problems(with("name", "%FF%FE")) == "text.not_utf8 at name");
    CHECK(problems(with("name", "a%00b")) == "text.control_character at name");
    CHECK(problems(with("name", "12345678901234567890x")) == "text.too_long at name");
    CHECK(problems(with("phone", "12")) == "profile.phone at phone");
    CHECK(problems(with("note", std::string(101, 'x'))) == "text.too_long at note");
    CHECK(problems(with("note", "%3Dcmd()")) == "none");  // a formula is plain text
    CHECK(problems(with("key", "short")) == "page.key at key");
    CHECK(problems(with("key", "has+space+in+it")) == "page.key at key");
    CHECK(problems(with("key", "close-1-1580808600000")) == "page.key at key");
}

TEST_CASE("join form: full-width digits are the number they show") {
    const auto form = read_form(with("quantity", "%E3%80%801%EF%BC%92+"));
    REQUIRE(form);
    CHECK(typed_join(*form).quantity == "12");  // a number input could not show full-width digits
    const auto submission = read(with("quantity", "%E3%80%801%EF%BC%92+"));
    REQUIRE(submission);
    const auto& join = std::get<groupbuy::Join>(std::get<groupbuy::Command>(submission->command));
    CHECK(join.quantity == Units{12});
}

TEST_CASE("join form: invalid UTF-8 comes back empty, other fields as typed") {
    const auto form = read_form(with("name", "%FF") + "&other=1");
    REQUIRE(form);
    const TypedJoin typed = typed_join(*form);
    CHECK(typed.name.empty());
    CHECK(typed.phone == "139 0000 1111");
    CHECK(typed.note == "放门卫");
}

TEST_CASE("join form: the waitlist is asked for by 1, and by nothing else") {
    const auto waits = [](std::string_view more) {
        const auto submission = read(std::string(whole).append(more));
        REQUIRE(submission);
        return std::get<groupbuy::Join>(std::get<groupbuy::Command>(submission->command)).waitlist;
    };
    CHECK(waits("&waitlist=1") == true);
    // Absent, not false: without the field the command is the same as before the waitlist existed.
    CHECK_FALSE(waits("").has_value());
    CHECK_FALSE(waits("&waitlist=on").has_value());
}

TEST_CASE("order forms: the commands for their line") {
    const groupbuy::OrderLine line{.id = {5}, .groupbuy = {7}, .pickup = {4}};
    const auto change = read_change(
        *read_form("quantity=%EF%BC%93&tolerance=1&pickup=9&key=0123456789abcdef"), line);
    REQUIRE(change);
    const auto& asked = std::get<groupbuy::Change>(change->command);
    CHECK(asked.line == line.id);
    CHECK(asked.quantity == Units{3});
    CHECK(asked.tolerance == Units{1});
    CHECK(asked.pickup == Id<community::PickupPoint>{9});
    CHECK(change->key == "0123456789abcdef");
    const auto more =
        read_more(*read_form("offer=2&quantity=1&pickup=9&key=0123456789abcdef"), line);
    REQUIRE(more);
    const auto& join = std::get<groupbuy::Join>(more->command);
    CHECK(join.groupbuy == line.groupbuy);
    CHECK(join.offer == Id<catalog::Offer>{2});
    CHECK(join.pickup == line.pickup);  // the line's own pickup point, not the typed one
    CHECK(std::get<groupbuy::Leave>(read_leave(*read_form("key=0123456789abcdef"), line)->command)
              .line == line.id);
}

TEST_CASE("order forms: every problem at once, each with its field") {
    const groupbuy::OrderLine line{.id = {5}, .groupbuy = {7}, .pickup = {4}};
    const auto fields = [](const auto& read) {
        std::string all;
        for (const Refusal& refusal : read.error()) (all += refusal.field) += ' ';
        return all;
    };
    CHECK(fields(read_change(*read_form("quantity=-1&tolerance=x&pickup=&key=1"), line)) ==
          "quantity tolerance pickup key ");
    CHECK(fields(read_more(*read_form(""), line)) == "offer quantity key ");
    CHECK(fields(read_leave(*read_form("key=close-line-1-1"), line)) == "key ");
}

TEST_CASE("join form: a repeated field is refused") {
    CHECK_FALSE(read_form(std::string(whole) + "&quantity=3"));
}

}  // namespace join_form_test

}  // namespace starfish

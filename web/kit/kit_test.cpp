#include "web/kit/kit.hpp"
#include "web/kit/app.hpp"
#include "web/platform/headless.hpp"

#include <catch2/catch_test_macros.hpp>

#include <stdexcept>
#include <vector>

using namespace starfish::web;
using accessible::Role;

namespace kit_test {

// The state of the views below; a view is a plain function.
struct {
    int saved = 0;
    bool agreed = false;
    bool asking = false;
    std::string name;
    std::int64_t quantity = 2;
    kit::TableSort sort;
    std::size_t opened = 0;
    float cut_width = 0;
    float line_width = 0;
} held;

void form() {
    kit::Screen screen({.title = "Form"});
    kit::text_field({.label = "Name", .error = held.name == "x" ? "Too short" : ""}, held.name);
    kit::stepper({.label = "Quantity", .min = 1, .max = 3}, held.quantity);
    kit::checkbox({.label = "Agreed"}, held.agreed);
    if (kit::button({.label = "Save", .disabled = !held.agreed, .reason = "Agree first"}))
        ++held.saved;
    if (kit::button({.label = "End"})) held.asking = true;
    if (held.asking) {
        const kit::Answer answer =
            kit::ask({.title = "Sure?", .text = "", .yes = "Yes", .no = "No"});
        if (answer != kit::Answer::none) held.asking = false;
        if (answer == kit::Answer::yes) kit::notify("Ended");
    }
    kit::notices();
}

void open_form() {
    held = {};
    headless::open(kit::app(form));
}

TEST_CASE("an error message keeps its time, and a later message has its own") {
    headless::open(kit::app([] { kit::notices(); }));
    kit::notify("Copied", Tone::good);
    kit::notify("Refused", Tone::bad);
    kit::notify("Refused too", Tone::bad);
    headless::draw();
    CHECK(headless::shows("Refused"));
    CHECK_FALSE(headless::shows("Copied"));
    headless::wait_ms(5'100);
    headless::draw();
    CHECK(headless::shows("Refused too"));
    headless::wait_ms(5'100);
    headless::draw();
    CHECK_FALSE(headless::shows("Refused too"));
}

TEST_CASE("a message is drawn above a sheet, not over its fields") {
    open_form();
    held.asking = true;
    kit::notify("Saved", Tone::good);
    headless::draw();
    headless::draw();
    const Rect message = headless::find(Role::status, "Saved")->rect;
    const Rect sheet = headless::find(Role::dialog, "Sure?")->rect;
    CHECK(message.y >= 0);
    CHECK(message.bottom() <= sheet.y);
}

TEST_CASE("a disabled button states the reason") {
    open_form();
    CHECK_THROWS_AS(headless::press(Role::button, "Save"), std::runtime_error);
    CHECK(headless::find(Role::button, "Save")->description == "Agree first");
    headless::press(Role::checkbox, "Agreed");
    CHECK(headless::find(Role::checkbox, "Agreed")->checked == accessible::State::yes);
    headless::press(Role::button, "Save");
    CHECK(held.saved == 1);
    CHECK(headless::find(Role::button, "Save")->description.empty());
}

TEST_CASE("a field has the typed text and describes its error") {
    open_form();
    headless::type(Role::textbox, "Name", "x");
    const accessible::Node* field = headless::find(Role::textbox, "Name");
    CHECK(field->value == "x");
    CHECK(field->invalid);
    CHECK(field->description == "Too short");
}

TEST_CASE("a stepper stays in its range, whatever is typed") {
    open_form();
    headless::press(Role::button, "增加 Quantity");
    CHECK(held.quantity == 3);
    CHECK(headless::find(Role::button, "增加 Quantity")->disabled);
    headless::type(Role::spinbutton, "Quantity", "-7");
    CHECK(held.quantity == 1);
    headless::type(Role::spinbutton, "Quantity", "two");
    CHECK(held.quantity == 1);
}

TEST_CASE("widgets beneath a dialog cannot be used; Escape answers no") {
    open_form();
    headless::press(Role::button, "End");
    CHECK(headless::find(Role::dialog)->modal);
    CHECK_THROWS_AS(headless::press(Role::checkbox, "Agreed"), std::runtime_error);
    headless::escape();
    CHECK(headless::find(Role::dialog) == nullptr);
    headless::press(Role::button, "End");
    headless::press(Role::button, "Yes");
    CHECK(headless::shows("Ended"));
}

TEST_CASE("a message wakes the page at its end, and then nothing wakes it") {
    open_form();
    headless::press(Role::button, "End");
    headless::press(Role::button, "Yes");
    CHECK(headless::wake_wanted_ms() > 0);
    headless::wait_ms(6'000);
    CHECK_FALSE(headless::shows("Ended"));
    CHECK(headless::wake_wanted_ms() < 0);
    CHECK(headless::draw() == 1);
}

TEST_CASE("a cut text is no wider than its line") {
    headless::open(kit::app([] {
        const kit::Screen screen({.title = "Cut"});
        held.cut_width = Paragraph("ab\nlonger than that", {.lines_max = 1}, 1000).width();
        held.line_width = text_width("ab…", {});
    }));
    CHECK(held.line_width > 0);
    CHECK(held.cut_width <= held.line_width + 1);
}

TEST_CASE("a screen has a main part, a heading and a title") {
    open_form();
    CHECK(headless::find(Role::main)->name == "Form");
    CHECK(headless::find(Role::heading, "Form")->level == 1);
    CHECK(headless::title() == "Form");
}

TEST_CASE("a table draws only the visible rows, and a header sorts") {
    held = {};
    headless::open(kit::app([] {
        kit::Screen screen({.title = "Rows"});
        const std::vector<kit::TableColumn> columns{{"Name"}, {"Sum", 80, Align::right, true}};
        kit::Table table({.name = "Rows",
                          .columns = columns,
                          .rows = 10'000,
                          .sort = held.sort,
                          .rows_open = true});
        for (const std::size_t row : table.rows_in_sight()) {
            table.begin_row(row);
            table.cell("row " + std::to_string(row));
            table.cell("1.00");
        }
        if (table.pressed_row()) held.opened = *table.pressed_row();
        held.sort = table.sort();
    }));
    std::size_t rows = 0;
    for (const accessible::TreeEntry& entry : accessible::entries())
        rows += entry.node.role == Role::row ? 1 : 0;
    CHECK(rows > 5);
    CHECK(rows < 30);
    CHECK(headless::find(Role::table)->rows == 10'001);
    headless::press(Role::button, "row 3");
    CHECK(held.opened == 3);
    headless::press(Role::button, "Sum");
    CHECK(held.sort == kit::TableSort{.column = 1, .descending = true});
    headless::press(Role::button, "Sum");
    CHECK(held.sort == kit::TableSort{.column = 1, .descending = false});
}

TEST_CASE("entries of a list are its items, and open by one button with the whole text") {
    held = {};
    headless::open(kit::app([] {
        kit::Screen screen({.title = "Money"});
        kit::Group list(Role::list, "Held");
        if (kit::entry({.title = "Claim", .note = "by Nov 23", .value = "¥24.00", .opens = true}))
            ++held.saved;
        kit::entry({.title = "Window", .value = "¥288.00"});
    }));
    headless::press(Role::button, "Claim, by Nov 23, ¥24.00");
    CHECK(held.saved == 1);
    CHECK(headless::outline().contains("list \"Held\"\n    listitem"));
    CHECK(headless::shows("Window, ¥288.00"));
}

}  // namespace kit_test

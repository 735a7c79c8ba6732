#include "web/kit/app.hpp"
#include "web/kit/kit.hpp"
#include "web/platform/headless.hpp"

#include <catch2/catch_test_macros.hpp>

#include <boost/json.hpp>

#include <set>

using namespace starfish::web;
using accessible::Role;

namespace accessible_test {

boost::json::array tree() {
    return boost::json::parse(accessible::json()).as_array();
}

void show(void (*frame)()) {
    headless::open(kit::app(frame));
}

TEST_CASE("a default node is written with id, role, name and box only") {
    show([] {
        accessible::add(accessible::id_of("a"),
                        {.role = Role::button, .name = "A \"b\"", .rect = {1.4f, 2, 30, 40}});
    });
    const auto nodes = tree();
    REQUIRE(nodes.size() == 1);
    const auto& node = nodes[0].as_object();
    CHECK(node.size() == 4);
    CHECK(node.at("role").as_string() == "button");
    CHECK(node.at("name").as_string() == "A \"b\"");
    CHECK(node.at("box") == boost::json::array{1, 2, 30, 40});
}

TEST_CASE("nodes nest, with boxes relative to the parent") {
    show([] {
        accessible::begin(accessible::id_of("list"),
                          {.role = Role::list, .rect = {10, 100, 200, 300}});
        accessible::begin(accessible::id_of("item"),
                          {.role = Role::listitem, .rect = {20, 110, 50, 50}});
        accessible::text("words", {25, 120, 10, 10});
        accessible::end();
        accessible::end();
    });
    const auto nodes = tree();
    const auto& list = nodes[0].as_object();
    const auto& item = list.at("kids").as_array()[0].as_object();
    CHECK(item.at("box") == boost::json::array{10, 10, 50, 50});
    CHECK(item.at("kids").as_array()[0].as_object().at("box") == boost::json::array{5, 10, 10, 10});
}

TEST_CASE("a group without a box gets the bounding box of its children") {
    show([] {
        accessible::begin(accessible::id_of("group"), {});
        accessible::text("a", {10, 20, 30, 10});
        accessible::text("b", {50, 40, 30, 10});
        accessible::end();
    });
    CHECK(tree()[0].as_object().at("box") == boost::json::array{10, 20, 70, 30});
}

TEST_CASE("states are written, and absent states are left out") {
    show([] {
        accessible::add(
            accessible::id_of("a"),
            {.role = Role::checkbox, .checked = accessible::State::no, .disabled = true});
        accessible::add(
            accessible::id_of("b"),
            {.role = Role::progressbar, .value = "3 of 4", .range = accessible::Range{3, 0, 4}});
    });
    const auto nodes = tree();
    CHECK(nodes[0].as_object().at("checked").as_bool() == false);
    CHECK(nodes[0].as_object().at("disabled").as_int64() == 1);
    CHECK_FALSE(nodes[0].as_object().contains("expanded"));
    CHECK(nodes[1].as_object().at("range") == boost::json::array{3, 0, 4});
    CHECK(nodes[1].as_object().at("value").as_string() == "3 of 4");
}

TEST_CASE("a field's empty value is written, since the page must clear it") {
    show([] {
        static std::string value;
        kit::Screen screen({.key = "s"});
        kit::text_field({.label = "Name", .input = {.type = "tel", .mode = "tel"}}, value);
    });
    const auto nodes = tree();
    const auto& field = nodes[0].as_object().at("kids").as_array()[0].as_object();
    CHECK(field.at("value").as_string().empty());
    CHECK(field.at("mode").as_string() == "tel");
}

TEST_CASE("a repeated key gives two ids, which are the same in every frame") {
    show([] {
        kit::Screen screen({.key = "s"});
        kit::button({.label = "Open"});
        kit::button({.label = "Open"});
    });
    std::set<WidgetId> first;
    for (const accessible::TreeEntry& entry : accessible::entries()) first.insert(entry.id);
    CHECK(first.size() == accessible::entries().size());
    headless::draw();
    for (const accessible::TreeEntry& entry : accessible::entries())
        CHECK(first.contains(entry.id));
}

TEST_CASE("scrolling moves the drawing and does not change the tree") {
    show([] {
        kit::Screen screen({.key = "s"});
        for (int i = 0; i < 50; ++i) kit::text("line");
    });
    std::string before;
    before = accessible::json();  // a copy: the next frame changes the original

    interaction().scrolled[accessible::entries()[0].id] = 117.5f;
    const float y = accessible::entries()[1].node.rect.y;
    headless::draw();
    CHECK(accessible::entries()[1].node.rect.y == y - 117.5f);
    CHECK(accessible::json() == before);
    CHECK(tree()[0].as_object().at("content").as_int64() > 844);
}

}  // namespace accessible_test

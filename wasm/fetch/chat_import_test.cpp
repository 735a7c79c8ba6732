#include "wasm/fetch/chat_import.hpp"

#include "wasm/client_case.hpp"

using namespace starfish;
using namespace starfish::client_case;

namespace chat_import_test {

std::shared_ptr<ChatImport> import_of_one() {
    return std::make_shared<ChatImport>("abc", std::vector<ImportGoods>{{{1}, "海参", {3}}});
}

constexpr std::string_view path = "POST /api/groupbuys/abc/joins";

// The answer to a request: `each` gives the members of a line's answer by the line's position.
template <class Each>
std::string answer_to(const std::string& body, Each each) {
    json::Document document;
    std::string answer = R"({"lines":[)";
    int place = 0;
    for (const auto& line : document.parse(body)->as_object().at("lines").as_array()) {
        if (place > 0) answer += ',';
        answer += R"({"key":)" + boost::json::serialize(line.as_object().at("key")) + ',' +
                  each(place++) + '}';
    }
    return answer + "]}";
}

std::string joined(int place) {
    const std::string number = std::to_string(place + 1);
    return R"("repeated":false,"line":1,"join_number":)" + number + R"(,"order":"t)" + number + '"';
}

TEST_CASE("chat import: only ready rows are sent, and each line has its outcome") {
    Server server;
    Client& client = signed_in(server);
    const auto import = import_of_one();
    REQUIRE_FALSE(import->read("1. 张三 2份\n2. 李四 要一点\n3. 王五 1\n4. ~~赵六 3~~", false));
    CHECK(import->count(RowStatus::ready) == 2);
    CHECK(import->count(RowStatus::doubtful) == 1);
    CHECK(import->count(RowStatus::cancelled) == 1);
    CHECK(import->rows()[1].source == "2. 李四 要一点");
    CHECK(import->rows()[3].source == "4. ~~赵六 3~~");
    import->take_over(client, {3});
    REQUIRE(outside::world().asked(path).size() == 1);
    const std::string body = outside::world().asked(path)[0];
    CHECK(body.contains(R"("name":"张三","pickup":3,"quantity":2,"offer":1})"));
    CHECK_FALSE(body.contains("李四"));
    CHECK_FALSE(body.contains("赵六"));
    REQUIRE(outside::world().answer(
        path, 200, answer_to(body, [](int place) {
            return place == 0 ? joined(0)
                              : std::string(R"("error":{"code":"x","message":"没有了"})");
        })));
    CHECK(import->send_status() == SendStatus::done);
    CHECK(import->status_of(import->rows()[0]) == RowStatus::joined);
    CHECK(import->status_of(import->rows()[2]) == RowStatus::refused);
    CHECK(import->rows()[2].outcomes[0].problem == "没有了");
    CHECK(order_path(import->rows()[0]) == "/o/t1");
    CHECK(order_path(import->rows()[2]).empty());
}

TEST_CASE("chat import: a quantity above the cap of one order is doubtful") {
    const auto import = import_of_one();
    REQUIRE_FALSE(import->read("1. 张三 3份\n2. 李四 4份", false));
    CHECK(import->status_of(import->rows()[0]) == RowStatus::ready);
    CHECK(import->status_of(import->rows()[1]) == RowStatus::doubtful);
    REQUIRE(import->over_cap(import->rows()[1]));
    import->correct(1, "李四", {3});
    CHECK(import->count(RowStatus::ready) == 2);
}

TEST_CASE("chat import: one address shows all joined lines of a person") {
    ImportRow row;
    CHECK(order_path(row).empty());
    row.outcomes = {{.order = "a"}, {.problem = "没有了"}, {.order = "b"}, {.order = "c"}};
    CHECK(order_path(row) == "/o/a?with=b.c");
}

TEST_CASE("chat import: a network failure stops it, and it continues with the same keys") {
    Server server;
    Client& client = signed_in(server);
    const auto import = import_of_one();
    std::string chat;
    int number = 0;
    for (const char* family : {"赵", "钱", "孙", "李", "周", "吴", "郑", "王", "冯", "陈"})
        for (const char* given : {"芳", "敏", "静", "丽", "强", "磊", "军", "洋", "勇", "艳", "杰",
                                  "娟", "涛", "明", "超"})
            chat += std::to_string(++number) + ". " + family + given + " 1份\n";
    REQUIRE_FALSE(import->read(chat, false));
    REQUIRE(import->count(RowStatus::ready) == 150);
    import->take_over(client, {});
    const std::string first = outside::world().asked(path)[0];
    REQUIRE(outside::world().answer(path, 200, answer_to(first, joined)));
    CHECK(import->lines_sent() == 100);
    const std::string second = outside::world().asked(path)[0];
    REQUIRE(outside::world().answer(path, 0, ""));
    CHECK(import->send_status() == SendStatus::stopped);
    CHECK(import->count(RowStatus::joined) == 100);
    import->take_over(client, {});
    CHECK(outside::world().asked(path)[0] == second);
    REQUIRE(outside::world().answer(path, 200, answer_to(second, joined)));
    CHECK(import->count(RowStatus::joined) == 150);
}

TEST_CASE("chat import: the same list has the same keys, and no two lines share a key") {
    const auto keys_of = [](std::string_view chat) {
        const auto import = import_of_one();
        REQUIRE_FALSE(import->read(chat, false));
        std::vector<std::string> keys;
        for (const ImportRow& row : import->rows())
            keys.insert(keys.end(), row.keys.begin(), row.keys.end());
        return keys;
    };
    const auto before = keys_of("1. 张三 2份\n2. 李四 1份");
    const auto after = keys_of("1. 张三 3份\n2. 李四 1份\n3. 王五 1份\n4. 张三 1份");
    REQUIRE(before.size() == 2);
    REQUIRE(after.size() == 4);
    CHECK(after[0] == before[0]);
    CHECK(after[1] == before[1]);
    CHECK(after[3] != after[0]);
}

TEST_CASE("chat import: the leader corrects a row, leaves one out, and includes it again") {
    const auto import = import_of_one();
    REQUIRE_FALSE(import->read("1. 张三 2份\n2. 李四 要一点", false));
    import->correct(1, "李四", {3});
    CHECK(import->count(RowStatus::ready) == 2);
    CHECK(import->rows()[1].entry.lines == std::vector<chat::Line>{{0, 3}});
    CHECK(import->rows()[1].keys.size() == 1);
    import->leave_out(0, true);
    CHECK(import->count(RowStatus::ready) == 1);
    import->leave_out(0, false);
    CHECK(import->count(RowStatus::ready) == 2);
}

TEST_CASE("chat import: a line imported before with another quantity has its own message") {
    Server server;
    Client& client = signed_in(server);
    const auto import = import_of_one();
    REQUIRE_FALSE(import->read("1. 张三 2份", false));
    import->take_over(client, {});
    const std::string body = outside::world().asked(path)[0];
    REQUIRE(outside::world().answer(
        path, 200, answer_to(body, [](int) {
            return std::string(R"("error":{"code":"command.id_reused","message":"?"})");
        })));
    CHECK(import->rows()[0].outcomes[0].problem == say(Locale::zh_cn, "import.changed_since"));
}

TEST_CASE("chat import: an answer to another request is ignored") {
    Server server;
    Client& client = signed_in(server);
    const auto import = import_of_one();
    REQUIRE_FALSE(import->read("1. 张三 2份", false));
    import->take_over(client, {});
    REQUIRE(outside::world().answer(path, 200, R"({"lines":[{"key":"other","line":1}]})"));
    CHECK(import->send_status() == SendStatus::stopped);
    CHECK(import->count(RowStatus::joined) == 0);
}

TEST_CASE(
    "chat import: a table brings phones and notes, and one bad line refuses the whole table") {
    const auto import = import_of_one();
    REQUIRE_FALSE(
        import->read("下单人,联系电话,团员备注,商品,数量\n张三,13900001111,放门卫,海参,2\n", true));
    REQUIRE(import->rows().size() == 1);
    CHECK(import->rows()[0].phone == "13900001111");
    CHECK(import->rows()[0].note == "放门卫");
    const auto refusal = import->read("下单人,商品,数量\n张三,海参,x\n", true);
    REQUIRE(refusal);
    CHECK(refusal->code == "jielong.bad_quantity");
    CHECK(import->rows().size() == 1);
}

TEST_CASE("chat import: a phone in the chat is sent with the join, and is no part of its key") {
    Server server;
    Client& client = signed_in(server);
    const auto import = import_of_one();
    REQUIRE_FALSE(import->read("1. 张三 138 0013 8000 2份\n2. 李四 1份", false));
    import->take_over(client, {});
    const std::string body = outside::world().asked(path)[0];
    CHECK(body.contains(R"("name":"张三","phone":"13800138000")"));
    CHECK(body.contains(R"("name":"李四","quantity")"));
    const auto plain = import_of_one();
    REQUIRE_FALSE(plain->read("1. 张三 2份\n2. 李四 1份", false));
    CHECK(plain->rows()[0].keys == import->rows()[0].keys);
}

}  // namespace chat_import_test

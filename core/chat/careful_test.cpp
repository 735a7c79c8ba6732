// Never wrong and ok: chats in which a careful person would ask, or see at once what is meant. Each
// says which entries are ok in the end; all others are cancelled, doubtful, or none.
#include "core/chat/jielong.hpp"

#include <catch2/catch_test_macros.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace careful_test {

using namespace starfish;

const std::vector<chat::Item> three{{"鸡蛋", Fen{2990}}, {"牛奶", Fen{4500}}, {"苹果", Fen{1990}}};
const std::vector<chat::Item> eggs{{"鸡蛋", Fen{2990}}};

// "张三 鸡蛋2, 李四 牛奶1苹果1": the entries that are ok.
std::string ok_in(std::string_view chat, const std::vector<chat::Item>& items) {
    std::string all;
    for (const chat::Entry& entry : chat::read_chat(chat, items)) {
        if (entry.status != chat::Status::ok) continue;
        all += (all.empty() ? "" : ", ") + entry.name + " ";
        for (const chat::Line& line : entry.lines)
            all += items[line.item].name + std::to_string(line.quantity);
    }
    return all;
}

struct Chat {
    std::string_view text;
    std::string_view ok;
};

void check(std::span<const Chat> chats, const std::vector<chat::Item>& items,
           const std::string& before = {}) {
    for (const Chat& chat : chats) {
        INFO(before << chat.text);
        CHECK(ok_in(before + std::string(chat.text), items) == chat.ok);
    }
}

const std::string of_two = "1. 张三 鸡蛋2\n2. 李四 牛奶1\n";
const std::string of_eggs = "1. 张三 +2\n2. 李四 +1\n";

TEST_CASE("a later line about somebody's order is never passed over") {
    constexpr Chat chats[] = {
        {"张三那份不要了", "李四 牛奶1"},
        {"把张三的取消", "李四 牛奶1"},
        {"帮我把张三取消", "李四 牛奶1"},
        {"张三李四不要了", ""},
        {"张三和李四取消", ""},
        {"张三不接了", "李四 牛奶1"},
        {"张三：不拿了", "李四 牛奶1"},
        {"张三：删", "李四 牛奶1"},
        {"张三：删了我的", "李四 牛奶1"},
        {"都不要了", ""},
        {"都取消吧", ""},
        {"前面两个取消", ""},
        {"楼上取消", "张三 鸡蛋2"},
        {"上面的取消", ""},
        {"张三 3", "李四 牛奶1"},
        {"张三少1", "李四 牛奶1"},
        {"张三只要1份", "李四 牛奶1"},
        {"张三 不是2份是1份", "李四 牛奶1"},
        {"序号1改2", "李四 牛奶1"},
        {"1号取消", "李四 牛奶1"},
        {"取消1号", "李四 牛奶1"},
        {"1号改3", "李四 牛奶1"},
        {"一号不要", "李四 牛奶1"},
        {"李四 翻倍", "张三 鸡蛋2"},
        {"张三转给李四", ""},
        {"张三：我那份给李四", ""},
        {"张三：不要了？", "李四 牛奶1"},
        {"张三：可以不要吗", "李四 牛奶1"},
        {"李四 改成2?", "张三 鸡蛋2"},
        {"张三改：鸡蛋3", "李四 牛奶1"},
        {"张三修改：鸡蛋3", "李四 牛奶1"},
        {"张三换牛奶1", "李四 牛奶1"},
        {"张三还要牛奶1", "李四 牛奶1"},
        {"张三又要牛奶1", "李四 牛奶1"},
        {"张三补牛奶1", "李四 牛奶1"},
        {"张三多牛奶1", "李四 牛奶1"},
        {"3. 王五 苹果2 第1个取消", "李四 牛奶1"},
        {"3. 张三 取消第1个", "李四 牛奶1"},
        {"1. 王五 苹果1\n第1个改3", "李四 牛奶1"},
        {"李四 再加1份\n1. 张三 鸡蛋2\n2. 李四 牛奶1\n李四 再加1份\n3. 王五 苹果1",
         "张三 鸡蛋2, 王五 苹果1"},
        {"1. 张三 鸡蛋2\n2. 李四 牛奶1、苹果1\n1. 张三 鸡蛋2\n2. 李四 牛奶1", "张三 鸡蛋2"},
    };
    check(chats, three, of_two);
    constexpr Chat of_one_item[] = {
        {"张三那个我不要了", "李四 鸡蛋1"},
        {"我是张三，不要了", "李四 鸡蛋1"},
        {"张三不好意思家里有事不要了", "李四 鸡蛋1"},
        {"张三说不要了", "李四 鸡蛋1"},
        {"张三 弃单", "李四 鸡蛋1"},
        {"张三跑单了", "李四 鸡蛋1"},
        {"李四 一共要3份", "张三 鸡蛋2"},
        {"张三的那2份退掉", "李四 鸡蛋1"},
        {"张三家的先不要了", "李四 鸡蛋1"},
    };
    check(of_one_item, eggs, of_eggs);
}

TEST_CASE("talk beside a list changes nothing") {
    constexpr Chat chats[] = {
        {"谢谢团长", "张三 鸡蛋2, 李四 牛奶1"},
        {"牛奶什么时候到", "张三 鸡蛋2, 李四 牛奶1"},
        {"李四你住几栋", "张三 鸡蛋2, 李四 牛奶1"},
        {"大家抓紧接龙", "张三 鸡蛋2, 李四 牛奶1"},
        {"张三 已付", "张三 鸡蛋2, 李四 牛奶1"},
        {"李四取消", "张三 鸡蛋2"},
        {"李四 改成2份", "张三 鸡蛋2, 李四 牛奶2"},
        {"李四 再加1份", "张三 鸡蛋2, 李四 牛奶2"},
        {"3. 王五 苹果2", "张三 鸡蛋2, 李四 牛奶1, 王五 苹果2"},
    };
    check(chats, three, of_two);
}

TEST_CASE("whoever sent it speaks of her own order") {
    CHECK(ok_in("李四 2026/11/22 10:03\n苹果2份\n\n李四 2026/11/22 10:04\n刚才的不要了", three)
              .empty());
    CHECK(ok_in("张三 2026/11/22 10:03\n1. 张三 鸡蛋2\n\n张三 2026/11/22 10:05\n我改成3份",
                three) == "张三 鸡蛋3");
    CHECK(ok_in("王五 2026/11/22 10:03\n鸡蛋2 牛奶1，谢谢陈姐", three) == "王五 鸡蛋2牛奶1");
    CHECK(ok_in("王五 2026/11/22 10:03\n给我来2份鸡蛋", three) == "王五 鸡蛋2");
}

TEST_CASE("a verb behind a name is no part of it, and talk is no order") {
    constexpr Chat talk[] = {
        {"王姐来取了1份", ""}, {"小明收到2份了", ""}, {"张三已取1份", ""}, {"王五坏了3份", ""},
        {"王五漏了1份", ""},   {"王五剩1份", ""},     {"王五转让1份", ""}, {"王五付了1份", ""},
        {"王五上次2份", ""},   {"王五问2份", ""},     {"老板还有1份", ""}, {"成团5份", ""},
        {"1. 张三也+1", ""},   {"1. 张三还 +1", ""},
    };
    check(talk, eggs);
    constexpr Chat of_three[] = {
        {"王五不是鸡蛋1", ""}, {"王五碎了鸡蛋2", ""}, {"王五取了鸡蛋1", ""},
        {"王五漏发鸡蛋1", ""}, {"王五下次鸡蛋2", ""},
    };
    check(of_three, three);
    constexpr Chat names[] = {
        {"1. 王多多 1", "王多多 鸡蛋1"},         {"1. 张丰收 2", "张丰收 鸡蛋2"},
        {"1. 李永发 1", "李永发 鸡蛋1"},         {"1. 王来福 1", "王来福 鸡蛋1"},
        {"1. 快乐又一天 2", "快乐又一天 鸡蛋2"}, {"1. 王芳家 2", "王芳家 鸡蛋2"},
        {"1. 张和平 1", "张和平 鸡蛋1"},         {"王五 +1 谢谢老板", "王五 鸡蛋1"},
        {"1. 王五 +1 ok", "王五 鸡蛋1"},         {"1. 阿依古丽·买买提 2", "阿依古丽·买买提 鸡蛋2"},
        {"1. Lily.Chen 2", "Lily.Chen 鸡蛋2"},
    };
    check(names, eggs);
}

TEST_CASE("prices and pack sizes are no quantities") {
    constexpr Chat chats[] = {
        {"1. 张三 牛奶45", ""},
        {"1. 张三 牛奶90", ""},
        {"1. 张三 牛奶12", "张三 牛奶12"},
        {"牛奶 45/12盒\n1. 张三 牛奶12盒", ""},
        {"牛奶 整箱12盒\n1. 张三 牛奶12盒", ""},
        {"1. 李四 牛奶 45元\n2. 王五 苹果1", "王五 苹果1"},
        {"1. 张三 鸡蛋1.0\n2. 李四 牛奶1", "李四 牛奶1"},
    };
    check(chats, three);
    const std::vector<chat::Item> cola{{"可乐", {}}, {"可乐6瓶装", {}}};
    CHECK(ok_in("李四 可乐6瓶", cola).empty());
    CHECK(ok_in("1. 李四 可乐2瓶", cola) == "李四 可乐2");
    CHECK(chat::read_chat("1. 张三 29.9\n2. 李四 2", eggs).size() == 2);
    CHECK(chat::read_chat("1. 李四 牛奶 45元\n2. 王五 苹果1", three).size() == 2);
}

TEST_CASE("a doubt is not cleared by pasting the list again, nor an order lost by another list") {
    const std::string twice = "1. 王芳 鸡蛋2\n2. 李四 牛奶1\n3. 王芳 鸡蛋2\n";
    CHECK(ok_in(twice, three) == ok_in(twice + twice, three));
    const auto entries = chat::read_chat(
        "周五的：\n1. 张三 鸡蛋2\n2. 李四 牛奶1\n周六的：\n1. 张三 鸡蛋2\n2. 王五 牛奶1", three);
    REQUIRE(entries.size() == 4);
    CHECK(entries[2].status == chat::Status::doubtful);
    CHECK(entries[3].status == chat::Status::ok);
}

TEST_CASE("two households in one line, or below one number, are asked about") {
    constexpr Chat chats[] = {
        {"1. 许三和何四 鸡蛋2", ""},
        {"1. 卫五&蒋六 鸡蛋2", ""},
        {"1. 杨九跟朱十 鸡蛋2", ""},
        {"1. 张三\n鸡蛋2\n2. 李四\n牛奶1\n3-2-501\n鸡蛋1", "张三 鸡蛋2"},
        {"1. 张三\n3-2-501\n鸡蛋1", "张三 鸡蛋1"},
        {"1. 张三 鸡蛋2\n2. 李四 牛奶1\n3-2-501 鸡蛋2", "张三 鸡蛋2, 李四 牛奶1, 3-2-501 鸡蛋2"},
    };
    check(chats, three);
}

TEST_CASE("a strike that is not whole is asked about") {
    constexpr Chat chats[] = {
        {"7. 周九 【取消】鸡蛋2 牛奶1", ""},
        {"5. 钱七 ~~鸡蛋2", ""},
        {"5. 钱七 ~鸡蛋2~", "钱七 鸡蛋2"},
    };
    check(chats, three);
    const auto back = chat::read_chat("6. ~~孙八 鸡蛋1~~ 恢复", three);
    REQUIRE(back.size() == 1);
    CHECK(back[0].status == chat::Status::doubtful);
    const auto gone = chat::read_chat("6. ~~孙八 鸡蛋1~~", three);
    CHECK(gone.at(0).status == chat::Status::cancelled);
}

}  // namespace careful_test

#include "server/api/operation/openapi.hpp"

#include "core/engine/subjects.hpp"
#include "server/api/api.hpp"
#include "server/net/static_files.hpp"
#include "server/secrets/secrets.hpp"
#include "tests/support/small_case.hpp"

#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include <set>

namespace starfish {
namespace openapi_test {

using Json = nlohmann::json;

// Every {"$ref":…} below `part`.
void collect_refs(const Json& part, std::set<std::string>& refs) {
    if (part.is_object() && part.contains("$ref")) refs.insert(part["$ref"].get<std::string>());
    if (part.is_structured())
        for (const auto& inner : part) collect_refs(inner, refs);
}

// Whether `value` fits `schema`. Covers the keywords that our schemas use: type, properties,
// required, additionalProperties, items, enum, anyOf.
bool fits(const Json& schema, const Json& value) {
    if (schema.contains("anyOf")) {
        for (const auto& one : schema["anyOf"])
            if (fits(one, value)) return true;
        return false;
    }
    if (schema.contains("enum") &&
        schema["enum"].end() == std::find(schema["enum"].begin(), schema["enum"].end(), value))
        return false;
    const std::string type = schema.value("type", "");
    if (type == "string") return value.is_string();
    if (type == "integer") return value.is_number_integer();
    if (type == "boolean") return value.is_boolean();
    if (type == "null") return value.is_null();
    if (type == "array") {
        for (const auto& item : value)
            if (!fits(schema["items"], item)) return false;
        return value.is_array();
    }
    if (type != "object" || !value.is_object()) return false;
    for (const auto& name : schema["required"])
        if (!value.contains(name.get<std::string>())) return false;
    for (const auto& [name, inner] : value.items())
        if (!schema["properties"].contains(name) || !fits(schema["properties"][name], inner))
            return false;
    return true;
}

TEST_CASE("openapi: valid JSON, and every reference resolves") {
    const Json contract = Json::parse(openapi_text());
    CHECK(contract["openapi"] == "3.1.0");
    std::set<std::string> refs;
    collect_refs(contract, refs);
    CHECK(refs.size() > 10);
    for (const std::string& ref : refs) {
        INFO(ref);
        // Schema names hold dots but no slashes, so the reference is a JSON pointer without
        // escapes.
        CHECK(contract.contains(Json::json_pointer(ref.substr(1))));
    }
}

TEST_CASE("openapi: each route of the API, and no other") {
    small_case::World world;
    const Secrets secrets(*world.store);
    const StaticFiles files;
    Metrics metrics;
    Services services{*world.platform, secrets, files, metrics, false, {}};
    Accounts accounts(*world.store, false);
    Sessions sessions(*world.store);
    Invitations invitations(*world.store, accounts, sessions);
    Feed feed(metrics);
    Workers workers(1, 1);
    std::atomic<bool> failing = false;
    Api api{services,    accounts, sessions,
            invitations, feed,     workers,
            workers,     workers,  [] { return Instant{}; },
            failing};
    Router router;
    add_api(router, api);

    std::set<std::string> routes;
    for (const auto& route : router.routes())
        routes.insert(std::string(name_of(route->method)) + ' ' + route->pattern);
    std::set<std::string> described;
    const Json contract = Json::parse(openapi_text());
    for (const auto& [path, operations] : contract["paths"].items())
        for (const auto& [method, operation] : operations.items()) {
            std::string upper = method;
            for (char& c : upper) c = static_cast<char>(c - 'a' + 'A');
            described.insert(upper.append(1, ' ').append(path));
        }
    CHECK(routes == described);
}

TEST_CASE("openapi: events of the log fit their schemas") {
    small_case::World world;
    world.open();
    REQUIRE(world.answer(small_case::join(7, "join-0001")).value());
    const Json schemas = Json::parse(openapi_text())["components"]["schemas"];
    int seen = 0;
    world.store->read(0, [&](const Record& record) {
        INFO(record.body);
        Json body = Json::parse(record.body);
        CHECK(fits(schemas[record.type], body));
        body["surprise"] = 1;
        CHECK_FALSE(fits(schemas[record.type], body));
        return ++seen > 0;
    });
    CHECK(seen == 7);
    const Json& open = schemas["groupbuy.open"];
    CHECK(open["required"] == Json::array({"community", "items", "deadline", "threshold"}));
    CHECK(open["properties"]["threshold"]["properties"]["kind"]["enum"] ==
          Json::array({"people", "units", "amount"}));
}

}  // namespace openapi_test

}  // namespace starfish

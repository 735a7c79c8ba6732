#include "server/api/operation/openapi.hpp"

#include "core/base/json/schema.hpp"
#include "core/base/json/write.hpp"
#include "core/engine/subjects.hpp"
#include "core/rules/reward_plan.hpp"
#include "core/rules/verdict.hpp"
#include "server/api/groupbuys/groupbuy_api.hpp"
#include "server/api/groupbuys/joins_api.hpp"
#include "server/api/queries/listing.hpp"
#include "server/api/queries/profile_api.hpp"
#include "server/api/session/invitation_api.hpp"
#include "server/api/session/session_api.hpp"

#include <array>
#include <span>
#include <utility>

namespace starfish {
namespace {

// A query parameter or, if `in_path`, a part of the path.
struct Parameter {
    std::string_view name;
    std::string_view schema;
    bool required = false;
    bool in_path = false;
};

struct Operation {
    std::string_view path;
    std::string_view method;
    std::string_view summary;
    std::span<const Parameter> parameters;
    std::string request;  // a JSON schema; "" if there is no body
    int status = 200;
    std::string_view type;  // of the response; "" if it has no body
    std::string answer;     // a JSON schema; "" if it is not JSON
    std::string_view refusals;
    std::string_view request_type = "application/json";
};

constexpr std::string_view integer = R"({"type":"integer","minimum":1})";
constexpr std::string_view text = R"({"type":"string"})";
constexpr std::string_view state_schema =
    R"({"type":"object","required":["seq","scope","digest","state"],"properties":{)"
    R"("seq":{"type":"integer"},"scope":{"type":"object"},"digest":{"type":"string"},)"
    R"("state":{"type":"object"}}})";

// One item for each line of the request, in the same order: the join or its error.
constexpr std::string_view joins_response =
    R"({"type":"object","required":["lines"],"properties":{"lines":{"type":"array","items":)"
    R"({"type":"object","required":["key"],"properties":{"key":{"type":"string"},)"
    R"("line":{"type":"integer"},"join_number":{"type":"integer"},"repeated":{"type":"boolean"},)"
    R"("order":{"type":"string"},)"
    R"("error":{"type":"object"}}}}}})";

constexpr std::array code_in_path{Parameter{"code", text, true, true}};
// The login that the client believes it is signed in with. 401 if the session is another's.
constexpr Parameter as_login{"as", R"({"type":"string"})"};
constexpr std::array login_only{as_login};
constexpr std::array photo_in_path{
    Parameter{"id", R"({"type":"string","pattern":"^[0-9a-f]{64}$"})", true, true}, as_login};
constexpr std::array code_and_login{code_in_path[0], as_login};
constexpr std::array events_after{Parameter{"after", R"({"type":"integer","minimum":0})"},
                                  as_login};
constexpr std::array line_ids{Parameter{"ids", R"({"type":"string","pattern":"^[0-9,]*$"})", true},
                              as_login};
constexpr std::array query_parameters{
    Parameter{"name", R"({"type":"string","enum":["groupbuys","leaders","reofferable"]})", true,
              true},
    Parameter{"sort", R"({"type":"string","enum":["deadline","units","code"]})"},
    Parameter{
        "stage",
        R"({"type":"string","enum":["preheat","open","overdue","locked","failed","cancelled"]})"},
    Parameter{"page", integer},
    Parameter{"size", integer},
};

constexpr std::array export_parameters{
    Parameter{"code", text, true, true},
    Parameter{"name",
              R"({"type":"string","enum":["customers.pdf","products.pdf","matrix.pdf","slips.pdf",)"
              R"("lists.xlsx","kuaituantuan.xlsx","supplier.csv","parcels.csv","labels.pdf",)"
              R"("labels.tspl"]})",
              true, true},
    Parameter{"order", R"({"type":"string","enum":["building_room_item","building_item_room",)"
                       R"("item_building_room"]})"},
    Parameter{"by", R"({"type":"string","enum":["item","household"]})"},
    Parameter{"size", R"({"type":"string","enum":["40x30","60x40","80x60"]})"},
    Parameter{"phones", R"({"type":"string","enum":["masked","full","none"]})"},
    Parameter{"from", integer},
    Parameter{"to", integer},
    Parameter{"lang", R"({"type":"string","enum":["zh-CN","en"]})"},
    as_login,
};

std::string ref(std::string_view name) {
    return R"({"$ref":"#/components/schemas/)" + std::string(name) + R"("})";
}

std::vector<Operation> operations() {
    using namespace json;
    const std::string row_list =
        R"({"type":"array","items":)" + schema_of<LinePerson>() + R"(,"maxItems":500})";
    const std::string page = R"({"anyOf":[)" + ref("GroupBuyPage") + ',' + ref("LeaderPage") + "]}";
    constexpr std::string_view data = "application/json";
    constexpr std::string_view plain = "text/plain";
    return {
        {"/api/session", "get", "Who am I", {}, "", 200, data, ref("WhoAmI"), "401"},
        {"/api/session",
         "post",
         "Sign in",
         {},
         ref("Credentials"),
         200,
         data,
         ref("WhoAmI"),
         "400 401 403 413 415 429 503"},
        {"/api/session", "delete", "Sign out", {}, "", 204, "", "", "403 503"},
        {"/api/commands", "post", "Carry out a command, once by its id", login_only,
         ref("CommandEnvelope"), 200, data, ref("Committed"),
         "400 401 403 404 409 413 415 422 503"},
        {"/api/snapshot", "get", "The state as far as one may see it", login_only, "", 200, data,
         std::string(state_schema), "401 503"},
        {"/api/events", "get", "The live feed; also resumed by Last-Event-ID", events_after, "",
         200, "text/event-stream", "", "400 401 503"},
        {"/api/queries/{name}", "get", "Tables, page by page", query_parameters, "", 200, data,
         page, "400 401 404 503"},
        {"/api/profiles", "get", "Who joined, within one's scope", line_ids, "", 200, data,
         row_list, "400 401 503"},
        {"/api/photos", "post",
         "Keep a photo, to be named by a command: JPEG, PNG or WebP, to 8 MB", login_only, "{}",
         200, data,
         R"({"type":"object","required":["photo"],"properties":{"photo":{"type":"string",)"
         R"("pattern":"^[0-9a-f]{64}$"}}})",
         "401 403 413 415 422 503", "image/*"},
        {"/api/tables", "post",
         "The text of a workbook of orders (.xlsx, to 8 MB), as CSV; nothing is kept", login_only,
         "{}", 200, data,
         R"({"type":"object","required":["table"],"properties":{"table":{"type":"string"}}})",
         "401 403 413 415 422 503",
         "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
        {"/api/photos/{id}", "get", "A photo that something within one's scope names",
         photo_in_path, "", 200, "image/jpeg", "", "401 404 503"},
        {"/api/groupbuys/{code}", "get", "A group-buy for everyone", code_in_path, "", 200, data,
         ref("PublicGroupBuy"), "404 503"},
        {"/api/groupbuys/{code}/exports/{name}", "get",
         "A group-buy's lists, slips, labels and workbooks, as files", export_parameters, "", 200,
         "*/*", "", "400 401 403 404 422 503"},
        {"/api/invitations", "post", "A link with which somebody makes her own account", login_only,
         schema_of<InvitationRequest>(), 200, data, schema_of<InvitationLink>(),
         "400 401 403 404 413 415 422 503"},
        {"/api/groupbuys/{code}/joins", "post",
         "Joins on behalf of those in a leader's chat, each by itself; the same keys again are "
         "safe",
         code_and_login, ref("JoinsTaken"), 200, data, std::string(joins_response),
         "400 401 403 404 413 415 503"},
        {"/api/check-plan",
         "post",
         "Judge a reward plan",
         {},
         ref("RewardPlan"),
         200,
         data,
         ref("PlanVerdict"),
         "400 401 403 413 415 429 503"},
        {"/api/openapi.json",
         "get",
         "This contract",
         {},
         "",
         200,
         data,
         R"({"type":"object"})",
         ""},
        {"/healthz", "get", "The server is alive", {}, "", 200, plain, "", ""},
        {"/readyz", "get", "The server can do its work", {}, "", 200, plain, "", "503"},
        {"/metrics", "get", "Prometheus, to this machine alone", {}, "", 200, plain, "", "403"},
    };
}

void write_parameters(std::string& out, std::span<const Parameter> parameters) {
    out += R"("parameters":[)";
    for (bool first = true; const Parameter& p : parameters) {
        if (!std::exchange(first, false)) out += ',';
        out += R"({"name":)";
        json::write(out, p.name);
        out += p.in_path ? R"(,"in":"path")" : R"(,"in":"query")";
        if (p.required) out += R"(,"required":true)";
        ((out += R"(,"schema":)") += p.schema) += '}';
    }
    out += "],";
}

void write_operation(std::string& out, const Operation& operation) {
    json::write(out, operation.method);
    out += R"(:{"summary":)";
    json::write(out, operation.summary);
    out += ',';
    if (!operation.parameters.empty()) write_parameters(out, operation.parameters);
    if (!operation.request.empty()) {
        out += R"("requestBody":{"required":true,"content":{)";
        json::write(out, operation.request_type);
        ((out += R"(:{"schema":)") += operation.request) += "}}},";
    }
    out += R"("responses":{")" + std::to_string(operation.status) + R"(":{"description":"done")";
    if (!operation.type.empty()) {
        out += R"(,"content":{)";
        json::write(out, operation.type);
        out += operation.answer.empty() ? ":{}}" : R"(:{"schema":)" + operation.answer + "}}";
    }
    out += '}';
    for (std::string_view left = operation.refusals; !left.empty();) {
        out += ",\"";
        out += left.substr(0, 3);
        out += R"(":{"$ref":"#/components/responses/Error"})";
        left.remove_prefix(std::min<std::size_t>(left.size(), 4));
    }
    out += "}}";
}

void write_paths(std::string& out) {
    std::string_view path;
    out += R"("paths":{)";
    for (const Operation& operation : operations()) {
        if (operation.path == path) {
            out += ',';
        } else {
            if (!path.empty()) out += "},";
            json::write(out, operation.path);
            out += ":{";
            path = operation.path;
        }
        write_operation(out, operation);
    }
    out += "}}";
}

// Writes one schema for each type of `Types` under its name, then `named`: a oneOf of all of them.
template <class Types>
void write_alternatives(std::string& out, std::string_view named, auto alternative) {
    std::string choices;
    boost::mp11::mp_for_each<boost::mp11::mp_transform<boost::mp11::mp_identity, Types>>(
        [&]<class T>(boost::mp11::mp_identity<T>) {
            json::write(out, T::name);
            ((out += ':') += json::schema_of<T>()) += ',';
            if (!choices.empty()) choices += ',';
            choices += alternative(T::name);
        });
    json::write(out, named);
    ((out += R"(:{"oneOf":[)") += choices) += "]}";
}

void write_schemas(std::string& out) {
    const auto described = [&]<class T>(std::string_view name, const T*) {
        json::write(out, name);
        ((out += ':') += json::schema_of<T>()) += ',';
    };
    out += R"("schemas":{)";
    described("Credentials", static_cast<const Credentials*>(nullptr));
    described("WhoAmI", static_cast<const WhoAmI*>(nullptr));
    described("PublicGroupBuy", static_cast<const PublicGroupBuy*>(nullptr));
    described("GroupBuyPage", static_cast<const GroupBuyPage*>(nullptr));
    described("LeaderPage", static_cast<const LeaderPage*>(nullptr));
    described("JoinsTaken", static_cast<const JoinImport*>(nullptr));
    described("RewardPlan", static_cast<const rules::RewardPlan*>(nullptr));
    described("PlanVerdict", static_cast<const rules::VerdictInWords*>(nullptr));
    write_alternatives<AnyCommand>(out, "CommandEnvelope", [](std::string_view name) {
        return R"({"type":"object","required":["id","type","data"],"additionalProperties":false,)"
               R"("properties":{"id":{"type":"string","pattern":"^[A-Za-z0-9_-]{8,64}$"},)"
               R"("type":{"const":")" +
               std::string(name) + R"("},"data":)" + ref(name) + "}}";
    });
    out += ',';
    write_alternatives<AnyEvent>(out, "Event", [](std::string_view name) {
        return R"({"type":"object","required":["seq","type","version","time","data"],)"
               R"("properties":{"seq":{"type":"integer"},"type":{"const":")" +
               std::string(name) +
               R"("},"version":{"type":"integer"},"time":{"type":"integer"},"data":)" + ref(name) +
               "}}";
    });
    out += R"(,"Committed":{"type":"object","required":["seq","events"],"properties":{)"
           R"("seq":{"type":"integer"},"events":{"type":"array","items":)" +
           ref("Event") + "}}}";
    out += R"(,"Error":{"type":"object","required":["error"],"properties":{"error":{)"
           R"("type":"object","required":["code","field","message","facts"],"properties":{)"
           R"("code":{"type":"string"},"field":{"type":"string"},"message":{"type":"string"},)"
           R"("facts":{"type":"object","additionalProperties":{"type":"integer"}}}}}}},)";
}

}  // namespace

std::string openapi_text() {
    std::string out = R"({"openapi":"3.1.0","info":{"title":"Starfish","version":"1"},)"
                      R"("jsonSchemaDialect":"https://json-schema.org/draft/2020-12/schema",)";
    write_paths(out);
    out += R"(,"components":{)";
    write_schemas(out);
    out += R"("responses":{"Error":{"description":"Why not","content":{"application/json":)"
           R"({"schema":)" +
           ref("Error") + "}}}}}}";
    return out;
}

}  // namespace starfish

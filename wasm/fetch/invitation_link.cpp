#include "wasm/fetch/invitation_link.hpp"

#include "core/base/json/parse.hpp"
#include "wasm/client.hpp"
#include "wasm/fetch/members.hpp"
#include "wasm/outside/outside.hpp"

namespace starfish {

void invite(Client& client, const std::shared_ptr<InvitationLink>& link) {
    link->request_status = RequestStatus::under_way;
    std::string body = R"({"role":")";
    body += link->role;
    body += R"(",")";
    body += link->role;
    body += R"(":)" + std::to_string(link->number) + "}";
    client.post("/api/invitations", body, [&client, link](int status, const std::string& answer) {
        json::Document document;
        const auto* const object = object_of(document.parse(answer));
        link->request_status =
            status == 200 && object ? RequestStatus::done : RequestStatus::failed;
        if (link->request_status == RequestStatus::done)
            link->link = outside::origin() + text_at(*object, "link");
        else if (const auto* error = object ? object_of(object->if_contains("error")) : nullptr)
            link->problem = text_at(*error, "message");
        client.changed();
    });
}

}  // namespace starfish

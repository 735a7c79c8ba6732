// GET and POST /i/{token}: the invited person makes an account.
#include "server/accounts/invitations.hpp"
#include "server/net/form.hpp"
#include "server/pages/landing/landing_page.hpp"
#include "server/pages/page_routes.hpp"

namespace starfish {
namespace {

std::string role_words(Locale locale, AccountRole role) {
    switch (role) {
        case AccountRole::leader:
            return say(locale, "page.invited_leader");
        case AccountRole::verifier:
            return say(locale, "page.invited_verifier");
        case AccountRole::trainer:
            return say(locale, "page.invited_trainer");
        case AccountRole::operator_:
            break;
    }
    return say(locale, "page.invited_operator");
}

}  // namespace

Response PageRoutes::invitation_answer(const PageRequest& page_request, int status,
                                       const Invitation& invitation, const std::string& login,
                                       const InvitationError* why) {
    const Locale locale = page_request.reader.locale;
    PageData data;
    data["name"] = PageData(invitation.name);
    data["role"] = PageData(role_words(locale, invitation.role));
    data["login"] = PageData(login);
    if (why) data[std::string(why->field) + "_error"] = PageData(say(locale, why->code));
    const std::string path = "/i/" + page_request.name;
    const PageHead head{.path = path,
                        .title = say(locale, "page.invited_title"),
                        .description = say(locale, "page.invited_title"),
                        .is_private = true};
    return page_answer(page_request.gzip, status,
                       writer_.page("invitation", page_request.reader, head, std::move(data)));
}

Response PageRoutes::no_invitation(const PageRequest& page_request) {
    return page_answer(
        page_request.gzip, 404,
        notice_page(writer_, page_request.reader, "/", 404, "page.notice_404", "invitation.gone"));
}

void PageRoutes::invitation(const Request& request, const Responder& respond) {
    const PageRequest page_request = page_request_of(request);
    const bool taken = background_.run([this, page_request, respond] {
        auto found =
            invitation_services_.invitations.find(page_request.name, invitation_services_.now());
        respond.on_io_thread([this, page_request, found = std::move(found)] {
            return found ? invitation_answer(page_request, 200, *found, "", nullptr)
                         : no_invitation(page_request);
        });
    });
    if (!taken) respond(busy(page_request));
}

void PageRoutes::take_up(const Request& request, const Responder& respond) {
    const PageRequest page_request = page_request_of(request);
    const auto form = read_form(request.body);
    if (!form) return respond(notice(page_request, 400));
    const bool taken = invitation_services_.hashing.run(
        [this, page_request, login = std::string(form->value("login")),
         password = std::string(form->value("password")), respond] {
            const Instant now = invitation_services_.now();
            auto invited = invitation_services_.invitations.find(page_request.name, now);
            const auto account =
                invitation_services_.invitations.take_up(page_request.name, login, password, now);
            if (account) {
                std::string to = "/app/";
                return respond(redirect(to += language_query(page_request.reader)));
            }
            if (!invited || account.error().field.empty())
                return respond.on_io_thread(
                    [this, page_request] { return no_invitation(page_request); });
            respond.on_io_thread(
                [this, page_request, login, invited = std::move(*invited), why = account.error()] {
                    const int status = why.code == "invitation.login_taken" ? 409 : 422;
                    return invitation_answer(page_request, status, invited, login, &why);
                });
        });
    if (!taken) respond(busy(page_request));
}

}  // namespace starfish

// GET and POST /i/{token}: who was invited makes her own account.
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

Response PageRoutes::invitation_answer(const Asking& asking, int status,
                                       const Invitation& invitation, const std::string& login,
                                       const NotInvited* why) {
    const Locale locale = asking.reader.locale;
    PageData data;
    data["name"] = PageData(invitation.name);
    data["role"] = PageData(role_words(locale, invitation.role));
    data["login"] = PageData(login);
    if (why) data[std::string(why->field) + "_error"] = PageData(say(locale, why->code));
    const std::string path = "/i/" + asking.name;
    const PageHead head{.path = path,
                        .title = say(locale, "page.invited_title"),
                        .description = say(locale, "page.invited_title"),
                        .is_private = true};
    return page_answer(asking.gzip, status,
                       writer_.page("invitation", asking.reader, head, std::move(data)));
}

Response PageRoutes::no_invitation(const Asking& asking) {
    return page_answer(
        asking.gzip, 404,
        notice_page(writer_, asking.reader, "/", 404, "page.notice_404", "invitation.gone"));
}

void PageRoutes::invitation(const Request& request, const Respond& respond) {
    const Asking asking = asking_of(request);
    const bool taken = background_.run([this, asking, respond] {
        auto found = accounts_.invitations.find(asking.name, accounts_.now());
        respond.on_io_thread([this, asking, found = std::move(found)] {
            return found ? invitation_answer(asking, 200, *found, "", nullptr)
                         : no_invitation(asking);
        });
    });
    if (!taken) respond(busy(asking));
}

void PageRoutes::take_up(const Request& request, const Respond& respond) {
    const Asking asking = asking_of(request);
    const auto form = read_form(request.body);
    if (!form) return respond(notice(asking, 400));
    const bool taken =
        accounts_.hashing.run([this, asking, login = std::string(form->value("login")),
                               password = std::string(form->value("password")), respond] {
            const Instant now = accounts_.now();
            auto invited = accounts_.invitations.find(asking.name, now);
            const auto account = accounts_.invitations.take_up(asking.name, login, password, now);
            if (account) {
                std::string to = "/app/";
                return respond(redirect(to += language_query(asking.reader)));
            }
            if (!invited || account.error().field.empty())
                return respond.on_io_thread([this, asking] { return no_invitation(asking); });
            respond.on_io_thread(
                [this, asking, login, invited = std::move(*invited), why = account.error()] {
                    const int status = why.code == "invitation.login_taken" ? 409 : 422;
                    return invitation_answer(asking, status, invited, login, &why);
                });
        });
    if (!taken) respond(busy(asking));
}

}  // namespace starfish

#include "server/pages/pages.hpp"

#include "server/pages/page_routes.hpp"

#include <memory>

namespace starfish {

void add_pages(Router& router, Services& services, Workers& background,
               const InvitationServices& invitation_services) {
    const auto pages = std::make_shared<PageRoutes>(services, background, invitation_services);
    services.on_published.emplace_back(
        [pages](std::span<const PublishedRecord> records) { pages->cache().changed(records); });
    router.error_page = [pages](const Request& request, int status, std::string_view code) {
        return pages->error(request, status, code);
    };
    const auto get = [&](std::string_view pattern, auto handler) {
        router.get(pattern, Router::Asynchronous(
                                [pages, handler](const Request& request, const Responder& respond) {
                                    (*pages.*handler)(request, respond);
                                }));
    };
    const auto post = [&](std::string_view pattern, auto handler) {
        router.post(pattern, BodyType::form,
                    Router::Asynchronous(
                        [pages, handler](const Request& request, const Responder& respond) {
                            (*pages.*handler)(request, respond);
                        }));
    };
    get("/", &PageRoutes::landing);
    get("/g/{code}", &PageRoutes::groupbuy);
    get("/g/{code}/remind.ics", &PageRoutes::remind);
    post("/g/{code}/join", &PageRoutes::join);
    get("/o/{token}", &PageRoutes::order);
    post("/o/{token}/change", &PageRoutes::change);
    post("/o/{token}/more", &PageRoutes::more);
    post("/o/{token}/leave", &PageRoutes::leave);
    post("/o/{token}/pay", &PageRoutes::pay);
    post("/o/{token}/appeal", &PageRoutes::appeal);
    get("/o/{token}/photo/{id}", &PageRoutes::photo);
    router
        .post("/o/{token}/claim", BodyType::multipart,
              Router::Asynchronous([pages](const Request& request, const Responder& respond) {
                  pages->claim(request, respond);
              }))
        .take_file("photo.too_large")
        .cut_longer();
    get("/i/{token}", &PageRoutes::invitation);
    post("/i/{token}", &PageRoutes::take_up);
    for (const std::string_view form :
         {"/g/{code}/join", "/o/{token}/change", "/o/{token}/more", "/o/{token}/leave",
          "/o/{token}/pay", "/o/{token}/claim", "/o/{token}/appeal"})
        router.get(form, Router::Immediate([pages](const Request& request) {
                       return pages->back_to_page(request);
                   }));
    for (const std::string_view file : {"/css/{name}", "/js/{name}"})
        router.get(file, Router::Immediate(
                             [pages](const Request& request) { return pages->file(request); }));
}

}  // namespace starfish

#include "web/forms/photo_field.hpp"

#include "wasm/client.hpp"
#include "web/kit/kit.hpp"

namespace starfish::web {

bool is_sending(const std::shared_ptr<SentFile>& photo) {
    return photo && photo->request_status == RequestStatus::under_way;
}

std::optional<std::string> photo_id(const std::shared_ptr<SentFile>& photo) {
    if (!photo || photo->content.empty()) return std::nullopt;
    return photo->content;
}

void draw_photo_field(Client& client, std::shared_ptr<SentFile>& photo, const std::string& error) {
    const Locale locale = client.locale();
    kit::space(12);
    const bool failed = photo && photo->request_status == RequestStatus::failed;
    if (failed || !error.empty())
        kit::banner({.text = failed ? photo->problem : error, .tone = Tone::bad});
    if (photo_id(photo)) {
        kit::entry({.title = say(locale, "photo.added"), .note = photo->name, .key = "photo"});
        if (kit::button({.label = say(locale, "photo.remove"), .look = kit::Look::plain}))
            photo.reset();
        return;
    }
    const bool offline = client.link() == Link::offline;
    if (kit::button({.label = say(locale, "photo.add"),
                     .wide = true,
                     .busy = is_sending(photo),
                     .disabled = offline,
                     .reason = offline ? say(locale, "photo.needs_network") : ""})) {
        photo = std::make_shared<SentFile>();
        choose_photo(client, photo);
    }
}

void draw_photo_link(Locale locale, const std::string& photo, const std::string& subject) {
    if (photo.empty()) return;
    kit::space(4);
    if (kit::button({.label = say(locale, "photo.see"),
                     .small = true,
                     .name = say(locale, "photo.see") + " " + subject}))
        platform::open_page(outside::origin() + "/api/photos/" + photo);
}

}  // namespace starfish::web

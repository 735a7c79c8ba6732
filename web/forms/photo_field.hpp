// A photo that goes with what one says: chosen or taken, sent at once, named by the command.
#pragma once

#include "core/words/words.hpp"
#include "wasm/fetch/sent_file.hpp"

#include <memory>
#include <optional>
#include <string>

namespace starfish::web {

// `photo` is empty until one is chosen. `error` is the rules' word on it.
void draw_photo_field(Client&, std::shared_ptr<SentFile>& photo, const std::string& error = {});

// What a command is to name; nothing if there is none.
std::optional<std::string> photo_id(const std::shared_ptr<SentFile>& photo);
// It is on its way: what names it waits.
bool is_sending(const std::shared_ptr<SentFile>& photo);

// Opens a photo that is kept; `whose` is for screen readers. Nothing if there is none.
void draw_photo_link(Locale, const std::string& photo, const std::string& whose);

}  // namespace starfish::web

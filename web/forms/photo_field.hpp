// A field for a photo: chosen or taken, uploaded at once, and named by a later command.
#pragma once

#include "core/words/words.hpp"
#include "wasm/fetch/sent_file.hpp"

#include <memory>
#include <optional>
#include <string>

namespace starfish::web {

// `photo` is empty until one is chosen. `error` is the rules' message about the photo.
void draw_photo_field(Client&, std::shared_ptr<SentFile>& photo, const std::string& error = {});

// The photo's id for a command; nullopt if there is no photo.
std::optional<std::string> photo_id(const std::shared_ptr<SentFile>& photo);
// The upload is under way; commands that name the photo have to wait.
bool is_sending(const std::shared_ptr<SentFile>& photo);

// A button that opens a stored photo; draws nothing if `photo` is empty. `subject` completes the
// button's name for screen readers.
void draw_photo_link(Locale, const std::string& photo, const std::string& subject);

}  // namespace starfish::web

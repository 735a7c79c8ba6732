#include "server/pages/join/join_form.hpp"

#include "core/base/text.hpp"
#include "server/secrets/contact.hpp"

#include <array>
#include <charconv>
#include <optional>

namespace starfish {
namespace {

std::string shown(std::string_view text) {
    return utf8_length(text) ? std::string(text) : std::string{};
}

// A number in a form that its input field can show again.
std::string shown_number(std::string_view text) {
    return with_plain_digits(trimmed(shown(text)));
}

// A whole number from 0 in decimal digits, full-width digits included, blanks around it allowed;
// nullopt for anything else.
std::optional<std::int32_t> number_in(std::string_view typed) {
    const std::string text = with_plain_digits(trimmed(typed));
    std::int32_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (text.empty() || error != std::errc{} || end != text.data() + text.size() || number < 0)
        return std::nullopt;
    return number;
}

// Reads a form field by field and collects its problems.
class FieldReader {
public:
    explicit FieldReader(const Form& form) : form_(form) {}

    // The number in a field, or 0 and a problem.
    std::int32_t number(std::string_view field, std::string_view problem) {
        if (const auto read = number_in(form_.value(field))) return *read;
        refuse({RefusalKind::invalid, problem, std::string(field), {}});
        return 0;
    }
    std::uint32_t id(std::string_view field, std::string_view problem) {
        return static_cast<std::uint32_t>(number(field, problem));
    }
    Profile profile(const Secrets& secrets) {
        // Name and phone are checked separately, so that the consumer can correct both at once.
        auto profile = profile_from(secrets, form_.value("name"), form_.value("phone"));
        if (profile) return std::move(*profile);
        const bool of_name = profile.error().field == "name";
        refuse(std::move(profile.error()));
        if (of_name)
            if (auto phone = normal_phone(form_.value("phone")); !phone)
                refuse(std::move(phone.error()));
        return {};
    }
    std::string note() {
        auto note = note_from(form_.value("note"));
        if (note) return std::move(*note);
        refuse(std::move(note.error()));
        return {};
    }
    std::int32_t tolerance() {
        return form_.has("tolerance") ? number("tolerance", "groupbuy.tolerance") : 0;
    }
    std::string key() {
        const std::string_view key = form_.value("key");
        if (!is_usable_key(key)) refuse({RefusalKind::invalid, "page.key", "key", {}});
        return std::string(key);
    }
    void refuse(Refusal refusal) { problems_.push_back(std::move(refusal)); }
    std::vector<Refusal>& problems() { return problems_; }

private:
    const Form& form_;
    std::vector<Refusal> problems_;
};

}  // namespace

TypedJoin typed_join(const Form& form) {
    return {.offer = shown(form.value("offer")),
            .quantity = shown_number(form.value("quantity")),
            .tolerance = shown_number(form.value("tolerance")),
            .name = shown(form.value("name")),
            .phone = shown(form.value("phone")),
            .pickup = shown(form.value("pickup")),
            .note = shown(form.value("note")),
            .key = shown(form.value("key")),
            .waitlist = form.value("waitlist") == "1"};
}

bool is_usable_key(std::string_view key) {
    return is_command_id(key) && !key.starts_with("close-");
}

std::expected<Submission, std::vector<Refusal>> read_join(const Secrets& secrets, const Form& form,
                                                          Id<groupbuy::GroupBuy> groupbuy) {
    // In the order of the fields on the page; problems are listed in that order.
    FieldReader read(form);
    Profile profile = read.profile(secrets);
    const std::uint32_t pickup = read.id("pickup", "groupbuy.pickup");
    std::string note = read.note();
    const std::int32_t quantity = read.number("quantity", "groupbuy.quantity");
    const std::int32_t tolerance = read.tolerance();
    const std::uint32_t offer = read.id("offer", "groupbuy.offer");
    std::string key = read.key();
    if (!read.problems().empty()) return std::unexpected(std::move(read.problems()));
    const ConsumerId consumer = profile.consumer;
    const auto waitlist = form.value("waitlist") == "1" ? std::optional(true) : std::nullopt;
    return Submission{.command = groupbuy::Command(groupbuy::Join{.groupbuy = groupbuy,
                                                                  .offer = {offer},
                                                                  .quantity = {quantity},
                                                                  .tolerance = {tolerance},
                                                                  .pickup = {pickup},
                                                                  .waitlist = waitlist}),
                      .actor = {Role::consumer, consumer.value},
                      .command_id = std::move(key),
                      .profile = std::move(profile),
                      .note = std::move(note)};
}

std::expected<KeyedCommand, std::vector<Refusal>> read_change(const Form& form,
                                                              const groupbuy::OrderLine& line) {
    FieldReader read(form);
    const std::int32_t quantity = read.number("quantity", "groupbuy.quantity");
    const std::int32_t tolerance = read.tolerance();
    const std::uint32_t pickup = read.id("pickup", "groupbuy.pickup");
    std::string key = read.key();
    if (!read.problems().empty()) return std::unexpected(std::move(read.problems()));
    return KeyedCommand{groupbuy::Change{line.id, {quantity}, {tolerance}, {pickup}},
                        std::move(key)};
}

std::expected<KeyedCommand, std::vector<Refusal>> read_more(const Form& form,
                                                            const groupbuy::OrderLine& line) {
    FieldReader read(form);
    const std::uint32_t offer = read.id("offer", "groupbuy.offer");
    const std::int32_t quantity = read.number("quantity", "groupbuy.quantity");
    std::string key = read.key();
    if (!read.problems().empty()) return std::unexpected(std::move(read.problems()));
    return KeyedCommand{groupbuy::Join{.groupbuy = line.groupbuy,
                                       .offer = {offer},
                                       .quantity = {quantity},
                                       .tolerance = {},
                                       .pickup = line.pickup,
                                       .waitlist = {},
                                       .with = line.id},
                        std::move(key)};
}

std::expected<KeyedCommand, std::vector<Refusal>> read_leave(const Form& form,
                                                             const groupbuy::OrderLine& line) {
    FieldReader read(form);
    std::string key = read.key();
    if (!read.problems().empty()) return std::unexpected(std::move(read.problems()));
    return KeyedCommand{groupbuy::Leave{line.id}, std::move(key)};
}

}  // namespace starfish

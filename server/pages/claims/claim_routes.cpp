// POST /o/{token}/claim and /appeal, and GET /o/{token}/photo/{id}.
//
// A claim goes from thread to thread: its form is read on the I/O thread, whose line it is the
// engine's thread knows, a photo is made small by a worker, and words and photo are stored with the
// events.
#include "core/subjects/handout/queries.hpp"
#include "server/net/multipart.hpp"
#include "server/pages/claims/claim_form.hpp"
#include "server/pages/page_routes.hpp"
#include "server/photos/photo.hpp"
#include "server/photos/photo_answer.hpp"

#include <algorithm>

namespace starfish {
namespace {

constexpr std::string_view photo_field = "photo";

int status_of(const Refusal& why) {
    if (why.kind != RefusalKind::invalid) return 409;
    return why.field == photo_field ? photos::status_of(why) : 422;
}

RefusedOrder refused_claim(OrderForm form, const TypedClaim& typed, std::vector<Refusal> problems) {
    RefusedOrder refused{form, {}, std::move(problems)};
    refused.claim = typed;
    for (Refusal& why : refused.problems)
        if (why.code == "command.id_reused")
            why = {RefusalKind::conflict, "page.order_key_used", {}, {}};
    return refused;
}

}  // namespace

// The form of a claim, with all that is typed in it.
struct PageRoutes::Claiming {
    OrderAsking asking;
    TypedClaim typed;
    ReadClaim read;
    std::string picture;  // as sent; "" for none
    ConsumerId consumer;
};

void PageRoutes::claim(const Request& request, const Respond& respond) {
    const OrderAsking asking = order_asking(request);
    const auto form =
        read_multipart(request.header("content-type"), request.body, request.is_body_cut);
    if (!form || (!form->file_field.empty() && form->file_field != photo_field))
        return respond(notice(asking.page, 400));
    const auto line = site_.secrets.line_of_token(asking.page.name);
    if (!line) return respond(unknown_order(asking.page));
    const TypedClaim typed = typed_claim(form->fields);
    if (request.is_body_cut)
        return show_order(
            asking, 413,
            refused_claim(
                OrderForm::claim, typed,
                {{RefusalKind::invalid, "photo.too_large", std::string(photo_field), {}}}),
            respond);
    auto read = read_claim(form->fields, handout::delivery_of(*line));
    if (!read)
        return show_order(asking, 422,
                          refused_claim(OrderForm::claim, typed, std::move(read.error())), respond);
    const auto claiming = std::make_shared<Claiming>(
        Claiming{asking, typed, std::move(*read), std::string(form->file), {}});
    const bool taken = site_.platform.query([this, claiming, line = *line, respond](
                                                const State& state, Seq, Instant) {
        const auto* const found = state.groupbuy.lines.find(line);
        if (!found)
            return respond.on_io_thread(
                [this, page = claiming->asking.page] { return unknown_order(page); });
        claiming->consumer = found->consumer;
        if (claiming->picture.empty()) return send_claim(claiming, std::nullopt, respond);
        const bool making = site_.photos->run([this, claiming, respond] {
            auto photo = photos::made_photo(claiming->picture);
            if (photo) return send_claim(claiming, std::move(*photo), respond);
            const int status = status_of(photo.error());
            show_order(claiming->asking, status,
                       refused_claim(OrderForm::claim, claiming->typed, {std::move(photo.error())}),
                       respond);
        });
        if (!making)
            respond.on_io_thread([this, page = claiming->asking.page] { return busy(page); });
    });
    if (!taken) respond(busy(asking.page));
}

// From any thread.
void PageRoutes::send_claim(const std::shared_ptr<Claiming>& claiming, std::optional<Photo> photo,
                            const Respond& respond) {
    handout::FileClaim command = claiming->read.command;
    if (photo) command.photo = photo->id;
    send_after_sales(claiming->asking, OrderForm::claim, claiming->typed,
                     {.command = handout::Command(std::move(command)),
                      .actor = {Role::consumer, claiming->consumer.value},
                      .command_id = claiming->read.key,
                      .profile = {},
                      .note = claiming->read.words,
                      .photo = std::move(photo)},
                     respond);
}

void PageRoutes::appeal(const Request& request, const Respond& respond) {
    const OrderAsking asking = order_asking(request);
    const auto form = read_form(request.body);
    if (!form) return respond(notice(asking.page, 400));
    const auto line = site_.secrets.line_of_token(asking.page.name);
    if (!line) return respond(unknown_order(asking.page));
    auto read = read_appeal(*form);
    if (!read)
        return show_order(asking, 422,
                          refused_claim(OrderForm::appeal, {}, std::move(read.error())), respond);
    const bool taken = site_.platform.query([this, asking, line = *line, read = *read, respond](
                                                const State& state, Seq, Instant) {
        const auto* const found = state.groupbuy.lines.find(line);
        if (!found)
            return respond.on_io_thread([this, page = asking.page] { return unknown_order(page); });
        send_after_sales(asking, OrderForm::appeal, {},
                         {.command = handout::Command(read.command),
                          .actor = {Role::consumer, found->consumer.value},
                          .command_id = read.key},
                         respond);
    });
    if (!taken) respond(busy(asking.page));
}

// From any thread.
void PageRoutes::send_after_sales(const OrderAsking& asking, OrderForm which,
                                  const TypedClaim& typed, Submission submission,
                                  const Respond& respond) {
    site_.platform.submit(
        std::move(submission),
        [this, asking, which, typed, respond](std::expected<Result<Committed>, Unanswered> answer) {
            if (!answer)
                return show_order(
                    asking, 503,
                    refused_claim(which, typed, {{RefusalKind::conflict, "page.busy", {}, {}}}),
                    respond);
            if (!*answer)
                return show_order(asking, status_of(answer->error()),
                                  refused_claim(which, typed, {answer->error()}), respond);
            respond(redirect(asking.link.path() + asking.link.query(asking.page.reader)));
        });
}

// Of a claim on this order, and no other.
void PageRoutes::photo(const Request& request, const Respond& respond) {
    const Asking asking = asking_of(request);
    const std::string id{request.captures[1]};
    const auto line = site_.secrets.line_of_token(asking.name);
    if (!line || !handout::is_photo_id(id)) return respond(notice(asking, 404));
    const auto unknown = [this, asking, respond] {
        respond.on_io_thread([this, asking] { return notice(asking, 404); });
    };
    const bool taken = site_.platform.query(
        [this, asking, line = *line, id, respond, unknown](const State& state, Seq, Instant) {
            const auto claims = handout::claims_of(state.handout, handout::delivery_of(line));
            const bool hers = std::ranges::any_of(claims, [&](Id<handout::Claim> claim) {
                return state.handout.claims.at(claim).photo == id;
            });
            if (!hers) return unknown();
            const bool read = background_.run([this, id, respond, unknown] {
                auto bytes = site_.platform.store().photo(id);
                if (!bytes) return unknown();
                respond(photos::photo_answer(std::move(*bytes)));
            });
            if (!read) respond.on_io_thread([this, asking] { return busy(asking); });
        });
    if (!taken) respond(busy(asking));
}

}  // namespace starfish

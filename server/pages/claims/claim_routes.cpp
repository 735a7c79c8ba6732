// POST /o/{token}/claim and /appeal, and GET /o/{token}/photo/{id}.
//
// A claim passes through several threads: the I/O thread reads the form, the engine's thread looks
// up the line's consumer, a worker shrinks the photo, and text and photo are stored with the
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

// A claim form while it passes from thread to thread.
struct PageRoutes::ClaimSubmission {
    OrderRequest order_request;
    TypedClaim typed;
    ClaimInput input;
    std::string picture;  // the photo as uploaded; "" for none
    ConsumerId consumer;
};

void PageRoutes::claim(const Request& request, const Responder& respond) {
    const OrderRequest order_request = order_request_of(request);
    const auto form =
        read_multipart(request.header("content-type"), request.body, request.is_body_cut);
    if (!form || (!form->file_field.empty() && form->file_field != photo_field))
        return respond(notice(order_request.page, 400));
    const auto line = services_.secrets.line_of_token(order_request.page.name);
    if (!line) return respond(unknown_order(order_request.page));
    const TypedClaim typed = typed_claim(form->fields);
    if (request.is_body_cut)
        return show_order(
            order_request, 413,
            refused_claim(
                OrderForm::claim, typed,
                {{RefusalKind::invalid, "photo.too_large", std::string(photo_field), {}}}),
            respond);
    auto read = read_claim(form->fields, handout::delivery_of(*line));
    if (!read)
        return show_order(order_request, 422,
                          refused_claim(OrderForm::claim, typed, std::move(read.error())), respond);
    const auto claim_submission = std::make_shared<ClaimSubmission>(
        ClaimSubmission{order_request, typed, std::move(*read), std::string(form->file), {}});
    const bool taken = services_.platform.query(
        [this, claim_submission, line = *line, respond](const State& state, Seq, Instant) {
            const auto* const found = state.groupbuy.lines.find(line);
            if (!found)
                return respond.on_io_thread([this, page = claim_submission->order_request.page] {
                    return unknown_order(page);
                });
            claim_submission->consumer = found->consumer;
            if (claim_submission->picture.empty())
                return send_claim(claim_submission, std::nullopt, respond);
            const bool queued = services_.photos->run([this, claim_submission, respond] {
                auto photo = photos::made_photo(claim_submission->picture);
                if (photo) return send_claim(claim_submission, std::move(*photo), respond);
                const int status = status_of(photo.error());
                show_order(claim_submission->order_request, status,
                           refused_claim(OrderForm::claim, claim_submission->typed,
                                         {std::move(photo.error())}),
                           respond);
            });
            if (!queued)
                respond.on_io_thread(
                    [this, page = claim_submission->order_request.page] { return busy(page); });
        });
    if (!taken) respond(busy(order_request.page));
}

// From any thread.
void PageRoutes::send_claim(const std::shared_ptr<ClaimSubmission>& claim_submission,
                            std::optional<Photo> photo, const Responder& respond) {
    handout::FileClaim command = claim_submission->input.command;
    if (photo) command.photo = photo->id;
    send_after_sales(claim_submission->order_request, OrderForm::claim, claim_submission->typed,
                     {.command = handout::Command(std::move(command)),
                      .actor = {Role::consumer, claim_submission->consumer.value},
                      .command_id = claim_submission->input.key,
                      .profile = {},
                      .note = claim_submission->input.words,
                      .photo = std::move(photo)},
                     respond);
}

void PageRoutes::appeal(const Request& request, const Responder& respond) {
    const OrderRequest order_request = order_request_of(request);
    const auto form = read_form(request.body);
    if (!form) return respond(notice(order_request.page, 400));
    const auto line = services_.secrets.line_of_token(order_request.page.name);
    if (!line) return respond(unknown_order(order_request.page));
    auto read = read_appeal(*form);
    if (!read)
        return show_order(order_request, 422,
                          refused_claim(OrderForm::appeal, {}, std::move(read.error())), respond);
    const bool taken = services_.platform.query([this, order_request, line = *line, read = *read,
                                                 respond](const State& state, Seq, Instant) {
        const auto* const found = state.groupbuy.lines.find(line);
        if (!found)
            return respond.on_io_thread(
                [this, page = order_request.page] { return unknown_order(page); });
        send_after_sales(order_request, OrderForm::appeal, {},
                         {.command = handout::Command(read.command),
                          .actor = {Role::consumer, found->consumer.value},
                          .command_id = read.key},
                         respond);
    });
    if (!taken) respond(busy(order_request.page));
}

// From any thread.
void PageRoutes::send_after_sales(const OrderRequest& order_request, OrderForm which,
                                  const TypedClaim& typed, Submission submission,
                                  const Responder& respond) {
    services_.platform.submit(
        std::move(submission), [this, order_request, which, typed, respond](
                                   std::expected<Result<CommittedCommand>, SubmitFailure> answer) {
            if (!answer)
                return show_order(
                    order_request, 503,
                    refused_claim(which, typed, {{RefusalKind::conflict, "page.busy", {}, {}}}),
                    respond);
            if (!*answer)
                return show_order(order_request, status_of(answer->error()),
                                  refused_claim(which, typed, {answer->error()}), respond);
            respond(redirect(order_request.link.path() +
                             order_request.link.query(order_request.page.reader)));
        });
}

// Serves photos of this order's own claims only.
void PageRoutes::photo(const Request& request, const Responder& respond) {
    const PageRequest page_request = page_request_of(request);
    const std::string id{request.captures[1]};
    const auto line = services_.secrets.line_of_token(page_request.name);
    if (!line || !handout::is_photo_id(id)) return respond(notice(page_request, 404));
    const auto unknown = [this, page_request, respond] {
        respond.on_io_thread([this, page_request] { return notice(page_request, 404); });
    };
    const bool taken = services_.platform.query(
        [this, page_request, line = *line, id, respond, unknown](const State& state, Seq, Instant) {
            const auto claims = handout::claims_of(state.handout, handout::delivery_of(line));
            const bool is_of_order = std::ranges::any_of(claims, [&](Id<handout::Claim> claim) {
                return state.handout.claims.at(claim).photo == id;
            });
            if (!is_of_order) return unknown();
            const bool read = background_.run([this, id, respond, unknown] {
                auto bytes = services_.platform.store().photo(id);
                if (!bytes) return unknown();
                respond(photos::photo_answer(std::move(*bytes)));
            });
            if (!read) respond.on_io_thread([this, page_request] { return busy(page_request); });
        });
    if (!taken) respond(busy(page_request));
}

}  // namespace starfish

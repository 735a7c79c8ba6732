// The handlers of pages.hpp. Everything runs on the I/O thread, except callbacks of Platform: those
// run on its threads and return through Responder::on_io_thread.
#pragma once

#include "server/accounts/invitations.hpp"
#include "server/accounts/throttle.hpp"
#include "server/net/responder.hpp"
#include "server/net/router.hpp"
#include "server/pages/groupbuy/groupbuy_page.hpp"
#include "server/pages/order/order_page.hpp"
#include "server/pages/page_cache.hpp"
#include "server/pages/page_writer.hpp"
#include "server/pages/pages.hpp"
#include "server/platform/workers.hpp"
#include "server/secrets/secrets.hpp"
#include "server/services/services.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace starfish {

// The parts of a request that its answer needs after the request is gone.
struct PageRequest {
    Reader reader;
    bool gzip = false;
    std::string name;  // the code or token in the path
};

struct OrderRequest {
    PageRequest page;
    OrderLink link;
    // The companions named in link.with: tokens and lines.
    std::vector<std::pair<std::string, std::uint32_t>> with;
};

class PageRoutes {
public:
    // Joins from one network: a burst of sixty, then one every 3 s. Generous, because a whole
    // neighbourhood may share one address of its carrier; strict enough to keep a script from
    // inventing thousands of people. Requests from this machine are not counted:
    // is_from_this_machine().
    static constexpr Throttle::Rule joins_per_network{60, 3 * second_ms};

    PageRoutes(Services& services, Workers& background,
               const InvitationServices& invitation_services)
        : services_(services),
          background_(background),
          invitation_services_(invitation_services),
          joins_(joins_per_network) {}

    PageCache& cache() { return cache_; }

    void landing(const Request& request, const Responder& respond);
    void groupbuy(const Request& request, const Responder& respond);
    void join(const Request& request, const Responder& respond);
    void order(const Request& request, const Responder& respond);
    void change(const Request& request, const Responder& respond);
    void more(const Request& request, const Responder& respond);
    void leave(const Request& request, const Responder& respond);
    void pay(const Request& request, const Responder& respond);
    void claim(const Request& request, const Responder& respond);
    void appeal(const Request& request, const Responder& respond);
    void photo(const Request& request, const Responder& respond);
    void remind(const Request& request, const Responder& respond);
    void invitation(const Request& request, const Responder& respond);
    void take_up(const Request& request, const Responder& respond);
    // A form's address requested by GET redirects to the page of the form.
    Response back_to_page(const Request& request);
    Response file(const Request& request);
    Response error(const Request& request, int status, std::string_view code);

private:
    // The time to wait before the next join from this network, in ms; nullopt if none.
    std::optional<std::int64_t> must_wait(const Request& request);
    Response groupbuy_answer(const PageRequest& page_request, const GroupBuyView& view);
    Response cached_answer(const KeyedPage& page, bool gzip);
    void submit_join(const PageRequest& page_request, const TypedJoin& typed, Submission submission,
                     const Responder& respond);
    void refuse_reused_key(const PageRequest& page_request, const TypedJoin& typed, Seq first,
                           Actor actor, const Responder& respond);
    // Shows the page again with the form as typed.
    void refuse_join(const PageRequest& page_request, RefusedJoin refused, int status,
                     const Responder& respond);
    OrderRequest order_request_of(const Request& request) const;
    void act(const Request& request, OrderForm which, const Responder& respond);
    void submit_order(const OrderRequest& order_request, OrderForm which, const TypedJoin& typed,
                      Submission submission, const Responder& respond);
    void send_order(const OrderRequest& order_request, OrderForm which, const TypedJoin& typed,
                    Submission submission, const Responder& respond);
    struct ClaimSubmission;
    void send_claim(const std::shared_ptr<ClaimSubmission>& claim_submission,
                    std::optional<Photo> photo, const Responder& respond);
    void send_after_sales(const OrderRequest& order_request, OrderForm which,
                          const TypedClaim& typed, Submission submission, const Responder& respond);
    void mark_seen(const State& state, Id<groupbuy::OrderLine> line, Instant now);
    void show_order(const OrderRequest& order_request, int status,
                    const std::optional<RefusedOrder>& refused, const Responder& respond);

    Response invitation_answer(const PageRequest& page_request, int status,
                               const Invitation& invitation, const std::string& login,
                               const InvitationError* why);
    Response no_invitation(const PageRequest& page_request);
    Response notice(const PageRequest& page_request, int status, std::string_view path = "/");
    Response unknown_order(const PageRequest& page_request);
    Response busy(const PageRequest& page_request);

    Services& services_;
    Workers& background_;
    const InvitationServices invitation_services_;
    PageWriter writer_;
    PageCache cache_;
    KeySource keys_;
    Throttle joins_;
};

// Copies the parts out of a request.
PageRequest page_request_of(const Request& request);

}  // namespace starfish

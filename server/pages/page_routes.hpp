// The handlers behind pages.hpp. Everything here runs on the I/O thread, except what is handed to
// Platform: that runs on its threads, and comes back through Respond::on_io_thread.
#pragma once

#include "server/accounts/invitations.hpp"
#include "server/accounts/throttle.hpp"
#include "server/net/respond.hpp"
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

// What is kept of a request while its answer is being made.
struct Asking {
    Reader reader;
    bool gzip = false;
    std::string name;  // the code or token in the path
};

struct OrderAsking {
    Asking page;
    OrderLink link;
    // The tokens and lines that link.with names.
    std::vector<std::pair<std::string, std::uint32_t>> with;
};

class PageRoutes {
public:
    // Joins from one network: sixty at once, then one every 3 s. Generous, since a neighbourhood
    // may stand behind one address of its carrier; enough to keep a script from inventing people by
    // the thousand. Requests of this machine's own are not counted: is_from_this_machine().
    static constexpr Throttle::Rule joins_per_network{60, 3 * second_ms};

    PageRoutes(Site& site, Workers& background, const InvitedPeople& accounts)
        : site_(site), background_(background), accounts_(accounts), joins_(joins_per_network) {}

    PageCache& cache() { return cache_; }

    void landing(const Request& request, const Respond& respond);
    void groupbuy(const Request& request, const Respond& respond);
    void join(const Request& request, const Respond& respond);
    void order(const Request& request, const Respond& respond);
    void change(const Request& request, const Respond& respond);
    void more(const Request& request, const Respond& respond);
    void leave(const Request& request, const Respond& respond);
    void pay(const Request& request, const Respond& respond);
    void claim(const Request& request, const Respond& respond);
    void appeal(const Request& request, const Respond& respond);
    void photo(const Request& request, const Respond& respond);
    void remind(const Request& request, const Respond& respond);
    void invitation(const Request& request, const Respond& respond);
    void take_up(const Request& request, const Respond& respond);
    // Who reloads the answer to a form by its address is led back to the page it came from.
    Response back_to_page(const Request& request);
    Response file(const Request& request);
    Response error(const Request& request, int status, std::string_view code);

private:
    // How long who asks must wait before she may join, in ms; nothing if she may.
    std::optional<std::int64_t> must_wait(const Request& request);
    Response groupbuy_answer(const Asking& asking, const GroupBuyView& view);
    Response kept_answer(const KeyedPage& page, bool gzip);
    void submit_join(const Asking& asking, const TypedJoin& typed, Submission submission,
                     const Respond& respond);
    void refuse_used(const Asking& asking, const TypedJoin& typed, Seq first, Actor actor,
                     const Respond& respond);
    // The page again, with the form as it was typed.
    void refuse_join(const Asking& asking, RefusedJoin refused, int status, const Respond& respond);
    OrderAsking order_asking(const Request& request) const;
    void act(const Request& request, OrderForm which, const Respond& respond);
    void submit_order(const OrderAsking& asking, OrderForm which, const TypedJoin& typed,
                      Submission submission, const Respond& respond);
    void send_order(const OrderAsking& asking, OrderForm which, const TypedJoin& typed,
                    Submission submission, const Respond& respond);
    struct Claiming;
    void send_claim(const std::shared_ptr<Claiming>& claiming, std::optional<Photo> photo,
                    const Respond& respond);
    void send_after_sales(const OrderAsking& asking, OrderForm which, const TypedClaim& typed,
                          Submission submission, const Respond& respond);
    void mark_seen(const State& state, Id<groupbuy::OrderLine> line, Instant now);
    void show_order(const OrderAsking& asking, int status,
                    const std::optional<RefusedOrder>& refused, const Respond& respond);

    Response invitation_answer(const Asking& asking, int status, const Invitation& invitation,
                               const std::string& login, const NotInvited* why);
    Response no_invitation(const Asking& asking);
    Response notice(const Asking& asking, int status, std::string_view path = "/");
    Response unknown_order(const Asking& asking);
    Response busy(const Asking& asking);

    Site& site_;
    Workers& background_;
    const InvitedPeople accounts_;
    PageWriter writer_;
    PageCache cache_;
    KeySource keys_;
    Throttle joins_;
};

// What a request asks for, copied out of it.
Asking asking_of(const Request& request);

}  // namespace starfish

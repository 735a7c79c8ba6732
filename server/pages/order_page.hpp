// A consumer's own order: where it stands, what she owes, where she collects it.
#pragma once

#include "core/base/refusal.hpp"
#include "server/pages/groupbuy_view.hpp"
#include "server/pages/page_writer.hpp"
#include "server/store/store.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace starfish {

struct OrderView {
    groupbuy::OrderLine line;
    GroupBuyView group;
    community::PickupPoint pickup;
    std::optional<Profile> profile;  // gone once it is erased
    std::string note;

    bool has_left() const { return line.left_at.ms != 0; }
    // Still on the waitlist of what is still sold.
    bool is_waiting() const {
        return line.waiting && !has_left() && group.groupbuy.phase == groupbuy::Phase::open_;
    }
    bool can_leave() const { return !has_left() && group.stage == groupbuy::Stage::open_; }
};

// Without profile and note, which are not in the state.
std::optional<OrderView> order_view(const State& state, Id<groupbuy::OrderLine> line, Seq head,
                                    Instant now);

// `path` is /o/{token}. `problem`: why she could not leave.
std::string order_page(PageWriter& writer, const Reader& reader, const OrderView& order,
                       std::string_view path, std::string_view key,
                       const Refusal* problem = nullptr);

// 李**, 139****1111: enough for her to know them again, and no more if the link gets about.
std::string masked_name(std::string_view name);
std::string masked_phone(std::string_view digits);

}  // namespace starfish

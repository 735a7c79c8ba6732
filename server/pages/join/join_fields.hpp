// The form of a group-buy's page: join_fields.mustache.
#pragma once

#include "core/base/refusal.hpp"
#include "server/pages/groupbuy/groupbuy_view.hpp"
#include "server/pages/join/join_form.hpp"
#include "server/pages/templates.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace starfish {

// A refused join form, shown again as typed, each reason beside its field.
struct RefusedJoin {
    TypedJoin typed;
    std::vector<Refusal> problems;
    std::string order = {};  // path of the order that the form's key made before; "" for none
};

// Fills the form's data. Only for group-buys that take joins.
void add_join_fields(PageData& data, Locale locale, const GroupBuyView& view, std::string_view key,
                     const TypedJoin& typed);
// Fills problems in `data`, and NAME_error in `form` for each of `fields` that has a problem. Each
// list item links to the id `id_prefix` NAME; a problem of no such field appears in the list only.
void add_problems(PageData& data, PageData& form, Locale locale, std::span<const Refusal> problems,
                  std::span<const std::string_view> fields, std::string_view id_prefix = {});
// The fields that the form of this group-buy has.
std::vector<std::string_view> join_fields_of(const GroupBuyView& view);

}  // namespace starfish

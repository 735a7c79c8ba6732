// The one list of subjects, in order. A subject reads only the subjects above it, writes only its
// own state, and may react to events of the subjects above it. To add a subject, add a line to
// `State`.
#pragma once

#include "core/subjects/catalog/catalog.hpp"
#include "core/subjects/community/community.hpp"
#include "core/subjects/groupbuy/groupbuy.hpp"
#include "core/subjects/handout/handout.hpp"
#include "core/subjects/money/money.hpp"
#include "core/subjects/notices/notices.hpp"
#include "core/subjects/orders/orders.hpp"

#include <boost/describe.hpp>
#include <boost/mp11.hpp>

namespace starfish {

struct State {
    catalog::State catalog;
    community::State community;
    groupbuy::State groupbuy;
    handout::State handout;
    orders::State orders;
    money::State money;
    notices::State notices;
};
BOOST_DESCRIBE_STRUCT(State, (), (catalog, community, groupbuy, handout, orders, money, notices))

namespace subjects {

using Members = boost::describe::describe_members<State, boost::describe::mod_public>;

template <class Member>
using StateOf = std::remove_cvref_t<decltype(std::declval<State&>().*Member::pointer)>;
template <class Member>
using CommandOf = typename StateOf<Member>::Command;
template <class Member>
using EventOf = typename StateOf<Member>::Event;

template <template <class> class Of>
using EachSubject = boost::mp11::mp_rename<boost::mp11::mp_transform<Of, Members>, std::variant>;
template <template <class> class Of>
using EachType = boost::mp11::mp_apply<
    boost::mp11::mp_append,
    boost::mp11::mp_transform<Of, boost::mp11::mp_rename<Members, boost::mp11::mp_list>>>;

}  // namespace subjects

// variant<catalog::Command, community::Command, …>, and the same of events.
using Command = subjects::EachSubject<subjects::CommandOf>;
using Event = subjects::EachSubject<subjects::EventOf>;

// All command and event types of all subjects, in order: variant<PublishOffer, …>.
using AnyCommand = subjects::EachType<subjects::CommandOf>;
using AnyEvent = subjects::EachType<subjects::EventOf>;

}  // namespace starfish

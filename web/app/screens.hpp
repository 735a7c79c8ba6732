// What a leader and the supplier's staff see. Each screen is a function that draws the client's
// state and asks it for what the person wants. Which one is shown is in the page's address:
//
//   ""                  today                  "offers"        what may be sold
//   "groupbuys"         the list               "open/OFFER"    the form that opens a group-buy
//   "g/CODE"            one group-buy          "publish"       the form that publishes an offer
//   "g/CODE/edit"       a draft's form         "colleagues"    what may be offered again
//   "g/CODE/import"     joins from a chat      "confirm", "give-back"   money that waits
//   "handout"           all hand-outs          "handout/NUMBER"         one at the desk
//   "claims"            what was wrong, to be answered
//   "verifiers"         who hands out for her
//   "leaders"           who leads what         "leaders/NUMBER", "communities"   what one leads
//   "money"             one's money            "statement/VIEW"         its statements
//   "purse/LEADER"      a leader's             "held/CODE"              pay that waits
//   "plan"              judges a reward plan
//
// A screen for something new is a line in places.cpp.
#pragma once

#include "wasm/client.hpp"
#include "web/screens/catalog/offers.hpp"
#include "web/screens/catalog/publish_form.hpp"
#include "web/screens/community/leaders.hpp"
#include "web/screens/community/payment_instructions.hpp"
#include "web/screens/community/verifiers.hpp"
#include "web/screens/groupbuy/colleagues.hpp"
#include "web/screens/groupbuy/import_view.hpp"
#include "web/screens/groupbuy/manage.hpp"
#include "web/screens/groupbuy/open_form.hpp"
#include "web/screens/groupbuy/papers.hpp"
#include "web/screens/handout/claims.hpp"
#include "web/screens/handout/desk.hpp"
#include "web/screens/money/cash_forms.hpp"
#include "web/screens/money/cash_rows.hpp"
#include "web/screens/orders/join_money.hpp"
#include "web/screens/rules/plan_check.hpp"

#include <string>

namespace starfish::web {

// What the person has typed and which question is open; nothing that the state could tell.
struct View {
    std::string route;  // as of the last frame
    std::string login;
    std::string password;
    starfish::Id<groupbuy::OrderLine> opened_join;
    bool asking_sign_out = false;
    bool asking_close = false;
    bool asking_cancel = false;
    std::string cancel_reason;
    std::string cancel_refusal;
    OpenForm open_form;
    Managing managing;
    MoneyForm money;
    ImportView import;
    Colleagues colleagues;
    starfish::Id<catalog::Offer> opened_offer;
    OfferChange offer_change;
    PublishForm publish;
    Desk desk;
    ClaimForm claim;
    Papers papers;
    bool telling = false;  // the sheet of those to be told is open
    CashForm cash;
    StatementShown statement;
    int statement_period = 0;  // this month, the last, all
    std::size_t statement_more = 0;
    PlanCheck plan;
    Verifiers verifiers;
    PaymentInstructionsForm payment_instructions;
    Leaders leaders;
};

// One frame: the screen that fits the client's door and the page's address, and what lies over it.
void draw(View&, Client&, Instant now);

void draw_sign_in(View&, Client&);
void draw_today(View&, Client&, Instant now);
void draw_list(View&, Client&, Instant now);
void draw_groupbuy(View&, Client&, const groupbuy::GroupBuy&, Instant now);
// All about the join that was opened from a list, while it is.
void draw_join(View&, Client&, Instant now);
// "Sign out before syncing?", when it is being asked.
void draw_sign_out_question(View&, Client&);
// "Close now?" and "Cancel?", when they are being asked.
void draw_questions(View&, Client&, const groupbuy::GroupBuy&);
// The language, and signing out.
void draw_account(View&, Client&);
// Signs out, or asks first.
void sign_out(View&, Client&);

}  // namespace starfish::web

// The screens of leaders, verifiers and the supplier's staff. Each screen is a function that draws
// the client's state and submits commands to the client. The page's address selects the screen:
//
//   ""                  today                  "offers"        the offers
//   "groupbuys"         the list               "open/OFFER"    the form that opens a group-buy
//   "g/CODE"            one group-buy          "publish"       the form that publishes an offer
//   "g/CODE/edit"       a draft's form         "colleagues"    group-buys that may be offered again
//   "g/CODE/import"     joins from a chat      "confirm"       transfers to confirm
//   "handout"           all hand-outs          "give-back"     refunds to give back
//   "handout/NUMBER"    a hand-out's desk      "claims"        claims to answer
//   "verifiers"         a leader's verifiers   "leaders"       all leaders
//   "communities"       own communities        "leaders/NUMBER"   a leader's communities
//   "money"             own wallet or ledger   "statement/VIEW"   its statements
//   "purse/LEADER"      a leader's wallet      "held/CODE"        pay within the claim period
//   "plan"              checks a reward plan
//
// A new screen is a line in router.cpp.
#pragma once

#include "wasm/client.hpp"
#include "web/screens/catalog/offers.hpp"
#include "web/screens/catalog/publish_form.hpp"
#include "web/screens/community/leaders.hpp"
#include "web/screens/community/payment_instructions.hpp"
#include "web/screens/community/verifiers.hpp"
#include "web/screens/groupbuy/colleagues.hpp"
#include "web/screens/groupbuy/exports.hpp"
#include "web/screens/groupbuy/import_view.hpp"
#include "web/screens/groupbuy/manage.hpp"
#include "web/screens/groupbuy/open_form.hpp"
#include "web/screens/handout/claims.hpp"
#include "web/screens/handout/desk.hpp"
#include "web/screens/money/money_rows.hpp"
#include "web/screens/money/wallet_forms.hpp"
#include "web/screens/orders/join_money.hpp"
#include "web/screens/rules/plan_check.hpp"

#include <string>

namespace starfish::web {

// The state of the screens: typed text and open questions. Nothing that is in the client's state.
struct View {
    std::string route;  // in the last frame
    std::string login;
    std::string password;
    Id<groupbuy::OrderLine> opened_join;
    bool asking_sign_out = false;
    bool asking_close = false;
    bool asking_cancel = false;
    std::string cancel_reason;
    std::string cancel_refusal;
    OpenForm open_form;
    GroupBuyForm groupbuy_form;
    MoneyForm money;
    ImportView import;
    Colleagues colleagues;
    Id<catalog::Offer> opened_offer;
    OfferChange offer_change;
    PublishForm publish;
    Desk desk;
    ClaimForm claim;
    ExportMenu exports;
    bool reminders_open = false;  // the sheet of reminders is open
    WalletForm wallet_form;
    StatementCache statement;
    int statement_period = 0;  // 0: this month, 1: last month, 2: all
    std::size_t statement_more = 0;
    PlanCheck plan;
    Verifiers verifiers;
    PaymentInstructionsForm payment_instructions;
    Leaders leaders;
};

// Draws one frame: the screen for the client's status and the page's address, and its dialogs.
void draw(View&, Client&, Instant now);

void draw_sign_in(View&, Client&);
void draw_today(View&, Client&, Instant now);
void draw_list(View&, Client&, Instant now);
void draw_groupbuy(View&, Client&, const groupbuy::GroupBuy&, Instant now);
// The sheet of a join, while one is open.
void draw_join(View&, Client&, Instant now);
// The question "Sign out before syncing?", while it is open.
void draw_sign_out_question(View&, Client&);
// The questions "Close now?" and "Cancel?", while one is open.
void draw_questions(View&, Client&, const groupbuy::GroupBuy&);
// The card with the language and sign-out buttons.
void draw_account(View&, Client&);
// Signs out; asks first if commands are unsent.
void sign_out(View&, Client&);

}  // namespace starfish::web

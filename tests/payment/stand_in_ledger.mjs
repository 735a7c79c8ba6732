// The stand-in's payments and refunds: the provider's memory by our numbers, and its refusals. Each
// function returns [status, JSON].
import { randomBytes } from 'node:crypto';
import { MERCHANT } from './stand_in_keys.mjs';

const digits = (count) => Array.from(randomBytes(count), (byte) => byte % 10).join('');
// WeChat Pay's format of moments: Shanghai time, whole seconds.
export const moment = (ms = Date.now()) => `${new Date(ms + 8 * 3600e3).toISOString().slice(0, 19)}+08:00`;
const no = (status, code, message) => [status, { code, message }];
const integer = (least, most) => (value) => Number.isInteger(value) && value >= least && value <= most;
const text = (pattern) => (value) => typeof value === 'string' && pattern.test(value);
const exactly = (wanted) => (value) => value === wanted;

// The documented members of each body, and nothing more: an unknown member is a mistake of ours.
const RFC3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00$/;
const URL_PATTERN = /^https:\/\/[^?#\s]{1,247}$/;
const PAYMENT = {
  appid: exactly(MERCHANT.appid),
  mchid: exactly(MERCHANT.mchid),
  description: text(/^.{1,127}$/su),
  out_trade_no: text(/^[0-9A-Za-z_\-|*]{6,32}$/),
  time_expire: text(RFC3339),
  notify_url: text(URL_PATTERN),
  amount: { total: integer(1, 1e9), currency: exactly('CNY') },
};
const SHAPES = {
  jsapi: { ...PAYMENT, payer: { openid: text(/^.{1,128}$/) } },
  h5: {
    ...PAYMENT,
    scene_info: { payer_client_ip: text(/^[0-9a-f.:]{3,45}$/), h5_info: { type: exactly('Wap') } },
  },
  native: PAYMENT,
  close: { mchid: exactly(MERCHANT.mchid) },
  refund: {
    out_trade_no: text(/^[0-9A-Za-z_\-|*]{6,32}$/),
    out_refund_no: text(/^[0-9A-Za-z_\-|*@]{1,64}$/),
    'reason?': text(/^.{1,80}$/su),
    'notify_url?': text(URL_PATTERN),
    amount: { refund: integer(1, 1e9), total: integer(1, 1e9), currency: exactly('CNY') },
  },
};

// The path of the first wrong member, or undefined.
function misfit(shape, value, path = '') {
  if (typeof shape === 'function') return shape(value) ? undefined : path;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return path || '/';
  const known = Object.keys(shape).map((name) => name.replace('?', ''));
  const extra = Object.keys(value).find((name) => !known.includes(name));
  if (extra) return `${path}/${extra}`;
  for (const [name, part] of Object.entries(shape)) {
    const plain = name.replace('?', '');
    if (name !== plain && !(plain in value)) continue;
    const wrong = misfit(part, value[plain], `${path}/${plain}`);
    if (wrong) return wrong;
  }
  return undefined;
}

export class Ledger {
  payments = new Map();

  refunds = new Map();

  create(way, body) {
    const wrong = misfit(SHAPES[way], body);
    if (wrong) return no(400, 'PARAM_ERROR', `${wrong} 参数错误`);
    const known = this.payments.get(body.out_trade_no);
    if (known?.state === 'SUCCESS' || known?.state === 'REFUND') return no(400, 'ORDERPAID', '该订单已支付');
    if (known?.state === 'CLOSED') return no(400, 'ORDER_CLOSED', '该订单已关闭');
    if (known && known.body.amount.total !== body.amount.total)
      return no(400, 'INVALID_REQUEST', '请求重入时，参数与首次请求时不一致');
    if (!known) this.payments.set(body.out_trade_no, { body, way, state: 'NOTPAY' });
    const id = digits(20);
    if (way === 'jsapi') return [200, { prepay_id: `wx${id}` }];
    if (way === 'h5')
      return [
        200,
        { h5_url: `https://wx.tenpay.com/cgi-bin/mmpayweb-bin/checkmweb?prepay_id=wx${id}&package=1` },
      ];
    return [200, { code_url: `weixin://wxpay/bizpayurl?pr=${id}` }];
  }

  query(number, mchid) {
    const payment = this.payments.get(number);
    if (mchid !== MERCHANT.mchid) return no(400, 'PARAM_ERROR', 'mchid');
    return payment ? [200, this.transaction(number)] : no(404, 'ORDER_NOT_EXIST', '订单不存在');
  }

  transaction(number) {
    const { body, way, state, transaction_id, paid_at, openid } = this.payments.get(number);
    const start = {
      mchid: MERCHANT.mchid,
      appid: MERCHANT.appid,
      out_trade_no: number,
      trade_state: state,
      trade_state_desc: state,
    };
    if (!paid_at) return start;
    return {
      ...start,
      transaction_id,
      trade_type: { jsapi: 'JSAPI', h5: 'MWEB', native: 'NATIVE' }[way],
      bank_type: 'OTHERS',
      success_time: moment(paid_at),
      payer: { openid },
      amount: {
        total: body.amount.total,
        payer_total: body.amount.total,
        currency: 'CNY',
        payer_currency: 'CNY',
      },
    };
  }

  close(number, body) {
    if (misfit(SHAPES.close, body)) return no(400, 'PARAM_ERROR', 'mchid');
    const payment = this.payments.get(number);
    if (!payment) return no(404, 'ORDER_NOT_EXIST', '订单不存在');
    if (payment.paid_at) return no(400, 'ORDERPAID', '该订单已支付');
    payment.state = 'CLOSED';
    return [204, undefined];
  }

  refund(body) {
    const wrong = misfit(SHAPES.refund, body);
    if (wrong) return no(400, 'PARAM_ERROR', `${wrong} 参数错误`);
    const payment = this.payments.get(body.out_trade_no);
    if (!payment?.paid_at) return no(404, 'RESOURCE_NOT_EXISTS', '订单不存在');
    const known = this.refunds.get(body.out_refund_no);
    if (known && JSON.stringify(known.body) !== JSON.stringify(body))
      return no(400, 'INVALID_REQUEST', '订单金额或退款金额与之前请求不一致');
    if (known) return [200, this.refundAnswer(body.out_refund_no)];
    const before = [...this.refunds.values()]
      .filter((one) => one.body.out_trade_no === body.out_trade_no && one.state !== 'CLOSED')
      .reduce((sum, one) => sum + one.body.amount.refund, 0);
    if (payment.body.amount.total !== body.amount.total || before + body.amount.refund > body.amount.total)
      return no(400, 'INVALID_REQUEST', '退款金额错误');
    payment.state = 'REFUND';
    this.refunds.set(body.out_refund_no, {
      body,
      state: 'PROCESSING',
      refund_id: `50${digits(27)}`,
      created: Date.now(),
    });
    return [200, this.refundAnswer(body.out_refund_no)];
  }

  queryRefund(number) {
    return this.refunds.has(number)
      ? [200, this.refundAnswer(number)]
      : no(404, 'RESOURCE_NOT_EXISTS', '退款单不存在');
  }

  // The common part of a refund's answer and notification.
  refundCommon(number) {
    const { body, state, refund_id, ended } = this.refunds.get(number);
    return {
      out_refund_no: number,
      refund_id,
      out_trade_no: body.out_trade_no,
      transaction_id: this.payments.get(body.out_trade_no).transaction_id,
      user_received_account: '支付用户零钱',
      ...(state === 'SUCCESS' ? { success_time: moment(ended) } : {}),
      amount: {
        total: body.amount.total,
        refund: body.amount.refund,
        payer_total: body.amount.total,
        payer_refund: body.amount.refund,
      },
    };
  }

  refundAnswer(number) {
    const { state, created } = this.refunds.get(number);
    const common = this.refundCommon(number);
    return {
      ...common,
      channel: 'ORIGINAL',
      status: state,
      create_time: moment(created),
      funds_account: 'AVAILABLE',
      amount: {
        ...common.amount,
        settlement_total: common.amount.total,
        settlement_refund: common.amount.refund,
        discount_refund: 0,
        currency: 'CNY',
      },
    };
  }

  refundNotice(number) {
    return {
      mchid: MERCHANT.mchid,
      refund_status: this.refunds.get(number).state,
      ...this.refundCommon(number),
    };
  }

  // A consumer pays; no request of ours does that.
  pay(number, openid = 'oUpF8uMuAJO_M2pxb1Q9zNjWeS6o') {
    const payment = this.payments.get(number);
    if (payment?.state !== 'NOTPAY') throw new Error(`${number} cannot be paid: ${payment?.state}`);
    Object.assign(payment, {
      state: 'SUCCESS',
      transaction_id: `42${digits(26)}`,
      paid_at: Date.now(),
      openid,
    });
  }

  // A bank answers: SUCCESS, CLOSED or ABNORMAL.
  settle(number, state) {
    Object.assign(this.refunds.get(number), { state, ended: Date.now() });
  }
}

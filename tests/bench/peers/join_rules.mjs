// The rules of a join, as in server/secrets/contact.cpp and core/subjects/groupbuy/decide.cpp, in
// the JavaScript of a good engineer: state in memory, plain objects and maps, one pass over the
// fields. Nothing here waits or uses the database.
import { createHmac } from 'node:crypto';

const UNITS_MAX = 1_000_000;
const KEY = /^[A-Za-z0-9_-]{8,64}$/;
const WHOLE_NUMBER = /^\d{1,9}$/;
const CONTROL = /[\x00-\x09\x0b-\x1f\x7f]/;  // a note may contain line breaks
const SEPARATORS = /[ .()\-\u3000\uff0d\uff08\uff09]/g;
const WIDE_DIGIT = /[\uff10-\uff19]/g;
const MOBILE = /^1[3-9]\d{9}$/;
const OTHER_PHONE = /^(?!1[3-9])\d{5,15}$/;

// A refusal is an exception: refusals are rare, and nothing is half done when one is thrown.
export class Refusal extends Error {
  constructor(status, code, field) {
    super(code);
    Object.assign(this, { status, code, field });
  }
}
const invalid = (code, field) => new Refusal(422, code, field);
const conflict = (code, field) => new Refusal(409, code, field);

function text(value, field, least, most) {
  const trimmed = (value ?? '').trim();
  if (CONTROL.test(trimmed)) throw invalid('text.control_character', field);
  // Code points are counted only if the count of UTF-16 units does not decide.
  if (trimmed.length > most && [...trimmed].length > most) throw invalid('text.too_long', field);
  if (trimmed.length < least) throw invalid('text.too_short', field);
  return trimmed;
}

export function normalPhone(typed) {
  if (MOBILE.test(typed)) return typed;
  let digits = (typed ?? '').trim().replace(SEPARATORS, '')
    .replace(WIDE_DIGIT, (d) => String.fromCharCode(d.charCodeAt(0) - 0xfee0));
  if (/^[+\uff0b]86/.test(digits)) digits = digits.slice(3);
  else if (digits.startsWith('0086')) digits = digits.slice(4);
  else if (/^86\d{11}$/.test(digits)) digits = digits.slice(2);
  if (!MOBILE.test(digits) && !OTHER_PHONE.test(digits)) throw invalid('profile.phone', 'phone');
  return digits;
}

function number(value, field, least, most) {
  if (!WHOLE_NUMBER.test(value)) throw invalid('input.wrong_type', field);
  const read = Number(value);
  if (read < least || read > most) throw invalid(`groupbuy.${field}`, field);
  return read;
}

export class Shop {
  // `groupbuys`: {code, offer, pickup, stock, cap, starts, deadline}, ids as numbers, times in ms.
  constructor(secret, groupbuys) {
    this.secret = secret;
    this.lastLine = 0;
    this.receipts = new Map();  // by key: the digest of the request, and its line
    this.groupbuys = new Map(groupbuys.map((g, index) => [g.code, {
      ...g, id: index + 1, pickups: new Set([g.pickup]), holdings: new Map(),
      joinedUnits: 0, joinedPeople: 0, lastJoinNumber: 0,
    }]));
  }

  mac(purpose, value) {
    return createHmac('sha256', this.secret).update(purpose).update(value).digest();
  }
  consumerOf(phone) {
    const mac = this.mac('consumer', phone);
    // 53 bits: a plain number in JavaScript and an integer in SQLite.
    return mac.readUIntBE(0, 6) * 32 + (mac[6] & 31);
  }
  tokenOf(line) {
    return this.mac('order', String(line)).subarray(0, 20).toString('base64url');
  }

  // 32 bits, kept in memory and in the log: tells a repetition from another use of the key
  // (FNV-1a).
  digestOf(text) {
    let hash = 0x811c9dc5;
    for (let i = 0; i < text.length; ++i) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
    return hash >>> 0;
  }

  // Decides and applies: {token} of a repetition, or {token, event, profile, note} to write. If the
  // write fails the process must end, because the state is ahead of the log then.
  join(code, form, now) {
    const name = text(form.name, 'name', 1, 20);
    const phone = normalPhone(form.phone);
    const note = text(form.note, 'note', 0, 100);
    if (!KEY.test(form.key)) throw invalid('input.out_of_range', 'key');
    const consumer = this.consumerOf(phone);
    const groupbuy = this.groupbuys.get(code);
    if (!groupbuy) throw new Refusal(404, 'groupbuy.unknown', 'groupbuy');

    const digest = this.digestOf(`${code} ${consumer} ${form.offer} ${form.quantity} ` +
      `${form.tolerance} ${form.pickup} ${name} ${note}`);
    const receipt = this.receipts.get(form.key);
    if (receipt) {
      if (receipt.digest !== digest) throw conflict('command.id_reused', 'id');
      return { token: this.tokenOf(receipt.line) };
    }
    const event = this.decide(groupbuy, form, consumer, now);
    this.apply(groupbuy, event);
    this.receipts.set(form.key, { digest, line: event.line });
    const profile = { consumer, name, phone };
    return { token: this.tokenOf(event.line), key: form.key, digest, event, profile, note };
  }

  decide(groupbuy, form, consumer, now) {
    if (now < groupbuy.starts) throw conflict('groupbuy.not_started', 'groupbuy');
    if (now >= groupbuy.deadline) throw conflict('groupbuy.over', 'groupbuy');
    if (Number(form.offer) !== groupbuy.offer) throw invalid('groupbuy.offer', 'offer');
    const pickup = number(form.pickup, 'pickup', 1, 4294967295);
    if (!groupbuy.pickups.has(pickup)) throw invalid('groupbuy.pickup', 'pickup');
    const quantity = number(form.quantity, 'quantity', 1, UNITS_MAX);
    const tolerance = number(form.tolerance, 'tolerance', 0, UNITS_MAX);
    if (quantity > groupbuy.stock - groupbuy.joinedUnits) {
      throw conflict('groupbuy.sold_out', 'quantity');
    }
    const held = groupbuy.holdings.get(consumer);
    if ((held ?? 0) + quantity > groupbuy.cap) throw conflict('groupbuy.over_cap', 'quantity');
    return {
      line: this.lastLine + 1, groupbuy: groupbuy.id, consumer, quantity, tolerance, pickup,
      join_number: groupbuy.lastJoinNumber + 1, joined_units: groupbuy.joinedUnits + quantity,
      joined_people: groupbuy.joinedPeople + (held === undefined ? 1 : 0), at: now,
    };
  }

  apply(groupbuy, event) {
    this.lastLine = event.line;
    groupbuy.lastJoinNumber = event.join_number;
    groupbuy.joinedUnits = event.joined_units;
    groupbuy.joinedPeople = event.joined_people;
    groupbuy.holdings.set(event.consumer,
      (groupbuy.holdings.get(event.consumer) ?? 0) + event.quantity);
  }
}

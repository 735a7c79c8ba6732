// The table of bad input: a request, and the status, code and field of its answer. After each
// request nothing has changed, and the server goes on.
//
//   [name, request, status, code, field]
//
// A request is {method, path, headers, body, as} or {pieces, half}; `as` names who is signed in.
// A code is looked for in the JSON of /api/ and, elsewhere, left out.

const JSON_TYPE = { 'Content-Type': 'application/json' };
const FORM_TYPE = { 'Content-Type': 'application/x-www-form-urlencoded' };

let commands = 0;
const command = (type, data, more = {}) => ({
  method: 'POST', path: '/api/commands', headers: JSON_TYPE, as: 'leader',
  body: JSON.stringify({ id: `contract-${String(++commands).padStart(4, '0')}`, type, data }),
  ...more,
});
const post = (path, body, more = {}) =>
  ({ method: 'POST', path, headers: JSON_TYPE, body, as: 'leader', ...more });
const get = (path, more = {}) => ({ method: 'GET', path, ...more });
const bytes = (...numbers) => Buffer.from(numbers);

const open = {
  community: 1, items: [{ offer: 1, stock: 10 }], deadline: Date.now() + 86_400_000,
  threshold: { kind: 'people', value: 2 },
};

const plan = {
  form: 'reward-plan/1', name: 'plan', seller_is: 'opener_of_group_buy', referrals: 'not_recorded',
  entry: [], ranks: [], rewards: [], services: [], other_terms: [],
};

const takenOver = { key: 'k', name: '张三', offer: 1, quantity: 1 };

const malformed = [
  ['no JSON', post('/api/commands', '{"id":'), 400, 'input.not_json', ''],
  ['JSON and more', post('/api/commands', '{} {}'), 400, 'input.not_json', ''],
  ['an empty body', post('/api/commands', ''), 400, 'input.not_json', ''],
  ['nested too deep', post('/api/commands', '['.repeat(5000)), 400, 'input.not_json', ''],
  ['bytes that are no UTF-8', post('/api/commands', Buffer.concat([
    Buffer.from('{"id":"contract-utf8","type":"groupbuy.cancel","data":{"groupbuy":1,"reason":"'),
    bytes(0xC3, 0x28), Buffer.from('"}}')])), 400, 'input.not_json', ''],
  ['half a surrogate pair', post('/api/commands',
    '{"id":"contract-surr","type":"groupbuy.cancel","data":{"groupbuy":1,"reason":"\\ud800"}}'),
  400, 'input.not_json', ''],
  ['no object', post('/api/commands', '[]'), 400, 'input.wrong_type', ''],
  ['a field too many', post('/api/commands', '{"id":"contract-x","type":"x","data":{},"more":1}'),
    400, 'input.unknown_field', 'more'],
  ['a field missing', post('/api/commands', '{"id":"contract-x","type":"x"}'),
    400, 'input.missing_field', 'data'],
  ['an id too short', post('/api/commands', '{"id":"x","type":"groupbuy.close","data":{}}'),
    400, 'input.out_of_range', 'id'],
  ['an id of the platform\'s own',
    post('/api/commands', '{"id":"close-1-1","type":"groupbuy.close","data":{"groupbuy":1}}'),
    400, 'input.out_of_range', 'id'],
  ['a command nobody knows', command('groupbuy.explode', {}), 400, 'input.unknown_command', 'type'],
  ['an id that stands twice', post('/api/commands',
    '{"id":"contract-twice1","id":"contract-twice2","type":"groupbuy.close","data":{"groupbuy":1}}'),
  400, 'input.repeated_field', 'id'],
  ['a field of the command that stands twice', post('/api/commands',
    '{"id":"contract-twice3","type":"groupbuy.cancel","data":{"groupbuy":1,"reason":"先不卖","groupbuy":2}}'),
  400, 'input.repeated_field', 'groupbuy'],
  ['a field deep in the command that stands twice', post('/api/commands',
    '{"id":"contract-twice4","type":"groupbuy.open","data":{"items":[{"offer":1,"stock":1},{"offer":1,"offer":2}]}}'),
  400, 'input.repeated_field', 'items[1].offer'],
  ['a field in another spelling', post('/api/commands',
    '{"id":"contract-twice5","type":"groupbuy.close","data":{"groupbuy":1,"group\\u0062uy":2}}'),
  400, 'input.repeated_field', 'group\\u0062uy'],
  ['a field of the command too many', command('groupbuy.close', { groupbuy: 1, soon: true }),
    400, 'input.unknown_field', 'soon'],
  ['a field of the command missing', command('groupbuy.close', {}),
    400, 'input.missing_field', 'groupbuy'],
  ['text where a number is due', command('groupbuy.close', { groupbuy: '1' }),
    400, 'input.wrong_type', 'groupbuy'],
  ['a number with a fraction', command('groupbuy.close', { groupbuy: 1.5 }),
    400, 'input.wrong_type', 'groupbuy'],
  ['a number out of range', command('groupbuy.close', { groupbuy: -1 }),
    400, 'input.out_of_range', 'groupbuy'],
  ['a number beyond 64 bits', post('/api/commands',
    '{"id":"contract-big1","type":"groupbuy.close","data":{"groupbuy":99999999999999999999}}'),
  400, 'input.wrong_type', 'groupbuy'],
  ['a name that is none of the list', command('groupbuy.open',
    { ...open, threshold: { kind: 'luck', value: 2 } }), 400, 'input.out_of_range', 'threshold.kind'],
  ['too many items', command('catalog.publish_offer', { tiers: Array(1001).fill({ units: 1, price_fen: 1 }) }),
    400, 'input.too_many_items', 'tiers'],
  ['credentials with more', post('/api/session', '{"login":"leader","password":"x","root":true}'),
    400, 'input.unknown_field', 'root'],
  ['a feed from nowhere', get('/api/events?after=-1', { as: 'leader' }), 400, 'input.out_of_range', 'after'],
  ['a feed from a word', get('/api/events?after=soon', { as: 'leader' }), 400, 'input.out_of_range', 'after'],
  ['a feed from a bad last id', get('/api/events', { as: 'leader', headers: { 'Last-Event-ID': 'x' } }),
    400, 'input.out_of_range', 'Last-Event-ID'],
  ['a page that is none', get('/api/queries/groupbuys?page=0', { as: 'operator' }),
    400, 'input.out_of_range', 'page'],
  ['a page too large', get('/api/queries/groupbuys?size=1000', { as: 'operator' }),
    400, 'input.out_of_range', 'size'],
  ['a sorting nobody knows', get('/api/queries/groupbuys?sort=luck', { as: 'operator' }),
    400, 'input.out_of_range', 'sort'],
  ['a stage nobody knows', get('/api/queries/groupbuys?stage=ripe', { as: 'operator' }),
    400, 'input.out_of_range', 'stage'],
  ['a reward plan that is no JSON', post('/api/check-plan', '{"form":'), 400, 'input.not_json', ''],
  ['a reward plan of nothing', post('/api/check-plan', '{}'), 400, 'input.missing_field', 'form'],
  ['what is no reward plan', post('/api/check-plan', '{"a":1}'), 400, 'input.missing_field', 'form'],
  ['half a reward plan', post('/api/check-plan', '{"form":"reward-plan/1","more":1}'),
    400, 'input.missing_field', 'name'],
  ['a reward plan of another form', post('/api/check-plan', JSON.stringify({ ...plan, form: 'reward-plan/9' })),
    400, 'input.out_of_range', 'form'],
  ['a reward plan with a word nobody knows', post('/api/check-plan',
    JSON.stringify({ ...plan, entry: [{ kind: 'luck' }] })), 400, 'input.out_of_range', 'entry[0].kind'],
  ['a reward plan of too many terms', post('/api/check-plan',
    JSON.stringify({ ...plan, other_terms: Array(51).fill('x') })), 400, 'input.too_many_items', 'other_terms'],
  ['joins that are no list', post('/api/groupbuys/CODE/joins', '{"lines":1}'), 400, 'input.wrong_type', 'lines'],
  ['joins of nobody at all', post('/api/groupbuys/CODE/joins', '{"lines":[]}'), 400, 'input.out_of_range', 'lines'],
  ['joins with a word where a number is due', post('/api/groupbuys/CODE/joins', JSON.stringify({ lines: [
    takenOver, { ...takenOver, quantity: 'two' }] })), 400, 'input.wrong_type', 'lines[1].quantity'],
  ['joins with more than is known', post('/api/groupbuys/CODE/joins',
    JSON.stringify({ lines: [{ ...takenOver, leader: 1 }] })), 400, 'input.unknown_field', 'lines[0].leader'],
  ['too many joins at once', post('/api/groupbuys/CODE/joins',
    JSON.stringify({ lines: Array(101).fill(takenOver) })), 400, 'input.too_many_items', 'lines'],
  ['profiles of no lines', get('/api/profiles', { as: 'leader' }), 400, 'input.missing_field', 'ids'],
  ['profiles of a word', get('/api/profiles?ids=1,x', { as: 'leader' }), 400, 'input.wrong_type', 'ids'],
  ['profiles of too many lines', get(`/api/profiles?ids=${Array(501).fill(1)}`, { as: 'leader' }),
    400, 'input.too_many_items', 'ids'],
];

const refused = [
  ['an overlong reason', command('groupbuy.cancel', { groupbuy: 'OWN', reason: '长'.repeat(201) }),
    422, 'text.too_long', 'reason'],
  ['a control character', command('groupbuy.cancel', { groupbuy: 'OWN', reason: 'a\u0007b' }),
    422, 'text.control_character', 'reason'],
  ['more stock than there is', command('groupbuy.open',
    { ...open, items: [{ offer: 1, stock: 1_000_000 }] }), 409, 'groupbuy.stock_above_offer', 'items[0].stock'],
  ['a deadline that is past', command('groupbuy.open', { ...open, deadline: 1 }),
    422, 'groupbuy.deadline_too_soon', 'deadline'],
  ['another leader\'s group-buy', command('groupbuy.close', { groupbuy: 'FOREIGN' }),
    404, 'groupbuy.unknown', 'groupbuy'],
  ['a group-buy that is over', command('groupbuy.close', { groupbuy: 'OVER' }),
    409, 'groupbuy.over', 'groupbuy'],
  ['a group-buy that never was', command('groupbuy.close', { groupbuy: 4_000_000 }),
    404, 'groupbuy.unknown', 'groupbuy'],
  ['what only the supplier does', command('community.register_leader', { leader_name: '王', tagline: '' }),
    403, 'actor.supplier_only', ''],
  ['a leader who joins', command('groupbuy.join',
    { groupbuy: 'OWN', offer: 1, quantity: 1, tolerance: 0, pickup: 1 }), 403, 'actor.consumer_only', ''],
  ['the same id with another body',
    post('/api/commands', '{"id":"USED","type":"groupbuy.close","data":{"groupbuy":1}}'),
    409, 'command.id_reused', 'id'],
];

const strangers = [
  ['joins of a group-buy that never was', post('/api/groupbuys/0000000000/joins',
    JSON.stringify({ lines: [takenOver] })), 404, 'groupbuy.unknown', 'code'],
  ['joins taken over by the supplier', post('/api/groupbuys/CODE/joins',
    JSON.stringify({ lines: [takenOver] }), { as: 'operator' }), 403, 'actor.leader_only', ''],
  ['joins taken over by nobody', post('/api/groupbuys/CODE/joins',
    JSON.stringify({ lines: [takenOver] }), { as: undefined }), 401, 'session.required', ''],
  ['a command of nobody', command('groupbuy.close', { groupbuy: 1 }, { as: undefined }),
    401, 'session.required', ''],
  ['a made-up session', command('groupbuy.close', { groupbuy: 1 },
    { as: undefined, headers: { ...JSON_TYPE, Cookie: `starfish_session=${'A'.repeat(43)}` } }),
  401, 'session.required', ''],
  ['an endless session', command('groupbuy.close', { groupbuy: 1 },
    { as: undefined, headers: { ...JSON_TYPE, Cookie: `starfish_session=${'A'.repeat(5000)}` } }),
  401, 'session.required', ''],
  ['a snapshot for nobody', get('/api/snapshot'), 401, 'session.required', ''],
  ['a feed for nobody', get('/api/events?after=0'), 401, 'session.required', ''],
  ['a query for nobody', get('/api/queries/groupbuys'), 401, 'session.required', ''],
  ['profiles for nobody', get('/api/profiles?ids=1'), 401, 'session.required', ''],
  ['a reward plan of nobody', post('/api/check-plan', JSON.stringify(plan), { as: undefined }),
    401, 'session.required', ''],
  ['a wrong password', post('/api/session', '{"login":"operator","password":"wrong"}', { as: undefined }),
    401, 'session.wrong_password', 'password'],
  ['an unknown login', post('/api/session', '{"login":"nobody","password":"starfish"}', { as: undefined }),
    401, 'session.wrong_password', 'password'],
  ['a login that is a path', post('/api/session', '{"login":"../x","password":"starfish"}', { as: undefined }),
    401, 'session.wrong_password', 'password'],
  ['an endless password', post('/api/session', JSON.stringify({ login: 'operator', password: 'x'.repeat(60_000) }),
    { as: undefined }), 401, 'session.wrong_password', 'password'],
  ['a session that is nobody\'s', get('/api/session'), 401, 'session.required', ''],
  ['an order\'s made-up link', get(`/o/${'A'.repeat(27)}`), 404],
  ['an order\'s link changed by one', get('/o/TOKEN'), 404],
];

const origins = ['http://evil.example', 'null', 'http://127.0.0.1:1', 'https://127.0.0.1.evil.example']
  .map((origin) => [`a command from ${origin}`, command('groupbuy.close', { groupbuy: 1 },
    { headers: { ...JSON_TYPE, Origin: origin } }), 403, 'http.origin', '']).concat([
    ['a form from elsewhere', { method: 'POST', path: '/g/CODE/join', body: 'JOIN',
      headers: { ...FORM_TYPE, Origin: 'http://evil.example' } }, 403],
    ['a reward plan from elsewhere', post('/api/check-plan', '{}',
      { headers: { ...JSON_TYPE, Origin: 'http://evil.example' } }), 403, 'http.origin', ''],
    ['a sign-in from elsewhere', post('/api/session', '{"login":"leader","password":"starfish"}',
      { headers: { ...JSON_TYPE, Origin: 'http://evil.example' } }), 403, 'http.origin', ''],
    ['a sign-out from elsewhere', { method: 'DELETE', path: '/api/session', as: 'leader',
      headers: { Origin: 'http://evil.example' } }, 403, 'http.origin', ''],
    ['a cross-site fetch', command('groupbuy.close', { groupbuy: 1 },
      { headers: { ...JSON_TYPE, 'Sec-Fetch-Site': 'cross-site' } }), 403, 'http.origin', ''],
    ['a referrer from elsewhere', command('groupbuy.close', { groupbuy: 1 },
      { headers: { ...JSON_TYPE, Referer: 'http://evil.example/' } }), 403, 'http.origin', ''],
  ]);

const http = [
  ['a command as a form', command('groupbuy.close', { groupbuy: 1 }, { headers: FORM_TYPE }),
    415, 'http.content_type', ''],
  ['a command of no type', command('groupbuy.close', { groupbuy: 1 }, { headers: {} }),
    415, 'http.content_type', ''],
  ['a compressed command', command('groupbuy.close', { groupbuy: 1 },
    { headers: { ...JSON_TYPE, 'Content-Encoding': 'gzip' } }), 415, 'http.content_type', ''],
  ['a form as JSON', { method: 'POST', path: '/g/CODE/join', headers: JSON_TYPE, body: '{}' }, 415],
  ['a reward plan as a form', post('/api/check-plan', '{}', { headers: FORM_TYPE }), 415, 'http.content_type', ''],
  ['a reward plan over the limit', post('/api/check-plan', ' '.repeat(65_537)), 413, 'http.too_large', ''],
  ['a reward plan by GET', get('/api/check-plan', { as: 'leader' }), 405, 'http.method', ''],
  ['a body over the limit', post('/api/commands', 'x'.repeat(65_537)), 413, 'http.too_large', ''],
  ['a body said to be over it', post('/api/commands', '{}',
    { headers: { ...JSON_TYPE, 'Content-Length': 10_000_000_000 } }), 413, 'http.too_large', ''],
  ['a form over the limit', { method: 'POST', path: '/g/CODE/join', headers: FORM_TYPE,
    body: `note=${'x'.repeat(70_000)}` }, 413],
  ['a command by PUT', command('groupbuy.close', { groupbuy: 1 }, { method: 'PUT' }), 405, 'http.method', ''],
  ['a command by GET', get('/api/commands', { as: 'leader' }), 405, 'http.method', ''],
  ['a page by DELETE', { method: 'DELETE', path: '/g/CODE' }, 405],
  ['a method nobody knows', { method: 'BREW', path: '/g/CODE' }, 405],
  ['no such path', get('/api/nothing'), 404, 'http.not_found', ''],
  ['no such query', get('/api/queries/secrets', { as: 'operator' }), 404, 'query.unknown', 'name'],
  ['no such group-buy', get('/api/groupbuys/0000000000'), 404, 'groupbuy.unknown', 'code'],
  ['no such page', get('/g/0000000000'), 404],
  ...['/app/../manifest.json', '/app/%2e%2e/manifest.json', '/..%2f..%2fetc/passwd', '/app/..%5cx',
    '//etc/passwd', '/g/%00', '/g/%', '/g/%zz', '/app/index.html.br'].map((path) =>
    [`the path ${path}`, get(path), 404]),
  ['an endless path', get(`/${'a'.repeat(3000)}`), 414],
  ['an endless query', get(`/?${'a'.repeat(20_000)}`), 414],
  ['an endless header', get('/', { headers: { A: 'a'.repeat(20_000) } }), 431],
  ['a flood of headers', get('/', { headers: Object.fromEntries([...Array(70).keys()].map((n) => [`A${n}`, 'a'])) }),
    431],
];

const wire = [
  ['a TLS greeting', [bytes(0x16, 3, 1, 2, 0, 1, 0, 1)], 400],
  ['noise', [bytes(0, 255, 13, 10, 13, 10)], 400],
  ['no host', ['GET / HTTP/1.1\r\n\r\n'], 400],
  ['two hosts', ['GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n'], 400],
  ['an unknown version', ['GET / HTTP/3.7\r\nHost: a\r\n\r\n'], 400],
  ['a space before the colon', ['GET / HTTP/1.1\r\nHost : a\r\n\r\n'], 400],
  ['two lengths', ['POST /api/commands HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab'], 400],
  ['a length and chunks', ['POST /api/commands HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n'
    + 'Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n'], 400],
  ['a negative length', ['POST /api/commands HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n'], 400],
  ['chunks that are none', ['POST /api/commands HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n'
    + 'Transfer-Encoding: chunked\r\n\r\nxyz\r\n'], 400],
  ['chunks over the limit', ['POST /api/commands HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n'
    + `Transfer-Encoding: chunked\r\n\r\n${'4000\r\n'}${'x'.repeat(0x4000)}\r\n`.repeat(1)
    + `4000\r\n${'x'.repeat(0x4000)}\r\n`.repeat(4)], 413],
  ['a target that is no path', ['GET x HTTP/1.1\r\nHost: a\r\n\r\n'], 400],
  ['a body cut short', ['POST /api/commands HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n'
    + 'Content-Length: 100\r\n\r\n{"id"'], 400, { half: true }],
  ['a header cut short', ['GET / HTTP/1.1\r\nHost:'], 400, { half: true }],
  ['a slow header', ['GET / HTTP/1.1\r\n', 800, 'Host: a\r\n', 800, 'A: b\r\n'], 408],
  ['a slow body', ['POST /api/session HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n'
    + 'Content-Length: 100\r\n\r\n', 1500, '{', 1500, '"'], 408],
].map(([name, pieces, status, options]) => [name, { pieces, ...options }, status]);

// One wrong field of the form each; the other fields are valid.
const joins = [
  ['nothing chosen', { quantity: '' }, 422, 'quantity'],
  ['a negative quantity', { quantity: '-1' }, 422, 'quantity'],
  ['a quantity that is a word', { quantity: 'two' }, 422, 'quantity'],
  ['a quantity beyond all', { quantity: '99999999999999999999' }, 422, 'quantity'],
  ['more than there is', { quantity: '1000' }, 409, 'quantity'],
  ['a negative tolerance', { tolerance: '-1' }, 422, ''],
  ['no name', { name: ' ' }, 422, 'name'],
  ['an overlong name', { name: '长'.repeat(21) }, 422, 'name'],
  ['a name nobody sees', { name: '\u200b\u3164' }, 422, 'name'],
  ['a name that turns the text around', { name: '王\u202e姐' }, 422, 'name'],
  ['a name that is no UTF-8', { name: '%C3%28' }, 422, 'name'],
  ['no phone', { phone: '' }, 422, 'phone'],
  ['a short number', { phone: '12345' }, 422, 'phone'],
  ['a phone nobody can have', { phone: '10000000000' }, 422, 'phone'],
  ['a phone abroad without its +', { phone: '23912345678' }, 422, 'phone'],
  ['half a phone', { phone: '1380013' }, 422, 'phone'],
  ['an overlong note', { note: '长'.repeat(101) }, 422, 'note'],
  ['another community\'s pickup point', { pickup: '3' }, 422, ''],
  ['another offer', { offer: '99' }, 422, ''],
  ['a key too short', { key: 'x' }, 422, ''],
].map(([name, fields, status, field]) => [`a join with ${name}`, { join: fields }, status, undefined, field]);

// Downloads of a group-buy.
const file = (name, more = {}) => get(`/api/groupbuys/CODE/exports/${name}`, { as: 'leader', ...more });
const downloads = [
  ['a download for nobody', file('customers.pdf', { as: undefined }), 401, 'session.required', ''],
  ['a download for another by now', file('customers.pdf?as=operator'), 401, 'session.required', ''],
  ['a download for a trainer', file('customers.pdf', { as: 'trainer' }), 403, 'export.trainer', ''],
  ['a download of another leader\'s', get('/api/groupbuys/FOREIGN_CODE/exports/supplier.csv', { as: 'leader' }),
    404, 'groupbuy.unknown', 'code'],
  ['a download of no group-buy', get('/api/groupbuys/0000000000/exports/supplier.csv', { as: 'operator' }),
    404, 'groupbuy.unknown', 'code'],
  ['a download nobody knows', file('secrets.pdf'), 404, 'export.unknown', 'name'],
  ['a download by half a name', file('customers'), 404, 'export.unknown', 'name'],
  ['a download in a name of another script', file('%E6%A0%87%E7%AD%BE.pdf'), 404, 'export.unknown', 'name'],
  ['a download out of its folder', file('..%2fcustomers.pdf'), 404, 'http.not_found', ''],
  ['whole phones on a list for the supplier', file('customers.pdf?phones=full', { as: 'operator' }),
    403, 'export.phones_leader_only', 'phones'],
  ...[['phones=all', 'phones'], ['phones=', 'phones'], ['lang=xx', 'lang'],
    ['lang=', 'lang'], ['order=luck', 'order'], ['order=', 'order'],
    ['by=colour', 'by'], ['size=40x31', 'size'], ['size=40X30', 'size'], ['from=0', 'from'], ['from=-1', 'from'],
    ['from=one', 'from'], ['from=1.5', 'from'], ['from=99999999999', 'from'], ['to=', 'to'],
    ['from=3&to=2', 'to']].map(([query, field]) =>
    [`a download with ${query}`, file(`labels.pdf?${query}`), 400, 'input.out_of_range', field]),
  ['a download by POST', file('customers.pdf', { method: 'POST' }), 405, 'http.method', ''],
  ['a poster of no group-buy', get('/g/0000000000/poster.png'), 404],
  ['a poster for an address that is none', get('/g/CODE/poster.png', { headers: { Host: 'a b' } }), 400],
  ['a poster by POST', get('/g/CODE/poster.png', { method: 'POST' }), 405],
];

const lateJoins = [
  ['a join after the deadline', { join: {}, to: 'OVER_CODE' }, 409],
  ['a join of no group-buy', { join: {}, to: '0000000000' }, 404],
  ['a form that is no form', { method: 'POST', path: '/g/CODE/join', headers: FORM_TYPE, body: 'a=%zz' }, 400],
  ['a join again with another body', { join: { quantity: '2' }, again: true }, 409],
];

// The forms of a valid order, each with one wrong field.
const whole = {
  change: { quantity: 2, tolerance: 0, pickup: 1, key: 'contract-bad-change' },
  more: { offer: 1, quantity: 1, key: 'contract-bad-more' },
  leave: { key: 'contract-bad-leave' },
};
const orders = [
  ['a change to nothing', 'change', { quantity: '' }, 422, 'quantity'],
  ['a change to none', 'change', { quantity: '0' }, 422, 'quantity'],
  ['a change to less than none', 'change', { quantity: '-3' }, 422, 'quantity'],
  ['a change beyond all', 'change', { quantity: '99999999999999999999' }, 422, 'quantity'],
  ['a change to more than one may have', 'change', { quantity: '1000' }, 409, 'quantity'],
  ['a change of tolerance to a word', 'change', { tolerance: 'some' }, 422, ''],
  ['a change to a place that is no number', 'change', { pickup: 'here' }, 422, 'pickup'],
  ['a change to another community\'s place', 'change', { pickup: '3' }, 422, 'pickup'],
  ['a change without a key', 'change', { key: '' }, 422, ''],
  ['a change with a key of the platform\'s', 'change', { key: 'close-line-1-1580808600000' }, 422, ''],
  ['another of what is not sold', 'more', { offer: '99' }, 422, ''],
  ['another of nothing', 'more', { quantity: 'many' }, 422, ''],
  ['another without a key', 'more', { key: 'x' }, 422, ''],
  ['leaving without a key', 'leave', { key: '' }, 422, ''],
].map(([name, which, fields, status, field]) =>
  [name, { form: { ...whole[which], ...fields }, path: `/o/ORDER/${which}` }, status, undefined, field]).concat(
  ['change', 'more', 'leave'].flatMap((which) => [
    [`a ${which} of an order with a made-up link`, { form: whole[which], path: `/o/TOKEN/${which}` }, 404],
    [`a ${which} from elsewhere`, { form: whole[which], path: `/o/ORDER/${which}`,
      headers: { Origin: 'http://evil.example' } }, 403],
    [`a ${which} that is no form`, { method: 'POST', path: `/o/ORDER/${which}`, headers: FORM_TYPE,
      body: 'key=%zz' }, 400],
  ]),
);

export const badInput = [
  ...malformed, ...refused, ...strangers, ...origins, ...http, ...wire, ...joins, ...downloads, ...lateJoins,
  ...orders,
];

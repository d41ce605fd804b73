// The public JSON interface: its shapes, its description, and that a repeated request is one booking.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { ada, book, freeStarts, pathOf, request, services } from '../support/cast.mjs';
import { Contract } from '../support/contract.mjs';
import { openShop } from '../support/shop.mjs';
import { ask, postJson } from '../support/wire.mjs';

const localInstant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:00\+0[12]:00$/;

describe('the JSON interface', () => {
  let shop, contract, starts;
  before(async () => {
    shop = await openShop();
    contract = await Contract.of(shop);
    starts = await freeStarts(shop);
  });
  after(() => shop.close());
  const get = async (path, headers) => contract.check(await ask(shop, { path, headers }));
  const post = async (value, headers) => contract.check(await postJson(shop, '/api/v1/bookings', value, headers));

  test('services have a price with VAT and a duration for every size', async () => {
    const { services: all } = (await get('/api/v1/services')).json;
    assert.ok(all.length >= 6);
    for (const service of all) {
      assert.deepEqual(Object.keys(service), ['id', 'name', 'duration_minutes', 'price', 'sizes']);
      assert.match(service.price.amount, /^\d+\.\d\d$/);
      assert.equal(service.price.currency, 'EUR');
      assert.deepEqual(service.sizes.map(size => size.id), ['small', 'medium', 'large', 'van']);
      for (const size of service.sizes) assert.deepEqual(Object.keys(size), ['id', 'duration_minutes', 'price']);
    }
  });

  test('names of services follow the language that is preferred', async () => {
    const [dutch] = await services(shop, { 'Accept-Language': 'nl' });
    const [english] = await services(shop, { 'Accept-Language': 'de;q=0.9, en-GB;q=0.8' });
    assert.equal(dutch.name, 'Handwas');
    assert.equal(english.name, 'Hand wash');
  });

  test('free times come day by day, and a closed day has none', async () => {
    const { days } = (await get('/api/v1/availability?service=tyre-change&size=small&days=14')).json;
    assert.equal(days.length, 14);
    for (const { date, starts: free } of days) {
      const sunday = new Date(`${date}T12:00:00Z`).getUTCDay() === 0;
      if (sunday) assert.deepEqual(free, []);
      for (const start of free) assert.ok(localInstant.test(start) && start.startsWith(date), start);
    }
    assert.ok(days.some(day => day.starts.length > 0));
  });

  test('days default to seven from today', async () => {
    const { days } = (await get('/api/v1/availability?service=check&size=van')).json;
    assert.equal(days.length, 7);
    const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam' }).format(new Date());
    assert.equal(days[0].date, today);
  });

  test('starts keep the wall clock on both days when the clock changes', async () => {
    for (const [from, offsets] of [['2027-03-26', ['+01:00', '+02:00']], ['2027-10-29', ['+02:00', '+01:00']]]) {
      const { days } = (await get(`/api/v1/availability?service=check&size=small&from=${from}&days=7`)).json;
      const open = days.filter(day => day.starts.length > 0);
      if (open.length < 2) continue;  // beyond the horizon
      assert.ok(open[0].starts[0].endsWith(offsets[0]), open[0].starts[0]);
      assert.ok(open.at(-1).starts.at(-1).endsWith(offsets[1]), open.at(-1).starts.at(-1));
      assert.equal(open.at(-1).starts[0].slice(11, 16), '08:00');
    }
  });

  test('a booking is answered with its reference, its times and the link to manage it', async () => {
    const start = starts[0];
    const answer = await post(request(start));
    assert.equal(answer.status, 201);
    assert.deepEqual(Object.keys(answer.json), ['reference', 'status', 'start', 'end', 'manage_url']);
    assert.match(answer.json.reference, /^[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    assert.equal(answer.json.status, 'pending');
    assert.equal(answer.json.start, start);
    assert.equal(Date.parse(answer.json.end) - Date.parse(start), 30 * 60_000);
    assert.ok(answer.json.manage_url.startsWith(`${shop.url}/en/booking/`));
    assert.equal((await ask(shop, { path: pathOf(answer.json.manage_url) })).status, 200);
  });

  test('a booked time is no longer free, and booking it again is slot_taken', async () => {
    const start = starts[1];
    await book(shop, start);
    assert.ok(!(await freeStarts(shop)).includes(start));
    const answer = await post(request(start));
    assert.equal(answer.status, 409);
    assert.equal(answer.json.code, 'slot_taken');
    assert.equal(answer.type, 'application/problem+json');
  });

  test('the instant counts, not the way it is written', async () => {
    const start = starts[2];
    const utc = new Date(start).toISOString().replace('.000Z', 'Z');
    assert.equal((await post(request(utc))).json.start, start);
  });

  test('a phone number or an e-mail address is enough, and plate, vehicle and message may be missing', async () => {
    const bare = { vehicle: undefined, message: undefined, language: undefined };
    assert.equal((await post(request(starts[3], { ...bare, customer: { name: ada.name, phone: ada.phone } }))).status, 201);
    assert.equal((await post(request(starts[4], { ...bare, customer: { name: ada.name, email: ada.email } }))).status, 201);
    const neither = await post(request(starts[5], { ...bare, customer: { name: ada.name } }));
    assert.equal(neither.status, 422);
    assert.deepEqual(neither.json.errors.map(error => [error.field, error.code]), [['customer.phone', 'contact_required']]);
  });

  test('the same Idempotency-Key gives the same booking', async () => {
    const wanted = request(starts[6]);
    const key = { 'Idempotency-Key': 'ada-asks-twice' };
    const first = await post(wanted, key);
    const second = await post(wanted, key);
    assert.equal(first.status, 201);
    assert.equal(second.status, 201);
    assert.deepEqual(second.json, first.json);
  });

  test('repeated at the same moment, a key still gives one booking', async () => {
    const wanted = request(starts[7]);
    const answers = await Promise.all(Array.from({ length: 8 }, () => post(wanted, { 'Idempotency-Key': 'all-at-once' })));
    assert.deepEqual(new Set(answers.map(answer => answer.json.reference)).size, 1);
    assert.ok(answers.every(answer => answer.status === 201));
  });

  test('an Idempotency-Key of another request is refused', async () => {
    const key = { 'Idempotency-Key': 'ada-changes-her-mind' };
    await post(request(starts[8]), key);
    const other = await post(request(starts[9]), key);
    assert.equal(other.status, 422);
    assert.equal(other.json.errors[0].code, 'idempotency_key_reused');
    assert.ok((await freeStarts(shop)).includes(starts[9]), 'nothing was booked');
  });

  test('a refused request does not use up its Idempotency-Key', async () => {
    const key = { 'Idempotency-Key': 'ada-mistypes' };
    assert.equal((await post(request(starts[10], { service: 'nope' }), key)).status, 422);
    assert.equal((await post(request(starts[10]), key)).status, 201);
  });

  test('each error names its field as the interface calls it', async () => {
    const answer = await post({
      service: 'tyre-change', size: 'enormous', start: 'tomorrow', language: 'fr',
      customer: { name: '', email: 'ada@', phone: '0612' }, vehicle: { plate: 'X0X0X0', country: 'NL', description: 'x'.repeat(201) },
      message: 'x'.repeat(2001),
    });
    assert.equal(answer.status, 422);
    assert.deepEqual(new Set(answer.json.errors.map(error => error.field)), new Set([
      'size', 'start', 'language', 'customer.name', 'customer.email', 'customer.phone', 'vehicle.plate', 'vehicle.description', 'message',
    ]));
  });

  test('who sends too much is told to wait, and nobody else is', async () => {
    const limited = await openShop({ limits: 'on' });
    try {
      let answer;
      for (let n = 0; n < 1000 && answer?.status !== 429; ++n) answer = contract.check(await postJson(limited, '/api/v1/bookings', {}));
      assert.equal(answer.status, 429);
      assert.ok(Number(answer.headers['retry-after']) > 0);
      const lies = { 'X-Forwarded-For': '192.0.2.9', Forwarded: 'for=192.0.2.9' };
      assert.equal((await postJson(limited, '/api/v1/bookings', {}, lies)).status, 429, 'a header does not make a stranger');
      const neighbour = { method: 'POST', path: '/api/v1/bookings', from: '127.0.0.78', body: '{}', headers: { 'Content-Type': 'application/json' } };
      assert.equal((await ask(limited, neighbour)).status, 422, 'others go on');
      assert.equal((await ask(limited, { path: '/api/v1/services' })).status, 200, 'reading goes on');
    } finally {
      await limited.close();
    }
  });
});

describe('the description of the interface', () => {
  let shop, contract;
  before(async () => {
    shop = await openShop();
    contract = await Contract.of(shop);
  });
  after(() => shop.close());

  test('is OpenAPI 3.1 without a dangling reference', () => {
    const { document } = contract;
    assert.match(document.openapi, /^3\.1\./);
    assert.ok(document.info.title && document.info.version);
    const visit = node => {
      if (node === null || typeof node !== 'object') return;
      if (typeof node.$ref === 'string') assert.ok(contract.resolve(node), node.$ref);
      Object.values(node).forEach(visit);
    };
    visit(document);
  });

  test('knows every route below /api and no other', async () => {
    assert.deepEqual(Object.keys(contract.document.paths),
      ['/api/v1/services', '/api/v1/availability', '/api/v1/bookings', '/api/openapi.json']);
    for (const [path, operations] of Object.entries(contract.document.paths)) {
      const answer = await ask(shop, { method: 'OPTIONS', path });
      const allowed = answer.headers.allow.split(', ').filter(method => !['HEAD', 'OPTIONS'].includes(method));
      assert.deepEqual(allowed, Object.keys(operations).map(method => method.toUpperCase()), path);
    }
  });

  test('gives examples that fit its own schemas', () => {
    let seen = 0;
    const visit = (node, pointer) => {
      if (node === null || typeof node !== 'object') return;
      if (node.schema && node.examples) {
        for (const [name, { value }] of Object.entries(node.examples)) contract.validate(`${pointer}/schema`, value, `${pointer} ${name}`);
        seen += 1;
      }
      for (const [key, child] of Object.entries(node)) visit(child, `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`);
    };
    visit(contract.document, '#');
    assert.ok(seen >= 8);
  });
});

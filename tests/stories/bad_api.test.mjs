// Whatever is sent to the JSON interface: a problem document with a stable code, nothing half written, never a 500.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { ada, adasCar, book, freeStarts, request } from '../support/cast.mjs';
import { Contract } from '../support/contract.mjs';
import { openShop } from '../support/shop.mjs';
import { ask, postJson } from '../support/wire.mjs';

describe('bad input to the JSON interface', () => {
  let shop, contract, starts;
  before(async () => {
    shop = await openShop();
    contract = await Contract.of(shop);
    starts = await freeStarts(shop);
  });
  after(async () => {
    assert.doesNotMatch(shop.log, /incident|error/);
    await shop.close();
  });

  const post = async (value, headers) => contract.check(await postJson(shop, '/api/v1/bookings', value, headers));
  const customer = changes => ({ customer: { ...ada, ...changes } });
  const vehicle = changes => ({ vehicle: { ...adasCar, ...changes } });

  // The refusal, and that the time is as free as before.
  async function refused(changes, field, code) {
    const answer = await post(request(starts[0], changes));
    assert.equal(answer.status, 422, answer.text);
    assert.ok(answer.json.errors.some(error => error.field === field && (!code || error.code === code)),
      `${field} ${code}: ${answer.text}`);
    assert.ok((await freeStarts(shop)).includes(starts[0]), 'nothing was booked');
  }

  test('every member may be missing, null, empty or of another type', async () => {
    for (const member of ['service', 'size', 'start'])
      for (const [value, code] of [[undefined, 'required'], [null, 'required'], ['', 'required'], [7, 'wrong_type'], [[], 'wrong_type'], [{}, 'wrong_type'], [true, 'wrong_type']])
        await refused({ [member]: value }, member, code);
    for (const value of [7, 'Ada', [], false]) await refused({ customer: value }, 'customer', 'wrong_type');
    for (const value of [7, 'a car', []]) await refused({ vehicle: value }, 'vehicle', 'wrong_type');
    for (const value of [7, {}, []]) await refused({ message: value }, 'message', 'wrong_type');
    for (const value of [7, {}, []]) await refused({ language: value }, 'language', 'wrong_type');
    for (const member of ['name', 'email', 'phone']) await refused(customer({ [member]: 7 }), `customer.${member}`, 'wrong_type');
    for (const member of ['plate', 'country', 'description']) await refused(vehicle({ [member]: [] }), `vehicle.${member}`, 'wrong_type');
    await refused({ customer: undefined }, 'customer.name', 'required');
    await refused(customer({ name: '   ' }), 'customer.name', 'required');
  });

  test('what is too long is told so', async () => {
    await refused(customer({ name: 'A'.repeat(101) }), 'customer.name', 'too_long');
    await refused(customer({ name: 'A'.repeat(5000) }), 'customer.name', 'too_long');
    await refused(customer({ email: `${'a'.repeat(250)}@example.com` }), 'customer.email');
    await refused(customer({ phone: '0'.repeat(65) }), 'customer.phone');
    await refused(vehicle({ plate: 'B'.repeat(16), country: 'D' }), 'vehicle.plate', 'too_long');
    await refused(vehicle({ description: 'V'.repeat(201) }), 'vehicle.description', 'too_long');
    await refused({ message: 'm'.repeat(2001) }, 'message', 'too_long');
    await refused({ service: 's'.repeat(9000) }, 'service', 'too_long');
    const key = await post(request(starts[0]), { 'Idempotency-Key': 'k'.repeat(256) });
    assert.equal(key.json.errors[0].field, 'Idempotency-Key');
  });

  test('limits count characters, not bytes', async () => {
    await book(shop, starts[1], { ...customer({ name: 'é'.repeat(100) }), message: '😀'.repeat(2000) });
  });

  test('unknown services and sizes are refused', async () => {
    await refused({ service: 'teleport' }, 'service', 'unknown_service');
    await refused({ size: 'lorry' }, 'size', 'unknown_size');
    await refused({ service: "' OR 1=1 --" }, 'service', 'unknown_service');
    await refused({ language: 'fr' }, 'language', 'unknown_language');
  });

  test('control characters, bidirectional controls and lone surrogates are refused', async () => {
    for (const letter of ['\u0000', '\u0007', '\u001b', '\u007f', '\u0085', '\u2028', '\u202e', '\u2066', '\u200f', '\ufeff', '\uffff']) {
      await refused(customer({ name: `Ada${letter}de Vries` }), 'customer.name', 'not_text');
      await refused(vehicle({ description: `Volvo${letter}V60` }), 'vehicle.description', 'not_text');
      await refused({ message: `a${letter}b` }, 'message', 'not_text');
      await refused(customer({ email: `ada${letter}@example.com` }), 'customer.email');
      await refused(customer({ phone: `06${letter}12345678` }), 'customer.phone');
      await refused(vehicle({ plate: `GBB${letter}01B` }), 'vehicle.plate');
    }
    await refused(customer({ name: 'Ada\nde Vries' }), 'customer.name', 'not_text');
    const surrogate = JSON.stringify(request(starts[0])).replace('Ada de Vries', 'Ada \\ud800');
    assert.equal((await post(surrogate)).status, 400);
  });

  test('invalid UTF-8 is malformed JSON', async () => {
    const text = JSON.stringify(request(starts[0], customer({ name: 'Ada@@' })));
    for (const bytes of [[0xff, 0xfe], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf5, 0x80, 0x80, 0x80], [0xe2, 0x82]]) {
      const [head, tail] = text.split('@@');
      const answer = await post(Buffer.concat([Buffer.from(head), Buffer.from(bytes), Buffer.from(tail)]));
      assert.equal(answer.status, 400);
      assert.equal(answer.json.code, 'malformed_json');
    }
  });

  test('past, unoffered, too far and impossible times are refused', async () => {
    for (const [start, code] of [
      ['2020-01-01T09:00:00+01:00', 'in_the_past'], ['0000-01-01T00:00:00Z', undefined], ['2037-12-31T09:00:00+01:00', 'too_far_ahead'], ['9999-12-31T23:59:59+01:00', undefined],
      ['2027-02-30T09:00:00+01:00', 'not_an_instant'], ['2027-03-01T25:00:00+01:00', 'not_an_instant'], ['2027-03-01T09:60:00+01:00', 'not_an_instant'],
      ['2027-03-28T02:30', 'not_an_instant'], ['2027-03-28T02:30:00', 'not_an_instant'], ['2027-03-28T02:30:00+01:00', 'not_offered'],
      ['2027-03-01', 'not_an_instant'], ['now', 'not_an_instant'], ['2027-03-01T09:00:00+99:00', 'not_an_instant'],
      ['2027-03-01T09:00:00.5+01:00', undefined], ['-2027-03-01T09:00:00+01:00', 'not_an_instant'],
    ]) await refused({ start }, 'start', code);
    const odd = new Date(Date.parse(starts[0]) + 60_000).toISOString().replace('.000Z', 'Z');
    await refused({ start: odd }, 'start', 'not_offered');
    const night = starts[0].replace(/T\d\d:\d\d/, 'T03:00');
    await refused({ start: night }, 'start', 'not_offered');
  });

  test('plates of other countries are accepted as they are', async () => {
    const plates = [['D', 'B-MW 1234'], ['B', '1-ABC-234'], ['F', 'AB-123-CD'], ['GB', 'AB12 CDE'], ['PL', 'WX 12345'], ['UA', 'АА 1234 ВВ']];
    for (const [index, [country, plate]] of plates.entries()) await book(shop, starts[20 + index], vehicle({ country, plate }));
    await refused(vehicle({ plate: 'DDD000' }), 'vehicle.plate', 'not_a_plate');
    await refused(vehicle({ country: 'N1' }), 'vehicle.country', 'unknown_country');
    await refused(vehicle({ country: 'Nederland' }), 'vehicle.country', 'unknown_country');
  });

  test('a citizen service number is refused wherever it is typed', async () => {
    for (const message of ['mijn BSN is 111222333', '111.222.333', '111 222 333'])
      await refused({ message }, 'message', 'citizen_service_number');
    await refused(customer({ name: 'Ada 111222333' }), 'customer.name', 'citizen_service_number');
    await refused(vehicle({ description: '111222333' }), 'vehicle.description', 'citizen_service_number');
  });

  test('what is not a JSON object is refused', async () => {
    for (const text of ['', '{', '[]', '"text"', '7', 'null', 'true', '{"a":1,}', '{a:1}', "{'a':1}", '{"a":1}{"b":2}', '{"a":1} x', '\ufeff{}', '{"a":NaN}'])
      assert.equal((await post(text)).status, 400, text);
    const twice = JSON.stringify(request(starts[0])).replace('{', '{"service":"airco",');
    assert.equal((await post(twice)).json.code, 'malformed_json');
  });

  test('deep and huge documents are refused', async () => {
    assert.equal((await post('{"a":'.repeat(30) + '1' + '}'.repeat(30))).status, 400);
    assert.equal((await post(`{"message":${'['.repeat(20_000)}${']'.repeat(20_000)}}`)).status, 400);
    const answer = await post(request(starts[0], { message: 'm'.repeat(70_000) }));
    assert.equal(answer.status, 413);
    assert.equal(answer.json.code, 'body_too_large');
  });

  test('other content types are refused', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/xml', 'multipart/form-data; boundary=x', 'nonsense']) {
      const answer = contract.check(await ask(shop, { method: 'POST', path: '/api/v1/bookings', body: '{}', headers: { 'Content-Type': type } }));
      assert.equal(answer.status, 415, type);
    }
    assert.equal((await post(request(starts[2]), { 'Content-Type': 'Application/JSON; charset=utf-8' })).status, 201);
  });

  test('other methods are refused and told what is allowed', async () => {
    for (const [path, allow] of [['/api/v1/services', 'GET, HEAD, OPTIONS'], ['/api/v1/bookings', 'POST, OPTIONS']])
      for (const method of ['DELETE', 'PUT', 'PATCH', path.endsWith('bookings') ? 'GET' : 'POST']) {
        const answer = contract.check(await ask(shop, { method, path }));
        assert.equal(answer.status, 405);
        assert.deepEqual(new Set(answer.headers.allow.split(', ')), new Set(allow.split(', ')));
      }
  });

  test('questions for free times are checked', async () => {
    const good = { service: 'check', size: 'small', from: '2027-01-04', days: '3' };
    for (const [name, value, code] of [
      ['service', 'nope', 'unknown_service'], ['service', '', 'required'], ['size', 'nope', 'unknown_size'], ['size', undefined, 'required'],
      ['from', '2027-02-30', 'not_a_date'], ['from', 'today', 'not_a_date'], ['from', '99999-01-01', 'not_a_date'],
      ['days', '0', 'out_of_range'], ['days', '-1', 'out_of_range'], ['days', '93', 'out_of_range'], ['days', '1e9', 'out_of_range'], ['days', '', 'out_of_range'], ['days', '3x', 'out_of_range'],
    ]) {
      const query = new URLSearchParams(Object.entries({ ...good, [name]: value }).filter(pair => pair[1] !== undefined));
      const answer = contract.check(await ask(shop, { path: `/api/v1/availability?${query}` }));
      assert.equal(answer.status, 422, `${name}=${value}`);
      assert.deepEqual(answer.json.errors.map(error => [error.field, error.code]), [[name, code]]);
    }
    for (const from of ['0001-01-01', '9999-12-31', '1969-12-31']) {
      const answer = contract.check(await ask(shop, { path: `/api/v1/availability?service=check&size=small&from=${from}&days=92` }));
      if (answer.status === 200) assert.ok(answer.json.days.every(day => day.starts.length === 0), from);
      else assert.equal(answer.status, 422, from);
    }
    for (const query of ['service=%ff', 'service=%zz', 'a=b&a=c', '&&&', '%00=%00']) {
      const answer = contract.check(await ask(shop, { path: `/api/v1/availability?${query}` }));
      assert.ok([400, 422].includes(answer.status), query);
    }
  });

  test('an unknown address below /api is a problem document', async () => {
    for (const path of ['/api/', '/api/v1', '/api/v2/services', '/api/v1/bookings/1', '/api/v1/services/']) {
      const answer = await ask(shop, { path });
      assert.equal(answer.status, 404, path);
      assert.equal(answer.type, 'application/problem+json', path);
      assert.equal(answer.json.code, 'not_found');
    }
  });
});

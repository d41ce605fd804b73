// Of any number of simultaneous requests for the last bay exactly one is accepted; with two bays, two.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { freeStarts, request } from '../support/cast.mjs';
import { Contract } from '../support/contract.mjs';
import { openShop } from '../support/shop.mjs';
import { Visitor } from '../support/visitor.mjs';
import { ask, postJson } from '../support/wire.mjs';

const rounds = Number(process.env.AUTOJET_RACE_ROUNDS ?? 200);
const rivals = 16;

describe('a race for a time', () => {
  let shop, contract;
  before(async () => {
    shop = await openShop();
    contract = await Contract.of(shop);
    await Promise.all(Array.from({ length: rivals }, () => ask(shop, { path: '/healthz' })));
  });
  after(() => shop.close());

  async function race(changes, start) {
    const answers = await Promise.all(Array.from({ length: rivals }, (_, n) =>
      postJson(shop, '/api/v1/bookings', request(start, { ...changes, customer: { name: `Rival ${n}`, phone: `06123456${10 + n}` } }))));
    answers.forEach(answer => contract.check(answer));
    return answers;
  }

  async function check(answers, bays) {
    const booked = answers.filter(answer => answer.status === 201);
    const refused = answers.filter(answer => answer.status === 409);
    assert.equal(booked.length, bays);
    assert.equal(refused.length, rivals - bays);
    assert.ok(refused.every(answer => answer.json.code === 'slot_taken'));
    assert.equal(new Set(booked.map(answer => answer.json.reference)).size, bays);
  }

  const distinct = starts => starts.filter((_, index) => index % 2 === 0);

  test(`${rounds} rounds of ${rivals} for the one lift: one is accepted each time`, async () => {
    const starts = (await freeStarts(shop, 'tyre-change', 'small', { days: 90 })).slice(0, rounds);
    assert.equal(starts.length, rounds);
    for (const start of starts) await check(await race({}, start), 1);
    const left = await freeStarts(shop, 'tyre-change', 'small', { days: 90 });
    assert.ok(!starts.some(start => left.includes(start)));
  });

  test(`${rivals} for the two care bays: two are accepted each time`, async () => {
    const starts = distinct(await freeStarts(shop, 'hand-wash', 'small', { days: 30 })).slice(0, Math.max(10, rounds / 10));
    for (const start of starts) await check(await race({ service: 'hand-wash' }, start), 2);
  });

  test('times that overlap in part are refused just the same', async () => {
    const starts = await freeStarts(shop, 'oil-service', 'large', { days: 60, after: 200 });
    for (let n = 0; n + 2 < 60; n += 3) {
      const answers = await Promise.all(Array.from({ length: rivals }, (_, i) =>
        postJson(shop, '/api/v1/bookings', request(starts[n + (i % 3)], { service: 'oil-service', size: 'large' }))));
      const spans = answers.filter(answer => answer.status === 201).map(answer => [Date.parse(answer.json.start), Date.parse(answer.json.end)]).sort((a, b) => a[0] - b[0]);
      assert.ok(spans.length >= 1);
      for (let i = 1; i < spans.length; ++i) assert.ok(spans[i][0] >= spans[i - 1][1], 'no overlap in the lift');
      assert.ok(answers.every(answer => [201, 409].includes(answer.status)));
    }
  });

  test('the website and the interface race for the same bay', async () => {
    const starts = (await freeStarts(shop, 'airco', 'small', { days: 60, after: 120 })).filter((_, n) => n % 3 === 0).slice(0, 10);
    for (const start of starts) {
      const visitors = await Promise.all(Array.from({ length: 4 }, async () => {
        const visitor = new Visitor(shop);
        const form = await visitor.get(`/en/book/details?service=airco&size=small&start=${encodeURIComponent(start)}`);
        const review = await visitor.submit(form, '/book/review', { name: 'Ada', phone: '0612345678', email: '', plate: '', vehicle: '', message: '' });
        assert.equal(review.status, 200);
        return { visitor, review };
      }));
      const answers = await Promise.all([
        ...visitors.map(({ visitor, review }) => visitor.submit(review, '/en/book')),
        ...Array.from({ length: 4 }, () => postJson(shop, '/api/v1/bookings', request(start, { service: 'airco' }))),
      ]);
      assert.equal(answers.filter(answer => [201, 303].includes(answer.status)).length, 1);
      assert.equal(answers.filter(answer => answer.status === 409).length, 7);
      for (const lost of answers.slice(0, 4).filter(answer => answer.status === 409)) assert.match(lost.text, /name="start"/, 'a choice of other times');
    }
  });
});

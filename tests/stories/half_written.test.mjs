// A refusal leaves nothing behind: not a row, not a key, in any table.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { ada, book, deskPath, freeStarts, pathOf, request, signInDee } from '../support/cast.mjs';
import { outboxOf } from '../support/mail.mjs';
import { rowsOf } from '../support/rows.mjs';
import { openShop, until } from '../support/shop.mjs';
import { Visitor } from '../support/visitor.mjs';
import { postJson } from '../support/wire.mjs';

describe('after a refusal', () => {
  let shop, dee, visitor, booking, starts, review;
  before(async () => {
    shop = await openShop();
    dee = await signInDee(shop);
    visitor = new Visitor(shop);
    starts = await freeStarts(shop);
    const form = await visitor.get(`/en/book/details?service=tyre-change&size=small&start=${encodeURIComponent(starts[0])}`);
    review = await visitor.submit(form, '/book/review', { ...ada, plate: '', vehicle: '', message: '' });
    booking = await book(shop, starts[0], {}, { 'Idempotency-Key': 'once' });
    await book(shop, starts[1]);
    await until(async () => (await outboxOf(shop)).length === 2, 'the mails');
  });
  after(() => shop.close());

  // Pages of the desk write to the ledger what they opened; that is no trace of what was refused.
  const counts = () => Object.fromEntries(Object.entries(rowsOf(shop)).filter(([table]) => !/ledger|opening/.test(table)));

  const refusals = {
    'a lost race over the interface': [409, () => postJson(shop, '/api/v1/bookings', request(starts[0]))],
    'a lost race with a key': [409, () => postJson(shop, '/api/v1/bookings', request(starts[0]), { 'Idempotency-Key': 'twice' })],
    'a lost race on the website': [409, () => visitor.submit(review, '/en/book')],
    'a key of another request': [422, () => postJson(shop, '/api/v1/bookings', request(starts[3]), { 'Idempotency-Key': 'once' })],
    'one bad field among good ones': [422, () => postJson(shop, '/api/v1/bookings', request(starts[3], { vehicle: { plate: 'X0X0X0' } }))],
    'a body that cannot be read': [400, () => postJson(shop, '/api/v1/bookings', '{"service":')],
    'a letter without an address': [422, async () => visitor.submit(await visitor.get('/en/contact'), '/contact', { name: 'Ada', email: '', phone: '', message: 'hello' })],
    'a forged form': [403, () => visitor.post('/en/contact', [['name', 'Cy'], ['email', 'cy@example.com'], ['message', 'hello']])],
    'a move to a time that is taken': [409, async () => {
      const asked = await visitor.get(`${pathOf(booking.manage_url)}/time`);
      return visitor.submit(asked, '/time', { start: starts[1] });
    }],
    'a booking by phone at a time that is taken': [409, async () => {
      const asked = await dee.get(`/desk/bookings/new?service=tyre-change&size=small&date=${starts[0].slice(0, 10)}`);
      return dee.submit(asked, '/desk/bookings', { start: starts[0], name: 'Grace', phone: ada.phone, email: '', plate: '', vehicle: '', message: '' });
    }],
    'a cancellation without a reason': [422, async () => dee.submit(await dee.get(deskPath(booking.reference)), '/cancellation', { reason: '' })],
    'a wrong password': [401, async () => visitor.submit(await visitor.get('/desk/sign-in'), '/desk/sign-in', { email: 'dee@autojet.example', password: 'wrong' })],
  };
  for (const [what, [status, refuse]] of Object.entries(refusals))
    test(`${what} leaves no row and no key`, async () => {
      const earlier = counts();
      assert.ok(earlier['data.booking'] === 2 && earlier['data.person'] === 2, JSON.stringify(earlier));
      assert.equal((await refuse()).status, status);
      assert.deepEqual(counts(), earlier);
    });
});

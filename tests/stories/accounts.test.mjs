// The archive of issued invoices, from outside: put in as a file, found by number, whole and unchanged, for staff alone.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { book, freeStarts, signInDee } from '../support/cast.mjs';
import { textOf } from '../support/page.mjs';
import { openShop } from '../support/shop.mjs';
import { Visitor } from '../support/visitor.mjs';

const pdf = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.from(Array.from({ length: 3000 }, (_, n) => n % 256))]);

describe('the archive of invoices', () => {
  let shop, dee, booking;
  before(async () => {
    shop = await openShop();
    dee = await signInDee(shop);
    booking = await book(shop, (await freeStarts(shop))[0]);
  });
  after(() => shop.close());

  const today = () => new Date().toISOString().slice(0, 10);

  async function put(visitor, fields, bytes = pdf, token = undefined) {
    const [name, value] = token ?? (await visitor.token('/desk/accounts'));
    const boundary = 'AutoJetBoundary';
    const part = (head, body) => Buffer.concat([Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; ${head}\r\n\r\n`), Buffer.from(body), Buffer.from('\r\n')]);
    const parts = Object.entries({ [name]: value, ...fields }).map(([field, text]) => part(`name="${field}"`, text));
    if (bytes) parts.push(part('name="file"; filename="invoice.pdf"', bytes));
    return visitor.ask({
      method: 'POST', path: '/desk/accounts', body: Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)]),
      headers: { 'Content-Type': `multipart/form-data; boundary=${boundary}` },
    });
  }

  test('duty 23, K3: an invoice is kept as it was issued, and a number is issued once', async () => {
    const kept = await put(dee, { number: 'F-2026/0042', date: today(), reference: booking.reference });
    assert.equal(kept.status, 303, textOf(kept.text));
    const page = await dee.get('/desk/accounts?number=F-2026/0042');
    assert.ok(textOf(page.text).includes(`1 januari ${Number(today().slice(0, 4)) + 8}`), 'the day of its release');
    const [, url] = /href="(\/desk\/accounts\/\d+)"/.exec(page.text);
    const file = await dee.get(url);
    assert.equal(file.status, 200);
    assert.match(file.headers['content-type'], /application\/pdf/);
    assert.match(file.headers['content-disposition'], /attachment; filename="F-2026-0042\.pdf"/);
    assert.ok(file.bytes.equals(pdf), 'every byte');
    assert.equal((await put(dee, { number: 'F-2026/0042', date: today() })).status, 409);
  });

  test('what is no invoice is refused beside its field', async () => {
    assert.match((await put(dee, { number: '', date: today() })).text, /id="number-error"/);
    assert.match((await put(dee, { number: 'A1', date: 'soon' })).text, /id="date-error"/);
    assert.match((await put(dee, { number: 'A1', date: today(), reference: 'ZZZZ-ZZZZ' })).text, /id="reference-error"/);
    assert.match((await put(dee, { number: 'A1', date: today() }, null)).text, /id="file-error"/);
    assert.match((await put(dee, { number: 'A1', date: today() }, Buffer.from('GIF89a'))).text, /id="file-error"/);
    // It may hang up before the last byte has been sent.
    const tooLarge = await put(dee, { number: 'A1', date: today() }, Buffer.alloc(6 * 1024 * 1024, '%PDF-')).then(answer => answer.status, error => error.code);
    assert.ok([413, 'EPIPE', 'ECONNRESET'].includes(tooLarge), String(tooLarge));
    assert.doesNotMatch((await dee.get('/desk/accounts')).text, /A1</);
  });

  test('Cy gets nothing, and nobody puts anything in without the token', async () => {
    const cy = new Visitor(shop);
    assert.equal((await cy.get('/desk/accounts')).status, 303);
    assert.equal((await cy.get('/desk/accounts/1')).status, 303);
    assert.ok([401, 403].includes((await put(cy, { number: 'A1', date: today() }, pdf, ['csrf_token', 'x'])).status));
    assert.equal((await put(dee, { number: 'A1', date: today() }, pdf, ['csrf_token', 'x'])).status, 403);
  });
});

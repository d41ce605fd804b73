// Signing in with a code from a phone: switched on, asked, lost, and switched off by the owner of the machine.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { password, signInDee } from '../support/cast.mjs';
import { dataFile, sqlite } from '../support/rows.mjs';
import { openShop } from '../support/shop.mjs';
import { Visitor } from '../support/visitor.mjs';

const email = 'dee@autojet.example';
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

// RFC 6238 as a phone does it; `later` in steps of half a minute.
function codeOf(secret, later = 0) {
  const bits = [...secret].map(letter => alphabet.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from(bits.match(/.{8}/g).map(byte => parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + later));
  const digest = createHmac('sha1', key).update(step).digest();
  return String((digest.readUInt32BE(digest.at(-1) & 15) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

describe('signing in with a code', () => {
  let shop, dee, secret, codes;
  before(async () => {
    shop = await openShop();
    dee = await signInDee(shop);
  });
  after(() => shop.close());

  async function givePassword(visitor, next = '') {
    const page = await visitor.get(`/desk/sign-in${next && `?next=${encodeURIComponent(next)}`}`);
    return visitor.submit(page, '/desk/sign-in', { email, password });
  }
  const giveCode = async (visitor, address, code) => visitor.submit(await visitor.get(address), '/desk/sign-in/code', { code });

  test('Dee switches it on from her account: a picture, a key to type, ten recovery codes, nothing inline', async () => {
    assert.match((await dee.get('/desk/day')).text, /href="\/desk\/account"/);
    const account = await dee.get('/desk/account');
    const page = await dee.follow(await dee.submit(account, '/second-factor', { password }));
    secret = /class="secret-text">([A-Z2-7 ]+)</.exec(page.text)[1].replaceAll(' ', '');
    assert.equal(secret.length, 32);
    assert.match(page.text, /<svg class="qr"[^]*<\/svg>/);
    assert.doesNotMatch(page.text, /style=/);
    const done = await dee.submit(page, '/confirmation', { code: codeOf(secret) });
    codes = [...done.text.matchAll(/<li>([0-9A-Z]{4}(?:-[0-9A-Z]{4}){3})<\/li>/g)].map(found => found[1]);
    assert.equal(new Set(codes).size, 10);
    assert.doesNotMatch((await dee.get('/desk/account')).text, new RegExp(codes[0]));
  });

  test('the password alone shows nothing and changes nothing; no other cookie is written', async () => {
    const cy = new Visitor(shop);
    assert.match((await givePassword(cy)).location, /^\/desk\/sign-in\/code/);
    assert.deepEqual([...cy.cookies.keys()].sort(), ['autojet_desk', 'autojet_form']);
    for (const path of ['/desk', '/desk/day', '/desk/week', '/desk/messages', '/desk/account', '/desk/account/second-factor', '/desk/registers/ledger'])
      assert.match((await cy.get(path)).location, /^\/desk\/sign-in\?next=/, path);
    const [name, token] = await cy.token('/desk/sign-in/code');
    for (const path of ['/desk/bookings', '/desk/sessions/revocation', '/desk/account/second-factor/removal'])
      assert.equal((await cy.post(path, [[name, token]])).status, 401, path);
    assert.equal((await cy.submit(await cy.get('/desk/sign-in/code'), '/code', { code: '000000' })).status, 401);
    assert.equal((await cy.post('/desk/sign-in/code', { code: codeOf(secret, 1) })).status, 403, 'without the token of the form');
  });

  test('the code signs her in, to the page that she wanted, and works once', async () => {
    const tablet = new Visitor(shop);
    const asked = await givePassword(tablet, '/desk/week');
    const code = codeOf(secret, 1);
    assert.equal((await giveCode(tablet, asked.location, code)).location, '/desk/week');
    assert.equal((await tablet.get('/desk/week')).status, 200);
    const cy = new Visitor(shop);
    const again = await giveCode(cy, (await givePassword(cy)).location, code);
    assert.equal(again.status, 401);
    assert.match(again.text, /id="code-error"/);

    const sessions = await dee.get('/desk/account');
    const ended = await dee.submit(sessions, '/account/sessions/revocation');
    assert.equal(ended.status, 303);
    assert.match((await tablet.get('/desk/week')).location, /^\/desk\/sign-in/);
    assert.equal((await dee.get('/desk/week')).status, 200);
  });

  test('who takes the whole shop along gets no secret that makes codes', () => {
    const out = path.join(shop.data, '..', 'taken-along');
    const done = shop.command('shop export', '--host', '127.0.0.1', '--out', out);
    assert.equal(done.code, 0, done.text);
    const text = readdirSync(out).map(file => readFileSync(path.join(out, file), 'utf8')).join('\n');
    assert.match(text, /"confirmed":/);
    assert.ok(!text.includes(secret));
    assert.doesNotMatch(text, /"recovery":|"secret":/);
  });

  test('a recovery code stands in for the phone once', async () => {
    const first = new Visitor(shop);
    assert.equal((await giveCode(first, (await givePassword(first)).location, codes[3].toLowerCase())).location, '/desk/day');
    const second = new Visitor(shop);
    assert.equal((await giveCode(second, (await givePassword(second)).location, codes[3])).status, 401);
  });

  test('who lost everything is let in by the owner: the reset stands in the ledger and signs out everywhere', async () => {
    assert.notEqual(shop.command('staff reset', '--email', 'nobody@autojet.example').code, 0);
    const done = shop.command('staff reset', '--email', email);
    assert.equal(done.code, 0, done.text);
    assert.match((await dee.get('/desk/day')).location, /^\/desk\/sign-in/);
    assert.equal((await givePassword(dee)).location, '/desk/day');
    assert.match(sqlite(dataFile(shop), 'SELECT actor, what FROM ledger'), /^provider\|The code of an account for staff was switched off$/m);
    assert.notEqual(shop.command('staff reset', '--email', email).code, 0, 'there is none any more');
  });
});

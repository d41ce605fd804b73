// The registers of the shop over the real binary, and the provider's work on a whole shop (policy S1 to S5).
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createPublicKey, verify } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { book, freeStarts, signInDee } from '../support/cast.mjs';
import { findingsOf, launch, openPage, overflowOf, visit } from '../support/browser.mjs';
import { addSecondShop, binary, openShop, secondHost, wait } from '../support/shop.mjs';
import { Visitor } from '../support/visitor.mjs';

// On the shop's calendar: an hour or two before midnight in UTC it is tomorrow there.
const day = shift => new Date(Date.now() + shift * 86_400_000).toLocaleDateString('sv-SE', { timeZone: 'Europe/Amsterdam' });

const breach = { nature: 'A phone with open appointments was lost.', aware_date: day(-1), aware_time: '10:00', began: day(-2), ended: day(0), whose: 'all', risk: 'high',
  people: '2', records: '2', consequences: 'Strangers may call.', measures: 'Signed out everywhere.', contact: '036 1234567', delay: '' };
const demand = { authority: 'Politie Flevoland', basis: 'Sv 126nd', people: 'ada@example.com', from: '', until: '', decided_by: 'Dee', categories: 'name' };

describe('the registers', () => {
  let shop, dee, browser;
  before(async () => {
    shop = await openShop({ prepare: addSecondShop });
    dee = await signInDee(shop);
    await book(shop, (await freeStarts(shop))[0]);
    browser = await launch();
  });
  after(async () => {
    await browser.close();
    await shop.close();
  });

  const sent = async (from, end, values) => dee.submit(await dee.get(from), end, values);

  test('S3: the owner fills in the provider, and the to-do is gone', async () => {
    assert.match((await dee.get('/desk/registers')).text, /recipients\/system_provider/);
    const answer = await sent('/desk/registers/recipients/system_provider', '/facts', { legal_name: 'Hostwerk BV', contract: 'VO-1', contract_date: '2026-01-01', at_the_end: 'deletes' });
    assert.equal(answer.status, 303, answer.text);
    assert.match((await dee.get('/desk/registers/recipients')).text, /Hostwerk BV/);
    assert.doesNotMatch((await dee.get('/desk/registers')).text, /recipients\/system_provider/);
  });

  test('S5: a handover needs a law, and its copy holds the scope alone', async () => {
    assert.equal((await sent('/desk/registers/handovers', '/handovers', { ...demand, basis: '' })).status, 422);
    const made = await sent('/desk/registers/handovers', '/handovers', demand);
    assert.equal(made.status, 303, made.text);
    const copy = await sent(made.location, '/copies', { format: 'json' });
    assert.equal(copy.status, 200);
    assert.match(copy.text, /Ada de Vries/);
    assert.doesNotMatch(copy.text, /ada@example\.com|GBB|06 ?12345678|31612345678|Dee/);
    assert.match((await dee.get('/desk/registers/ledger')).text, /boekhouding/);
  });

  test('duty 43, duty 44: a breach has its clock, its draft and its people', async () => {
    const made = await sent('/desk/registers/breaches/new', '/breaches', breach);
    assert.equal(made.status, 303, made.text);
    assert.match((await dee.get(made.location)).text, /Nog: \d+ uur/);
    assert.match((await dee.get(`${made.location}/notification`)).text, /A phone with open appointments/);
    assert.match((await dee.get(`${made.location}/people`)).text, /Ada de Vries/);
    assert.match((await dee.get('/desk/registers')).text, /datalek/);
  });

  test('duty 41: the record of processing is the same from the command line', async () => {
    const page = await dee.get('/desk/registers/processing.json');
    const printed = shop.command('policy record', '--json', '--language', 'nl');
    assert.equal(printed.code, 0, printed.text);
    assert.deepEqual(JSON.parse(printed.out), page.json);
    assert.match(shop.command('policy record').out, /Hostwerk BV/);
  });

  test('pages fit a phone and a desk, and axe finds nothing', async () => {
    const one = (await dee.get('/desk/registers/breaches')).text.match(/\/desk\/registers\/breaches\/\d+/)[0];
    const handover = (await dee.get('/desk/registers/handovers')).text.match(/\/desk\/registers\/handovers\/\d+/)[0];
    const pages = ['', '/recipients', '/recipients/system_provider', '/recipients/whatsapp', '/handovers', '/breaches', '/breaches/new', '/processing', '/ledger', '/ledger?date=2020-01-01']
      .map(each => `/desk/registers${each}`).concat(one, `${one}/notification`, `${one}/people`, handover);
    const wrong = [];
    for (const width of [390, 1280]) {
      const page = await openPage(browser, shop, { viewport: { width, height: 900 } });
      await page.context().addCookies([...dee.cookies].map(([name, value]) => ({ name, value, url: shop.url })));
      for (const address of pages) {
        const answer = await visit(page, address);
        if (answer.status() !== 200) wrong.push(`${address}: ${answer.status()}`);
        const overflow = await overflowOf(page);
        if (overflow) wrong.push(`${width} ${address}: ${overflow}`);
        for (const finding of await findingsOf(page)) wrong.push(`${width} ${address}: ${finding}`);
      }
      await page.emulateMedia({ media: 'print' });
      await visit(page, '/desk/registers/processing');
      if (await page.isVisible('.bar')) wrong.push('the bar is printed');
      wrong.push(...page.complaints);
      await page.context().close();
    }
    assert.deepEqual(wrong, []);
  });
});

describe('the provider of the system', () => {
  let shop, out, owner;
  before(async () => {
    shop = await openShop({ prepare: addSecondShop });
    const booking = await book(shop, (await freeStarts(shop, 'check', 'small', { host: secondHost }))[0], { service: 'check' }, { Host: secondHost });
    owner = await signInDee(shop, { link: shop.ownerLinks[1], host: secondHost });
    const invoice = `/desk/invoices/of/${booking.reference.replace('-', '')}`;
    assert.equal((await owner.submit(await owner.get(invoice), invoice)).status, 303);
    await book(shop, (await freeStarts(shop))[0]);
    out = path.join(shop.folder, 'export');
  });
  after(() => shop.close());

  test('S3: a shop gets everything back, opened, and its ledger says so', async () => {
    const done = shop.command('shop export', '--host', secondHost, '--out', out);
    assert.equal(done.code, 0, done.text);
    const people = readFileSync(path.join(out, 'person.jsonl'), 'utf8').trim().split('\n').map(line => JSON.parse(line));
    assert.deepEqual(people.map(person => [person.name, person.email]), [['Ada de Vries', 'ada@example.com']]);
    const manifest = JSON.parse(readFileSync(path.join(out, 'manifest.json'), 'utf8'));
    assert.equal(manifest.unopened, 0);
    assert.equal(manifest.rows.booking, 1);
    const documents = readFileSync(path.join(out, 'accounts_content.jsonl'), 'utf8').trim().split('\n').map(line => JSON.parse(line));
    assert.match(Buffer.from(documents[0].content.base64url, 'base64url').toString('latin1'), /^%PDF-/, 'issued documents, file and all');
    assert.ok(readdirSync(out).some(name => /^policy-.*\.toml$/.test(name)));
    assert.equal(shop.command('shop export', '--host', secondHost, '--out', out).code !== 0, true, 'not over what is there');
    assert.match((await owner.get('/desk/registers/ledger?who=provider')).text, /geëxporteerd/);
    const elsewhere = await signInDee(shop);
    assert.doesNotMatch((await elsewhere.get('/desk/registers/ledger?who=provider')).text, /geëxporteerd/);
  });

  test('S3: a shop is deleted whole, whenever it is killed, with a proof, and the other is as it was', async () => {
    const proof = path.join(shop.folder, 'proof.json');
    const order = ['shop delete', '--host', secondHost, '--confirm', secondHost, '--proof', proof];
    assert.notEqual(shop.command(...order).code, 0, 'not while a server runs');
    await shop.stop();
    assert.notEqual(shop.command('shop delete', '--host', secondHost, '--confirm', 'another', '--proof', proof).code, 0);
    assert.ok(!existsSync(proof));
    for (const patience of [10, 40, 80, 120, 160]) {
      const killed = spawn(binary, ['shop', 'delete', '--data', shop.data, ...order.slice(1)]);
      const gone = once(killed, 'close');
      await wait(patience);
      killed.kill('SIGKILL');
      await gone;
    }
    const done = shop.command(...order);
    assert.ok(done.code === 0 || /No shop has this host name/.test(done.text), done.text);  // unless one of those had ended
    const { text, signature, public_key: key } = JSON.parse(readFileSync(proof, 'utf8'));
    const check = said => verify(null, Buffer.from(`shop deletion\n${said}`), createPublicKey(key), Buffer.from(signature, 'base64url'));
    assert.ok(check(text));
    assert.ok(!check(text.replace('Blink', 'Blank')));
    assert.equal(JSON.parse(text).rows.booking, 1);
    assert.notEqual(shop.command('shop export', '--host', secondHost, '--out', `${out}2`).code, 0);
    assert.doesNotMatch(readFileSync(path.join(shop.data, 'autojet.db')).toString('latin1'), /blink\.example/);
    await shop.start();
    assert.equal((await new Visitor(shop, { host: secondHost }).get('/en')).status, 421, 'nobody is served there any more');
    const first = path.join(shop.folder, 'first');
    assert.equal(shop.command('shop export', '--host', '127.0.0.1', '--out', first).code, 0);
    assert.match(readFileSync(path.join(first, 'person.jsonl'), 'utf8'), /Ada de Vries/);
  });
});

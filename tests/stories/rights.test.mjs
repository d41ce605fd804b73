// People use their rights themselves: the mail brings a code, `/me` shows what is kept, and each right is one button.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { ada, book, bookOnWebsite, freeStarts, signInDee } from '../support/cast.mjs';
import { outboxOf } from '../support/mail.mjs';
import { linksOf, textOf } from '../support/page.mjs';
import { rowsOf } from '../support/rows.mjs';
import { addSecondShop, openShop, secondHost, until } from '../support/shop.mjs';
import { contentsOf, tracesOf } from '../support/traces.mjs';
import { Visitor } from '../support/visitor.mjs';
import { ask } from '../support/wire.mjs';

const require = createRequire(import.meta.url);
const Ajv = require('ajv/dist/2020').default;
const addFormats = require('ajv-formats').default;

let people = 0;
const somebody = () => ({ ...ada, name: `Ada Proef${++people}`, email: `ada${people}@example.com` });

export async function codeFor(shop, email, language = 'en', host) {
  const before = new Set((await outboxOf(shop)).map(each => each.name));
  const visitor = new Visitor(shop, { host });
  const answer = await visitor.submit(await visitor.get(`/${language}/me`), '/me/codes', { email });
  assert.equal(answer.location, `/${language}/me?asked=1`);
  const mail = await until(async () => (await outboxOf(shop)).find(each => !before.has(each.name) && each.to === email && /\/me\/links\//.test(each.text)), 'the mail with the code');
  return { code: /^ {4}([0-9A-Z]{4}-[0-9A-Z]{4})$/m.exec(mail.text)[1], link: new URL(/https?:\S+\/me\/links\/\S+/.exec(mail.text)[0]).pathname, mail };
}

export async function signInAs(shop, email, language = 'en', host) {
  const { code } = await codeFor(shop, email, language, host);
  const visitor = new Visitor(shop, { host });
  const answer = await visitor.submit(await visitor.get(`/${language}/me`), '/me/session', { code: ` ${code.toLowerCase()} ` });
  assert.equal(answer.status, 303, answer.text);
  return visitor;
}

describe('a person uses their rights', () => {
  let shop, dee;
  before(async () => {
    shop = await openShop({ prepare: addSecondShop });
    dee = await signInDee(shop);
  });
  after(() => shop.close());

  async function customer(changes = {}) {
    const who = { ...somebody(), ...changes };
    const booking = await book(shop, (await freeStarts(shop))[0], { customer: who });
    return { who, booking };
  }

  test('R8: signing in by code, as it is typed from the mail', async () => {
    const { who } = await customer();
    const me = await signInAs(shop, who.email);
    const page = textOf((await me.get('/en/me')).text);
    for (const value of [who.name, who.email, '+31612345678', 'Volvo V60, black']) assert.ok(page.includes(value), value);
  });

  test('K3: an issued invoice stands there with the last day that tax law keeps it', async () => {
    const { who, booking } = await customer();
    const address = `/desk/invoices/of/${booking.reference.replace('-', '')}`;
    const made = await dee.submit(await dee.get(address), address, {});
    assert.equal(made.status, 303, textOf(made.text));
    const me = await signInAs(shop, who.email);
    const year = new Date().getFullYear();
    assert.match(textOf((await me.get('/en/me')).text), new RegExp(`${year}-0001.* Kept until \\w+ 31 December ${year + 7} because of tax law \\(AWR 52\\); nobody can delete it before\\.`));
  });

  test('R8: a mail scanner that opens the link changes nothing; the button opens the data, once', async () => {
    const { who } = await customer();
    const { link } = await codeFor(shop, who.email);
    for (const method of ['GET', 'HEAD', 'OPTIONS', 'GET']) assert.ok((await ask(shop, { method, path: link })).status < 300, method);
    const me = new Visitor(shop);
    assert.equal((await me.submit(await me.get(link), link)).location, '/en/me');
    assert.ok((await me.get('/en/me')).text.includes(who.name));
    assert.equal((await ask(shop, { path: link })).status, 404);
  });

  test('R8: known and unknown addresses get the same answer in the same time', async () => {
    const { who } = await customer();
    const answers = { known: [], unknown: [] };
    for (let n = 0; n < 12; ++n)
      for (const [kind, email] of [['known', who.email], ['unknown', `nobody${n}@example.net`]]) {
        const visitor = new Visitor(shop);
        const token = await visitor.token('/en/me');
        const from = process.hrtime.bigint();
        const answer = await visitor.post('/en/me/codes', [token, ['email', kind === 'known' ? who.email : email]]);
        answers[kind].push({ time: Number(process.hrtime.bigint() - from) / 1e6, said: `${answer.status} ${answer.location} ${answer.text}` });
      }
    assert.equal(new Set([...answers.known, ...answers.unknown].map(each => each.said)).size, 1);
    assert.ok(!(await outboxOf(shop)).some(mail => /nobody\d+@/.test(mail.to ?? '')), 'nobody is written to who is not known');
  });

  test('R1: a copy to print and a copy for machines', async () => {
    const { who, booking } = await customer();
    const me = await signInAs(shop, who.email);
    const made = await me.submit(await me.get('/en/me'), '/me/copies');
    const request = await me.follow(made);
    assert.match(textOf(request.text), /Done as asked/);
    const page = textOf((await me.get('/en/me/copy')).text);
    for (const part of [who.name, booking.reference, 'locking nut', 'Autoriteit Persoonsgegevens', 'you, through another program', 'Kept until', 'None. We leave no decision']) assert.ok(page.includes(part), part);
    const copy = (await me.get('/en/me/copy.json')).json;
    assert.equal(copy.policy_version, '2026-06-24');
    assert.equal(copy.automated_decisions, 'none');
    const values = copy.records.flatMap(record => record.values.map(each => each.value));
    for (const value of [who.name, who.email]) assert.ok(values.includes(value), value);
    const booked = copy.records.find(record => record.number.replace('-', '') === booking.reference.replace('-', ''));
    assert.ok(booked.kept_until && booked.source && booked.policy_version);
    assert.ok(copy.consultations.length > 0 && copy.consultations.every(each => ['person', 'staff', 'job', 'stranger'].includes(each.by)));
  });

  test('R2, duty 4: a correction reaches the desk, the index and the next message', async () => {
    const { who, booking } = await customer();
    const me = await signInAs(shop, who.email);
    const made = await me.submit(await me.get('/en/me/correction'), '/me/correction', { name: 'Ada Goedgespeld', email: `new.${who.email}` });
    assert.equal(made.status, 303, made.text);
    assert.ok((await dee.get(`/desk/bookings/${booking.reference.replace('-', '')}`)).text.includes('Ada Goedgespeld'));
    assert.ok((await (await signInAs(shop, `new.${who.email}`)).get('/en/me')).text.includes('Ada Goedgespeld'));
    const visitor = new Visitor(shop);
    await visitor.submit(await visitor.get('/en/me'), '/me/codes', { email: who.email });
    const found = await dee.submit(await dee.get('/desk/requests/new'), '/search', { wanted: who.email });
    assert.ok(!found.text.includes('Goedgespeld'), 'the old address leads nowhere');
  });

  test('R3: deletion, with a receipt that openssl verifies, and nothing left', async () => {
    const { who, booking } = await customer({ phone: '06 87654321' });
    const me = await signInAs(shop, who.email);
    const asked = await me.get('/en/me/deletion');
    assert.match(textOf(asked.text), /This goes, for good.*This stays, and why/s);
    const done = await me.submit(asked, '/me/deletion', { sure: 'yes' });
    assert.match(done.location, /^\/en\/receipt\/[\w-]{43}$/);
    const receipt = await until(async () => { const page = await ask(shop, { path: done.location }); return /It is done/.test(page.text) && page; });
    assert.match(textOf(receipt.text), /Receipt of deletion/);
    assert.ok((await freeStarts(shop)).includes(booking.start), 'the bay is free');
    assert.equal((await me.get('/en/me')).text.includes(who.name), false);

    const files = { 'receipt.txt': `${done.location}/receipt.txt`, 'receipt.sig': `${done.location}/receipt.sig`, 'key.pem': '/receipt/key.pem' };
    for (const [name, address] of Object.entries(files)) await writeFile(path.join(shop.folder, name), (await ask(shop, { path: address })).bytes);
    const command = /openssl [^<]+/.exec(receipt.text)[0].trim().split(' ');
    const checked = spawnSync(command[0], command.slice(1), { cwd: shop.folder, encoding: 'utf8' });
    assert.match(checked.stdout + checked.stderr, /Signature Verified Successfully/);
    await writeFile(path.join(shop.folder, 'receipt.txt'), 'receipt\nforged');
    assert.notEqual(spawnSync(command[0], command.slice(1), { cwd: shop.folder }).status, 0);

    const mail = await until(async () => (await outboxOf(shop)).find(each => each.to === who.email && each.text.includes('Receipt of deletion')), 'the receipt by mail');
    assert.ok(mail.text.includes(done.location));
    const sources = await contentsOf(shop.data);
    for (const name of [...sources.keys()]) if (name.startsWith('outbox/')) sources.delete(name);  // mail files of a shop without a mail server: seven days
    assert.deepEqual(tracesOf({ name: who.name, phone: '+31687654321', email: who.email }, sources), []);
  });

  test('R3: a stranger cannot guess the address of a receipt', async () => {
    for (const secret of ['A'.repeat(43), 'x', '../../etc/passwd', 'a'.repeat(2000)]) {
      const answer = await ask(shop, { path: `/en/receipt/${encodeURIComponent(secret)}` });
      assert.ok([400, 404, 414].includes(answer.status), `${secret.slice(0, 20)} ${answer.status}`);
    }
  });

  test('R5: restricted, the desk sees that it is only kept, and no longer what', async () => {
    const { who, booking } = await customer();
    const me = await signInAs(shop, who.email);
    const made = await me.submit(await me.get('/en/me/restriction'), '/me/restriction', { ground: 'accuracy' });
    assert.equal(made.status, 303);
    const desk = textOf((await dee.get(`/desk/bookings/${booking.reference.replace('-', '')}`)).text);
    assert.ok(!desk.includes(who.name));
    assert.match(textOf((await me.get('/en/me')).text), /Restricted: we only keep this/);
  });

  test('R4, duty 38: the right to object is shown apart at first contact, on the page and in the mail', async () => {
    const who = somebody();
    const visitor = new Visitor(shop);
    const booked = await bookOnWebsite(visitor, 'en', { details: { name: who.name, email: who.email } });
    const page = await visitor.get(`${booked.manage}/booked`);
    assert.match(page.text, /id="object"/);
    assert.ok(linksOf(page.text).includes('/en/me'));
    const mail = await until(async () => (await outboxOf(shop)).find(each => each.to === who.email), 'the confirmation');
    assert.match(mail.text, /\n\nYOU CAN OBJECT\n/);
  });

  test('R4: an objection is weighed by the shop, and the person reads why', async () => {
    const { who } = await customer();
    const me = await signInAs(shop, who.email);
    const made = await me.submit(await me.get('/en/me/objection'), '/me/objection', { aim: 'improvement', words: 'I am no statistic' });
    const url = `/desk/requests/${made.location.split('/').at(-1)}`;
    const page = await dee.get(url);
    assert.match(textOf(page.text), /I am no statistic/);
    assert.equal((await dee.submit(page, '/decision', { decision: 'upheld', reason: 'You are right.' })).status, 303);
    assert.match(textOf((await me.get(made.location)).text), /You are right/);
  });

  test('R6, duty 35: what is taken along follows the schema, and another shop exports the same', async () => {
    const { who } = await customer();
    const me = await signInAs(shop, who.email);
    const file = (await me.get('/en/me/export.json')).json;
    const checker = new Ajv({ strict: true, allErrors: true });
    addFormats(checker);
    const check = checker.compile((await ask(shop, { path: '/export-schema.json' })).json);
    assert.ok(check(file), checker.errorsText(check.errors));
    const name = path.join(shop.folder, 'export.json');
    await writeFile(name, JSON.stringify(file));
    const read = shop.command('import', '--from', name, '--host', secondHost);
    assert.equal(read.code, 0, read.text);
    const there = await signInAs(shop, who.email, 'en', secondHost);
    const again = (await there.get('/en/me/export.json', { Host: secondHost })).json;
    assert.deepEqual(again.records, file.records);
    await writeFile(name, JSON.stringify({ ...file, records: [{ kind: 'customer', person: 1, values: { 'person.email': 'no' } }] }));
    const refused = shop.command('import', '--from', name);
    assert.notEqual(refused.code, 0);
    assert.match(refused.err, /records\[0\]\.values\.person\./);
  });

  test('X1, X2: a complaint has a number, a term and an answer that names the authority', async () => {
    const { who } = await customer();
    const me = await signInAs(shop, who.email);
    const made = await me.submit(await me.get('/en/me/complaint'), '/me/complaint', { words: 'Nobody called me back' });
    const number = made.location.split('/').at(-1);
    const url = `/desk/requests/${number}`;
    const refused = await dee.submit(await dee.get(url), '/answer', { outcome: 'refused', reason: '' });
    assert.equal(refused.status, 422);
    assert.equal((await dee.submit(await dee.get(url), '/answer', { outcome: 'partly', reason: 'We will call tomorrow.' })).status, 303);
    const answer = textOf((await me.get(made.location)).text);
    assert.match(answer, /We will call tomorrow\./);
    assert.match(answer, /Autoriteit Persoonsgegevens \(autoriteitpersoonsgegevens\.nl\)/);
    const mail = await until(async () => (await outboxOf(shop)).find(each => each.to === who.email && each.text.includes('We will call tomorrow.')), 'the answer by mail');
    assert.match(mail.text, /Autoriteit Persoonsgegevens/);
  });

  test("nobody reaches another's request, at this shop or at another", async () => {
    const { who } = await customer();
    const me = await signInAs(shop, who.email);
    const made = await me.submit(await me.get('/en/me/complaint'), '/me/complaint', { words: 'a secret of mine' });
    const other = await signInAs(shop, (await customer()).who.email);
    assert.equal((await other.get(made.location)).status, 404);
    const stolen = new Visitor(shop, { host: secondHost });
    stolen.cookies.set('autojet_me', me.cookies.get('autojet_me'));
    assert.ok(!(await stolen.get('/en/me')).text.includes(who.name));
    assert.equal((await stolen.get('/en/me/copy')).status, 303);
  });

  test('the database holds neither codes nor links nor session tokens', async () => {
    const { who } = await customer();
    const { code, link } = await codeFor(shop, who.email);
    const me = await signInAs(shop, who.email);
    const sources = await contentsOf(shop.data);
    for (const name of [...sources.keys()]) if (name.startsWith('outbox/')) sources.delete(name);
    assert.deepEqual(tracesOf({ code, link: link.split('/').at(-1), token: me.cookies.get('autojet_me') }, sources), []);
  });
});

describe('guessing at /me', () => {
  test('is stopped, for codes and for mails', async () => {
    const shop = await openShop({ limits: 'on' });
    try {
      for (const [end, field] of [['/me/session', 'code'], ['/me/codes', 'email']]) {
        let answer;
        for (let n = 0; n < 30 && answer?.status !== 429; ++n) {
          const cy = new Visitor(shop);
          answer = await cy.submit(await cy.get('/en/me'), end, { [field]: field === 'code' ? 'AAAA-AAAA' : `a${n}@example.com` });
        }
        assert.equal(answer.status, 429, end);
      }
    } finally {
      await shop.close();
    }
  });
});

describe('a server that is killed in the middle of a deletion', () => {
  test('R3, duty 28: never says done before it is, and finishes after the start', async () => {
    const shop = await openShop();
    try {
      for (let round = 0; round < 6; ++round) {
        const who = somebody();
        await book(shop, (await freeStarts(shop))[0], { customer: who });
        const me = await signInAs(shop, who.email);
        const asked = await me.get('/en/me/deletion');
        const erasures = rowsOf(shop)['data.rights_erasure'];
        const sent = me.submit(asked, '/me/deletion', { sure: 'yes' }).catch(() => undefined);
        await new Promise(resolve => setTimeout(resolve, round * 4));
        await shop.kill();
        const answer = await sent;
        await shop.start();
        if (rowsOf(shop)['data.rights_erasure'] > erasures || answer?.status === 303) {
          await until(() => rowsOf(shop)['data.person'] === 0, 'everything gone', 30_000);
          if (answer?.location) assert.match((await ask(shop, { path: answer.location })).text, /It is done/);
        } else {
          const again = await signInAs(shop, who.email);
          await again.submit(await again.get('/en/me/deletion'), '/me/deletion', { sure: 'yes' });
          await until(() => rowsOf(shop)['data.person'] === 0, 'everything gone');
        }
      }
    } finally {
      await shop.close();
    }
  });
});

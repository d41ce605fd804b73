// A quote on its way: sent, opened by a mail scanner, answered line by line by its link, kept to, and invoiced.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { after, before, describe, test } from 'node:test';
import { ada, book, freeStarts, pathOf, signInDee } from '../support/cast.mjs';
import { outboxOf } from '../support/mail.mjs';
import { formTo, textOf } from '../support/page.mjs';
import { dataFile, sqlite } from '../support/rows.mjs';
import { addSecondShop, openShop, secondHost, until } from '../support/shop.mjs';
import { Visitor } from '../support/visitor.mjs';

describe('a quote', () => {
  let shop, dee, order, link, cy;
  before(async () => {
    shop = await openShop({ prepare: addSecondShop });
    dee = await signInDee(shop);
    cy = new Visitor(shop);
    const booking = await book(shop, (await freeStarts(shop))[0]);
    const reference = booking.reference.replace('-', '');
    const [field, token] = await dee.token(`/desk/bookings/${reference}`);
    const made = await dee.post(`/desk/orders/of/${reference}`, { [field]: token });
    assert.equal(made.status, 303, textOf(made.text));
    order = made.location;
  });
  after(() => shop.close());

  const count = table => Number(sqlite(dataFile(shop), `SELECT COUNT(*) FROM ${table}`));
  const linesOn = page => [...new Set([...page.text.matchAll(/name="(line\d+)"/g)].map(found => found[1]))];
  const mails = async () => (await outboxOf(shop)).filter(mail => /\/q\//.test(mail.text));
  const change = async (end, fields = {}) => {
    const page = await dee.get(`${order}/quote`);
    const action = new RegExp(`action="([^"]*${end})"`).exec(page.text)?.[1];
    assert.ok(action, `no form to ${end}: ${textOf(page.text)}`);
    return dee.submit(page, action, fields);
  };
  const moveTo = async to => assert.equal((await dee.submit(await dee.get(order), `${order}/state`, { to, to_for: '' })).status, 303);
  const propose = (description, price, more = {}) => change('/lines', { description, price, kind: 'labour', ...more });
  const send = async (fields = {}) => {
    const before = (await mails()).length;
    const answer = await change('/sending', { language: 'nl', ...fields });
    assert.equal(answer.status, 303, textOf(answer.text));
    const all = await until(async () => { const sent = await mails(); return sent.length > before && sent; }, 'the mail');
    const links = all.map(mail => pathOf(/(http\S+\/q\/\S+)/.exec(mail.text)[1]));
    return links.sort((one, other) => Number(/q\/(\d+)/.exec(one)[1]) - Number(/q\/(\d+)/.exec(other)[1])).at(-1);
  };

  // The desk sees what Ada will see, goes back with what was typed, and nothing was sent.
  const seeItFirst = async () => {
    const page = await dee.get(`${order}/quote`);
    const address = /formaction="([^"]*\/preview)"/.exec(page.text)[1];
    const typed = { message: 'Kijk & "zie".\nGroet', days: '7', language: 'en', by_mail: 'yes' };
    const fields = formTo(page.text, '/sending').filled(typed);
    const seen = await dee.post(address, fields);
    assert.equal(seen.status, 200, textOf(seen.text));
    const text = textOf(seen.text).replaceAll('\u00a0', ' ');
    for (const words of ['Voorbeeld: dit krijgt je klant te zien.', 'Remblokken voor', '€180.00', 'Can wait', 'Kijk & "zie".', 'ten per cent', 'Yes, do this'])
      assert.ok(text.includes(words), `${words} in ${text}`);
    for (const words of [ada.name, ada.email, 'GBB']) assert.ok(!seen.text.includes(words), words);
    const form = formTo(seen.text, '/sending');
    for (const [name, value] of Object.entries(typed)) assert.equal(form.value(name), value, name);
    const back = await dee.post(address, new URLSearchParams([...form.fields, ['back', 'yes']]));
    assert.equal(back.status, 200, textOf(back.text));
    const again = formTo(back.text, '/sending');
    assert.equal(again.value('message'), typed.message);
    assert.equal(again.value('days'), '7');
    assert.equal(again.value('language'), 'en');
    assert.equal(count("quote WHERE state = 'sent'"), 0);
    assert.equal((await mails()).length, 0);
    const stale = new URLSearchParams(fields);
    stale.set('seen', '1');
    assert.equal((await dee.post(address, stale)).status, 409, 'another draft than was seen');
    assert.equal((await dee.post(address.replace(/quote\/\d+/, 'quote/77'), fields)).status, 404);
  };

  test('P1: more than ten per cent above what was booked is refused until somebody asks', async () => {
    const page = await dee.get(order);
    const form = { kind: 'part', description: 'Ventiel', quantity: '1', unit: 'C62', price: '99,00', vat: 'standard' };
    const refused = await dee.submit(page, `${order}/lines`, form);
    assert.equal(refused.status, 409);
    assert.match(textOf(refused.text), /boven de afgesproken prijs/);
    assert.equal(count('work_line'), 1);
  });

  test('P2: the mail has the link and the sum, and nothing of the lines', async () => {
    await moveTo('arrived');
    assert.equal((await change('/quote')).status, 303);
    assert.equal((await propose('Remblokken voor', '180,00')).status, 303);
    assert.equal((await propose('Ruitenwissers', '45,00', { can_wait: 'yes' })).status, 303);
    await seeItFirst();
    link = await send({ message: 'De remmen zijn echt op.' });
    const mail = (await mails()).at(-1);
    assert.equal(mail.to, ada.email);
    assert.doesNotMatch(mail.text, /Remblokken|remmen|GBB/);
    assert.match(link, /\/nl\/q\/\d+-[\w-]{22}$/);
  });

  test('a mail scanner that opens the link changes nothing', async () => {
    const tables = ['quote', 'quote_line', 'quote_answer', 'quote_answer_line', 'work_line', 'work_order_price', 'work_order_step'];
    const before = tables.map(count);
    for (let n = 0; n < 3; ++n) {
      const page = await new Visitor(shop).get(link);
      assert.equal(page.status, 200);
      assert.match(page.headers['cache-control'], /no-store/);
      assert.match(page.text, /name="robots" content="noindex"/);
    }
    assert.deepEqual(tables.map(count), before);
  });

  test('the page tells what is offered, and nothing of the person', async () => {
    const page = await cy.get(link);
    const text = textOf(page.text);
    for (const words of ['Remblokken voor', '€ 180,00', 'Ruitenwissers', 'Kan wachten', 'De remmen zijn echt op.', 'tien procent'])
      assert.ok(text.replaceAll('\u00a0', ' ').includes(words), words);
    for (const words of [ada.name, ada.email, ada.phone, 'GBB', 'Volvo']) assert.ok(!page.text.includes(words), words);
  });

  test('a forged link, one of another shop and a forged form lead nowhere', async () => {
    const forged = link.replace(/.$/, last => (last === 'A' ? 'B' : 'A'));
    assert.equal((await cy.get(forged)).status, 404);
    assert.equal((await cy.get('/nl/q/1')).status, 404);
    assert.equal((await new Visitor(shop, { host: secondHost }).get(link)).status, 404);
    assert.equal((await new Visitor(shop).post(`${link}/answer`, { all: 'yes' })).status, 403);
    assert.equal((await cy.post(`${link}/review`, { all: 'yes' })).status, 403);
    assert.equal(count('quote_answer'), 0);
    assert.equal((await cy.get(`${order}/quote`)).status, 303, 'the desk asks Cy to sign in');
  });

  test('every line wants an answer; it is read once more; then it is given', async () => {
    const person = new Visitor(shop);
    const page = await person.get(link);
    const [, brakes, wipers] = linesOn(page);
    const half = await person.submit(page, `${link}/review`, { [brakes]: 'yes' });
    assert.equal(half.status, 422);
    assert.match(textOf(half.text), /ja of nee/);
    const review = await person.submit(half, `${link}/review`, { [wipers]: 'no', question: 'Hoe lang duurt het?' });
    assert.equal(review.status, 200, textOf(review.text));
    assert.equal(count('quote_answer'), 0, 'nothing is written yet');
    const given = await person.submit(review, `${link}/answer`);
    assert.equal(given.status, 303, textOf(given.text));
    assert.equal((await person.submit(review, `${link}/answer`)).status, 303, 'sent twice');
    assert.equal(count('quote_answer'), 1);
    assert.match(textOf((await person.follow(given)).text), /We hebben je antwoord/);
  });

  test('the desk sees what was answered, when and how, and what had been shown', async () => {
    const text = textOf((await dee.get(`${order}/quote`)).text);
    for (const words of [/Via de link/, /pagina geopend/, /Hoe lang duurt het\?/, /Niet akkoord\s+Ruitenwissers/, /Verder met het werk/]) assert.match(text, words);
    assert.equal((await change('/resumption')).status, 303);
    assert.equal(count('work_line'), 2, 'the wipers are no line of the order');
  });

  test('an old link says that there is a newer version', async () => {
    assert.equal((await change('/quote')).status, 303);
    assert.equal((await propose('Uitlaat', '250,00')).status, 303);
    const newer = await send();
    assert.notEqual(newer, link);
    const old = await cy.get(link);
    assert.match(textOf(old.text), /nieuwere versie/);
    assert.doesNotMatch(old.text, /Remblokken/);
    assert.equal((await change('/withdrawal')).status, 303);
    assert.match(textOf((await cy.get(newer)).text), /ingetrokken/);
  });

  test('after that day it cannot be answered by link any more', async () => {
    assert.equal((await change('/quote')).status, 303);
    const short = await send({ days: '1' });
    const person = new Visitor(shop);
    await shop.stop();
    const rows = ["DROP TRIGGER quote_is_frozen", "UPDATE quote SET valid_until = 1 WHERE version = (SELECT MAX(version) FROM quote)"];
    assert.equal(spawnSync('sqlite3', ['-batch', dataFile(shop), `${rows.join('; ')};`]).status, 0);
    await shop.start();
    assert.match(textOf((await person.get(short)).text), /gold tot en met/);
    const [field, token] = await person.token('/nl/contact');
    for (const step of ['review', 'answer']) {
      const late = await person.post(`${short}/${step}`, { [field]: token, all: 'yes' });
      assert.equal(late.status, 409);
      assert.match(textOf(late.text), /gold tot en met/);
    }
  });

  test('consent by phone is written down with who and when, and lets that much through', async () => {
    const wrong = await change('/price/consent', { amount: 'veel', words: '' });
    assert.equal(wrong.status, 422);
    const done = await change('/price/consent', { amount: '400,00', words: 'Ada zelf, ook voor de koppeling', via: 'by_phone' });
    assert.equal(done.status, 303, textOf(done.text));
    const text = textOf((await dee.get(`${order}/quote`)).text).replaceAll('\u00a0', ' ');
    assert.match(text, /Telefonisch afgesproken: € 400,00 · Dee/);
  });

  test('P3: one tap makes the invoice of what stands on the order, and a second tap makes none', async () => {
    const early = await dee.get(order.replace('/desk/orders/', '/desk/invoices/of-order/'));
    assert.equal(early.status, 409);
    await moveTo('ready');
    const page = await dee.get(`${order}/quote`);
    const address = order.replace('/desk/orders/', '/desk/invoices/of-order/');
    const firm = await dee.submit(await dee.get('/desk/companies/new'), '/desk/companies', { name: 'Taxi Cy B.V.', street: 'Stationsplein 3', postcode: '2011 LR', city: 'Haarlem', kvk: '87654321' });
    const person = sqlite(dataFile(shop), 'SELECT person FROM booking');
    const joined = await dee.submit(await dee.get(`/desk/customers/${person}`), '/companies', { company: firm.location.split('/').at(-1) });
    assert.equal(joined.status, 303, textOf(joined.text));
    assert.match(textOf((await dee.get(address)).text), /Taxi Cy B\.V\. Stationsplein 3, 2011 LR Haarlem · KvK 87654321/);
    const issued = await dee.submit(page, address);
    assert.equal(issued.status, 303, textOf(issued.text));
    assert.equal((await dee.submit(page, address)).location, issued.location);
    assert.equal(count('accounts_invoice'), 1);
    const sum = sqlite(dataFile(shop), 'SELECT SUM(unit_price * thousandths / 1000) FROM work_line');
    assert.equal(sqlite(dataFile(shop), 'SELECT gross FROM accounts_invoice'), sum);
    assert.match(textOf((await dee.get(issued.location)).text), /Remblokken voor/);
    assert.doesNotMatch(textOf((await dee.get(issued.location)).text), /Ruitenwissers/);
    const credit = await dee.submit(await dee.get(issued.location), `${issued.location}/credit`);
    assert.equal(credit.status, 303);
    assert.ok((await dee.get(`${order}/quote`)).text.includes(address), 'credited: it can be invoiced again');
    const chosen = await dee.submit(await dee.get(address), address, { buyer_kind: firm.location.split('/').at(-1) });
    assert.equal(chosen.status, 303, textOf(chosen.text));
    assert.match((await dee.get(`${chosen.location}/ubl`)).text, /Stationsplein 3[^]*87654321/);
  });
});

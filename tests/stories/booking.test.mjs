// A booking travels from the website to the desk, and back to the customer.
import assert from 'node:assert/strict';
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { ada, adasCar, book, bookOnWebsite, deskPath, freeStarts, pathOf, signInDee, startsOn } from '../support/cast.mjs';
import { outboxOf, readMail } from '../support/mail.mjs';
import { errorBeside, formsOf, textOf } from '../support/page.mjs';
import { openShop, until } from '../support/shop.mjs';
import { Visitor } from '../support/visitor.mjs';

describe('a booking on its way', () => {
  let shop, dee;
  before(async () => {
    shop = await openShop();
    dee = await signInDee(shop);
  });
  after(() => shop.close());
  const referenceOn = page => /[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(textOf(page.text))[0];
  const onDesk = async reference => textOf((await dee.get(deskPath(reference))).text);

  for (const [language, words] of [['nl', /Handwas/], ['en', /Hand wash/]]) {
    test(`Ada books in ${language} without JavaScript and Dee sees it at the desk`, async () => {
      const { page, start, review } = await bookOnWebsite(new Visitor(shop), language, { details: { message: 'Hondenhaar & zand "overal"' } });
      assert.match(textOf(review.text), /Ada de Vries/);
      assert.equal(page.status, 200);
      assert.match(textOf(page.text), words);
      const reference = referenceOn(page);

      const seen = await onDesk(reference);
      for (const value of ['Ada de Vries', '+31 6 12345678', ada.email, 'GBB-01-B', adasCar.description, 'Hondenhaar & zand "overal"'])
        assert.ok(seen.includes(value), value);
      const day = await dee.get(`/desk/day?date=${start.slice(0, 10)}`);
      assert.match(day.text, new RegExp(deskPath(reference)));
      const week = await dee.get(`/desk/week?date=${start.slice(0, 10)}`);
      assert.match(week.text, new RegExp(deskPath(reference)));
    });
  }

  test('what Ada types arrives letter by letter', async () => {
    const typed = { name: 'Åda "D\'Arc" <b>&amp;</b>', vehicle: '5 < 6 &lt; 7 &quot; \'', message: 'one\ntwo\t& &#39; <i>three</i>' };
    const { page } = await bookOnWebsite(new Visitor(shop), 'en', { pick: 3, details: typed });
    const reference = referenceOn(page);
    const desk = await onDesk(reference);
    for (const value of [typed.name, typed.vehicle, '& &#39; <i>three</i>']) assert.ok(desk.includes(value), `${value} in ${desk}`);
  });

  test('"change something" on the summary brings back every field', async () => {
    const visitor = new Visitor(shop);
    const { review } = await bookOnWebsite(visitor, 'en', { pick: 5, details: { message: 'first words' } });
    const again = await visitor.post('/en/book/details', formsOf(review.text).find(form => form.action.endsWith('/book')).filled());
    assert.equal(again.status, 200);
    for (const value of [ada.name, ada.phone, ada.email, adasCar.plate, 'first words']) assert.ok(again.text.includes(value), value);
  });

  test('sent twice, the summary books once', async () => {
    const visitor = new Visitor(shop);
    const first = await bookOnWebsite(visitor, 'en', { pick: 6 });
    const again = await visitor.submit(first.review, '/en/book');
    assert.equal(again.location, first.answer.location);
  });

  test('a time that is lost on the way gives a choice of others and keeps what was typed', async () => {
    const slow = new Visitor(shop);
    const time = await slow.get('/en/book/time?service=tyre-change&size=large');
    const start = startsOn(time).at(-1);
    const form = await slow.submit(time, '/book/details', { start });
    const review = await slow.submit(form, '/book/review', { ...ada, plate: adasCar.plate, vehicle: adasCar.description, message: 'keep this' });
    assert.equal(review.status, 200);
    await book(shop, start, { size: 'large' });

    const taken = await slow.submit(review, '/en/book');
    assert.equal(taken.status, 409);
    for (const value of [ada.name, ada.phone, ada.email, adasCar.description, 'keep this']) assert.ok(taken.text.includes(value), value);
    const others = startsOn(taken);
    assert.ok(others.length >= 3 && !others.includes(start));
    const second = await slow.submit(await slow.submit(taken, '/book/review', { start: others[0] }), '/en/book');
    assert.equal(second.status, 303);
  });

  test('Dee confirms, and Ada reads it on her page', async () => {
    const [start] = await freeStarts(shop, 'check');
    const booking = await book(shop, start, { service: 'check' });
    const page = await dee.get(deskPath(booking.reference));
    assert.equal((await dee.submit(page, '/confirmation')).status, 303);
    const customer = await new Visitor(shop).get(pathOf(booking.manage_url));
    assert.match(textOf(customer.text), /Confirmed/);
    const again = await dee.submit(page, '/confirmation');
    assert.equal(again.status, 409, 'confirmed already');
  });

  test('Dee cancels with a reason, the time is free again, and Ada reads the reason', async () => {
    const [start] = await freeStarts(shop, 'check');
    const booking = await book(shop, start, { service: 'check' });
    const page = await dee.get(deskPath(booking.reference));
    const without = await dee.submit(page, '/cancellation', { reason: ' ' });
    assert.equal(without.status, 422);
    assert.ok(errorBeside(without.text, 'reason'));
    const long = await dee.submit(page, '/cancellation', { reason: 'r'.repeat(501) });
    assert.equal(long.status, 422);
    assert.ok(long.text.includes('r'.repeat(501)), 'the input is kept');
    assert.equal((await dee.submit(page, '/cancellation', { reason: 'The lift is broken.' })).status, 303);
    assert.ok((await freeStarts(shop, 'check')).includes(start));
    assert.match(textOf((await new Visitor(shop).get(pathOf(booking.manage_url))).text), /The lift is broken\./);
  });

  test('a booking by phone is confirmed at once, and a time that is gone is said beside the times', async () => {
    const [start] = await freeStarts(shop, 'airco');
    const asked = await dee.get(`/desk/bookings/new?service=airco&size=small&date=${start.slice(0, 10)}`);
    const details = { start, name: 'Ada', phone: ada.phone, email: '', plate: '', vehicle: '', message: '' };
    const made = await dee.submit(asked, '/desk/bookings', details);
    assert.equal(made.status, 303);
    assert.match(textOf((await dee.follow(made)).text), /(Bevestigd|Confirmed)/);
    const twice = await dee.submit(asked, '/desk/bookings', { ...details, name: 'Grace Hopper' });
    assert.equal(twice.status, 409);
    assert.ok(errorBeside(twice.text, 'start') || /name="start"/.test(twice.text));
    assert.ok(twice.text.includes('Grace Hopper'), 'the input is kept');
  });

  test('blocked time is not offered, cannot be blocked over a booking, and comes back', async () => {
    const starts = await freeStarts(shop, 'oil-service');
    const start = starts.find(each => each.slice(11, 16) === '10:00');
    const date = start.slice(0, 10);
    const asked = await dee.get(`/desk/blocks/new?date=${date}`);
    const form = formsOf(asked.text).find(each => each.action.endsWith('/desk/blocks'));
    const lift = form.choices.at(-1).value;
    const reason = form.value('reason');
    const block = (from, until) => dee.submit(asked, '/desk/blocks', { bay: lift, date, from, until, reason });
    const blocked = await block('10:00', '11:00');
    assert.equal(blocked.status, 303);
    const left = await freeStarts(shop, 'oil-service');
    assert.ok(!left.includes(start) && left.some(each => each.startsWith(date)));
    const over = await block('10:30', '12:00');
    assert.equal(over.status, 409);
    assert.ok(errorBeside(over.text, 'from'));

    const day = await dee.get(`/desk/day?date=${date}`);
    assert.equal((await dee.submit(day, '/removal')).status, 303);
    assert.ok((await freeStarts(shop, 'oil-service')).includes(start));
  });

  test('messages of the contact form reach the desk and are marked as handled', async () => {
    const visitor = new Visitor(shop);
    const sent = await visitor.submit(await visitor.get('/en/contact'), '/contact', { name: 'Ada', email: ada.email, phone: '', message: 'Do you do motorcycles?' });
    assert.equal(sent.status, 303);
    assert.equal((await visitor.follow(sent)).status, 200);
    const messages = await dee.get('/desk/messages');
    assert.match(textOf(messages.text), /Do you do motorcycles\?/);
    assert.equal((await dee.submit(messages, '/handling')).status, 303);
    assert.ok(!formsOf((await dee.get('/desk/messages')).text).some(form => form.action.endsWith('/handling')));
  });

  test('each booking with an e-mail address puts one message with its link into the outbox folder', async () => {
    const [start] = await freeStarts(shop, 'tyre-change');
    const booking = await book(shop, start, { customer: { name: 'Ada', email: 'ada+garage@example.com' }, language: 'nl' });
    const mail = await until(async () => (await outboxOf(shop)).find(each => each.text.includes(booking.manage_url)), 'the mail');
    assert.equal(mail.to, 'ada+garage@example.com');
    assert.match(mail.headers, /^Content-Language: nl|lang/im);
    assert.ok(mail.text.includes(booking.reference));
    const about = (await outboxOf(shop)).filter(each => each.text.includes(booking.reference));
    assert.equal(about.length, 1);
  });

  test('without an e-mail address nothing is mailed', async () => {
    const starts = await freeStarts(shop, 'tyre-change');
    const silent = await book(shop, starts[0], { customer: { name: 'Ada', phone: ada.phone } });
    const loud = await book(shop, starts[1], { customer: { name: 'Ada', email: ada.email } });
    await until(async () => (await outboxOf(shop)).some(each => each.text.includes(loud.reference)), 'the later mail');
    assert.ok(!(await outboxOf(shop)).some(each => each.text.includes(silent.reference)));
  });

  test('confirming, moving and cancelling are each told by mail, in the language of the booking', async () => {
    const starts = await freeStarts(shop, 'tyre-change');
    const booking = await book(shop, starts[0], { customer: { name: 'Ada', email: ada.email }, language: 'nl' });
    const told = async count => until(async () => {
      const about = (await outboxOf(shop)).filter(mail => mail.text.includes(booking.reference));
      return about.length >= count && about;
    }, `mail ${count}`);
    await told(1);
    await dee.submit(await dee.get(deskPath(booking.reference)), '/confirmation');
    await told(2);
    const visitor = new Visitor(shop);
    const asked = await visitor.get(`${pathOf(booking.manage_url)}/time`);
    assert.equal((await visitor.submit(asked, '/time', { start: starts[1] })).status, 303);
    await told(3);
    await dee.submit(await dee.get(deskPath(booking.reference)), '/cancellation', { reason: 'De brug is stuk.' });
    const about = await told(4);
    assert.equal(about.filter(mail => mail.text.includes('De brug is stuk.')).length, 1);
    assert.equal(new Set(about.map(mail => mail.name)).size, 4);
    assert.ok(about.every(mail => mail.to === ada.email && /^Content-Language: nl/im.test(mail.headers)));
  });

  test('mail files are readable by their owner alone and complete', async () => {
    const folder = path.join(shop.data, 'outbox');
    for (const name of await readdir(folder)) {
      assert.match(name, /\.eml$/);
      assert.equal((await stat(path.join(folder, name))).mode & 0o077, 0, name);
      const mail = readMail(await readFile(path.join(folder, name)));
      for (const header of ['From', 'To', 'Subject', 'Date', 'Message-ID', 'MIME-Version'])
        assert.match(mail.headers, new RegExp(`^${header}: .`, 'im'), `${name}: ${header}`);
    }
  });
});

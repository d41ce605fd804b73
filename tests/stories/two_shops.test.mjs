// Two shops on one installation, told apart by host name: nothing of one is reachable from the other.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { ada, adasCar, bookOnWebsite, deskPath, freeStarts, password, pathOf, request, signInDee } from '../support/cast.mjs';
import { outboxOf } from '../support/mail.mjs';
import { textOf } from '../support/page.mjs';
import { addSecondShop, openShop, secondHost, until } from '../support/shop.mjs';
import { Visitor } from '../support/visitor.mjs';
import { postJson } from '../support/wire.mjs';

describe('two shops on one installation', () => {
  let shop, dee, rival, booking;
  before(async () => {
    shop = await openShop({ prepare: addSecondShop });
    dee = await signInDee(shop);
    rival = await signInDee(shop, { link: shop.ownerLinks[1], host: secondHost, name: 'Mallory', email: 'dee@autojet.example' });
    const [start] = await freeStarts(shop);
    booking = (await postJson(shop, '/api/v1/bookings', request(start))).json;
  });
  after(() => shop.close());
  const there = () => new Visitor(shop, { host: secondHost });

  test('each shows its own name, address and numbers', async () => {
    const [here, other] = [await new Visitor(shop).get('/en/privacy'), await there().get('/en/privacy')].map(page => textOf(page.text));
    assert.ok(here.includes('95113479') && here.includes('Televisieweg 63') && !here.includes('Blink'));
    assert.ok(other.includes('12345678') && other.includes('Glansweg 1') && other.includes('Blink') && !other.includes('Televisieweg') && !other.includes('95113479'));
    for (const path of ['/en', '/nl/services', '/en/contact', '/nl/cookies', '/en/book', '/nl/nothing-here']) {
      const page = await there().get(path);
      assert.ok(page.text.includes('Blink') && !/AutoJet|autojetalmere|13906099/.test(page.text), path);
    }
  });

  test('a time that is taken in one is free in the other, and both can be booked', async () => {
    assert.ok(!(await freeStarts(shop)).includes(booking.start));
    assert.ok((await freeStarts(shop, 'tyre-change', 'small', { host: secondHost })).includes(booking.start));
    const other = await postJson(shop, '/api/v1/bookings', request(booking.start), { Host: secondHost });
    assert.equal(other.status, 201);
    assert.ok(other.json.manage_url.startsWith(`http://${secondHost}/`), other.json.manage_url);
  });

  test('an Idempotency-Key of one says nothing in the other', async () => {
    const starts = await freeStarts(shop);
    const key = { 'Idempotency-Key': 'the very same' };
    const here = await postJson(shop, '/api/v1/bookings', request(starts[3]), key);
    const other = await postJson(shop, '/api/v1/bookings', request(starts[3]), { ...key, Host: secondHost });
    assert.equal(other.status, 201);
    assert.notEqual(other.json.reference, here.json.reference);
  });

  test('the link to a booking works at its own shop only', async () => {
    const path = pathOf(booking.manage_url);
    assert.equal((await new Visitor(shop).get(path)).status, 200);
    for (const end of ['', '/booked', '/cancellation', '/time', '/appointment.ics']) {
      const answer = await there().get(path + end);
      assert.equal(answer.status, 404, end);
      assert.ok(!answer.text.includes(ada.name));
    }
    const visitor = there();
    const token = await visitor.token('/en/contact');
    for (const end of ['/cancellation', '/time']) assert.equal((await visitor.post(path + end, [token])).status, 404, end);
    assert.ok(!(await freeStarts(shop)).includes(booking.start));
  });

  test('the reference of a booking is unknown at the other desk', async () => {
    assert.equal((await dee.get(deskPath(booking.reference))).status, 200);
    assert.equal((await rival.get(deskPath(booking.reference))).status, 404);
    const token = await rival.token('/desk/blocks/new');
    for (const end of ['/confirmation', '/cancellation', '/links?record=1', '/unlinking?record=1'])
      assert.equal((await rival.post(deskPath(booking.reference) + end, [token, ['reason', 'mine now']])).status, 404, end);
    assert.match((await dee.get(deskPath(booking.reference))).text, /\/confirmation"/);
  });

  test('the other desk sees no day, week or message of ours', async () => {
    const visitor = new Visitor(shop);
    await visitor.submit(await visitor.get('/en/contact'), '/contact', { name: 'Ada', email: ada.email, phone: '', message: 'Only for AutoJet.' });
    await bookOnWebsite(visitor, 'en', { details: { name: 'Ada Only-Here' } });
    for (const path of [`/desk/day?date=${booking.start.slice(0, 10)}`, `/desk/week?date=${booking.start.slice(0, 10)}`, '/desk/messages']) {
      const page = await rival.get(path);
      assert.equal(page.status, 200, path);
      for (const value of ['Only-Here', 'Only for AutoJet', deskPath(booking.reference), adasCar.description]) assert.ok(!page.text.includes(value), `${path} ${value}`);
    }
    const messages = textOf((await dee.get('/desk/messages')).text);
    assert.match(messages, /Only for AutoJet\./);
  });

  test('messages and blocks of one cannot be handled or removed from the other', async () => {
    const messages = await dee.get('/desk/messages');
    const handling = /action="(\/desk\/messages\/\d+\/handling)"/.exec(messages.text)[1];
    const token = await rival.token('/desk/blocks/new');
    assert.equal((await rival.post(handling, [token])).status, 404);
    assert.match((await dee.get('/desk/messages')).text, new RegExp(handling));

    const date = booking.start.slice(0, 10);
    const asked = await dee.get(`/desk/blocks/new?date=${date}`);
    const bay = /name="bay" value="(\d+)"/.exec(asked.text)[1];
    await dee.submit(asked, '/desk/blocks', { bay, date, from: '12:00', until: '13:00' });
    const day = await dee.get(`/desk/day?date=${date}`);
    const removal = /action="(\/desk\/blocks\/\d+\/removal[^"]*)"/.exec(day.text)[1].replaceAll('&amp;', '&');
    await rival.post(removal, [token]);
    assert.match((await dee.get(`/desk/day?date=${date}`)).text, new RegExp(removal.split('?')[0]));
  });

  test('a session of one desk is a stranger at the other', async () => {
    for (const [cookies, host] of [[dee.cookies, secondHost], [rival.cookies, shop.host]]) {
      const cy = new Visitor(shop, { host });
      cookies.forEach((value, name) => cy.cookies.set(name, value));
      assert.match((await cy.get('/desk/day')).location, /^\/desk\/sign-in/);
    }
  });

  test('the same address at both desks is two accounts', async () => {
    const cy = there();
    const page = await cy.get('/desk/sign-in');
    const wrong = await cy.submit(page, '/desk/sign-in', { email: 'dee@autojet.example', password: `${password}!` });
    assert.equal(wrong.status, 401);
    const right = await cy.submit(page, '/desk/sign-in', { email: 'dee@autojet.example', password });
    assert.equal(right.status, 303);
  });

  test('a staff link opens at its own shop only', async () => {
    const made = shop.command('staff add', '--name', 'Bo', '--email', 'bo@blink.example', '--host', secondHost);
    assert.equal(made.code, 0, made.text);
    const link = /\/desk\/setup\/\S+/.exec(made.out)[0];
    assert.equal((await new Visitor(shop).get(link)).status, 404);
    assert.equal((await there().get(link)).status, 200);
  });

  test('a form token of one is worth nothing at the other', async () => {
    const visitor = new Visitor(shop);
    const token = await visitor.token('/en/contact');
    const cy = there();
    assert.equal((await cy.post('/en/contact', [token, ['name', 'Cy'], ['email', 'cy@example.com'], ['message', 'hello']])).status, 403);
  });

  test('mail of each shop comes from its own address with its own links', async () => {
    const starts = await freeStarts(shop, 'check', 'small', { host: secondHost });
    const made = (await postJson(shop, '/api/v1/bookings', request(starts[0], { service: 'check' }), { Host: secondHost })).json;
    const mail = await until(async () => (await outboxOf(shop)).find(each => each.text.includes(made.reference)), 'the mail');
    assert.match(mail.headers, /^From: .*hallo@blink\.example/im);
    assert.ok(!/autojetalmere|127\.0\.0\.1/.test(mail.text));
    assert.ok(mail.text.includes(made.manage_url));
  });

  test('a host name that no shop has is refused, whatever the forwarding headers say', async () => {
    for (const host of ['evil.example', `${secondHost}.evil.example`, 'blink', `x${secondHost}`]) {
      const answer = await new Visitor(shop, { host }).get('/en/', { 'X-Forwarded-Host': secondHost, Forwarded: `host=${secondHost}` });
      assert.equal(answer.status, 421, host);
      assert.ok(!answer.text.includes('Blink') && !answer.text.includes('evil'), host);
    }
    for (const host of [secondHost.toUpperCase(), `${secondHost}:8080`, `${secondHost}.`])
      assert.ok([200, 421].includes((await new Visitor(shop, { host }).get('/en/services')).status), host);
  });
});

// Customers at the desk: found by whatever somebody says on the phone, and what is typed stays nowhere.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { book, deskPath, freeStarts, signInDee } from '../support/cast.mjs';
import { textOf } from '../support/page.mjs';
import { openShop } from '../support/shop.mjs';
import { contentsOf, tracesOf } from '../support/traces.mjs';
import { Visitor } from '../support/visitor.mjs';

const canaries = {
  'her name': 'Quibblewick', 'the beginning of it': 'quibblew', 'her plate': 'XVR-87-Z', 'her plate as typed': 'xvr87z', 'her number as typed': '06-8765 4321',
  'her address': 'quibblewick@zanzibar-mail.example', 'somebody who is not there': 'Niemandsdottir',
};
const hers = { name: 'Ada Quibblewick', phone: '06 87654321', email: 'quibblewick@zanzibar-mail.example' };
const herCar = { plate: 'XVR-87-Z', country: 'NL', description: 'Wartburg' };

describe('customers at the desk', () => {
  let shop, dee, first, second;
  before(async () => {
    shop = await openShop();
    dee = await signInDee(shop);
    const starts = await freeStarts(shop);
    first = await book(shop, starts[0], { customer: hers, vehicle: herCar });
    second = await book(shop, starts[8], { customer: { ...hers, email: 'ada@elders.example' }, vehicle: { plate: '54-JG-PV', country: 'NL' } });
    await book(shop, starts[16], { customer: { name: 'Cy Vreemd', phone: '06 11112222' }, vehicle: herCar });
  });
  after(() => shop.close());

  const search = async words => dee.submit(await dee.get('/desk/customers'), '/desk/customers/search', { words });
  const customersOn = page => [...page.text.matchAll(/href="(\/desk\/customers\/\d+)"/g)].map(found => found[1]);

  test('are found by name, number, address, plate and booking, without JavaScript', async () => {
    for (const words of ['quibblew', 'ada quib', '06-8765', '4321', 'quibblewick@', 'xvr87z', first.reference, canaries['her number as typed']]) {
      const page = await search(words);
      assert.equal(page.status, 200, words);
      assert.ok(customersOn(page).length >= 1, `${words}: ${textOf(page.text)}`);
      assert.ok(page.text.includes('Ada Quibblewick'), words);
    }
    assert.ok(textOf((await search('Niemandsdottir')).text).includes('Niemand gevonden'));
  });

  test('are found while one types, as JSON, by who may', async () => {
    const [name, value] = await dee.token('/desk/customers');
    const asked = headers => dee.post('/desk/customers/search', { [name]: value, words: 'vreemd' }, headers);
    const { found, advice } = (await asked({ Accept: 'application/json' })).json;
    assert.deepEqual(found.map(each => [each.name, each.plate, each.country]), [['Cy Vreemd', 'XVR-87-Z', 'NL']]);
    assert.equal(advice, '');
    const cy = new Visitor(shop);
    assert.equal((await cy.post('/desk/customers/search', { [name]: value, words: 'vreemd' })).status, 403);
    assert.equal((await dee.get('/desk/customers/search?words=x')).status, 405);
  });

  test('are compared, linked and taken apart', async () => {
    const [hersPage] = customersOn(await search(second.reference));
    const page = await dee.get(hersPage);
    assert.ok(!page.text.includes(first.reference.replace('-', '')));
    const compare = /href="(\/desk\/customers\/\d+\/links\/\d+)"/.exec(page.text)[1];
    const sides = await dee.get(compare);
    assert.ok(sides.text.includes('XVR-87-Z') && sides.text.includes('54-JG-PV'));
    assert.equal((await dee.submit(sides, compare)).status, 303);
    const linked = await dee.get(hersPage);
    for (const text of ['XVR-87-Z', '54-JG-PV', deskPath(first.reference), deskPath(second.reference)]) assert.ok(linked.text.includes(text), text);
    assert.equal(customersOn(await search('quibblewick')).length, 1);
    const undo = /action="(\/desk\/customers\/\d+\/unlinking\/\d+)"/.exec(linked.text)[1];
    assert.equal((await dee.submit(linked, undo)).status, 303);
    assert.equal(customersOn(await search('quibblewick')).length, 2);
  });

  test('whose car was sold see nothing of who has it now', async () => {
    const [hersPage] = customersOn(await search(first.reference));
    const page = await dee.get(hersPage);
    const car = await dee.get(/href="(\/desk\/vehicles\/\d+)"/.exec(page.text)[1]);
    assert.ok(car.text.includes('Iemand anders heeft met dit kenteken geboekt'));
    assert.ok(!car.text.includes('Vreemd') && !car.text.includes('11112222'));
    const since = new Date().toISOString().slice(0, 10);
    assert.equal((await dee.submit(car, '/handover', { since })).status, 303);
    assert.ok((await dee.get(hersPage)).text.includes('Andere eigenaar sinds'));
  });

  test('are booked again without a word of theirs in an address', async () => {
    const [hersPage] = customersOn(await search(first.reference));
    const link = /href="(\/desk\/bookings\/new\?record=\d+)"/.exec((await dee.get(hersPage)).text)[1];
    const asked = await dee.get(link);
    const form = await dee.submit(asked, '/desk/bookings/new', { service: 'tyre-change', size: 'small', date: new Date(Date.now() + 9 * 86_400_000).toISOString().slice(0, 10) });
    assert.ok(!/quibble|zanzibar|xvr/i.test(form.asked.path), form.asked.path);
    assert.ok(form.text.includes('value="Ada Quibblewick"'));
    const start = /name="start" value="([^"]+)"/.exec(form.text)[1].replaceAll('&#43;', '+');
    const booked = await dee.submit(form, '/desk/bookings', { start });
    assert.equal(booked.status, 303, textOf(booked.text));
    const page = await dee.get(hersPage);
    assert.ok(page.text.includes(booked.location));
  });

  test('leave nothing of what was typed in the log or on disk', async () => {
    for (const words of Object.values(canaries)) await search(words);
    const sources = await contentsOf(shop.data);
    for (const name of sources.keys()) if (name.startsWith('outbox/')) sources.delete(name);
    for (const [name, bytes] of await contentsOf(shop.keys)) sources.set(`keys/${name}`, bytes);
    sources.set('the log', Buffer.from(shop.log));
    assert.deepEqual(tracesOf(canaries, sources), []);
  });
});

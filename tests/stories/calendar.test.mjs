// The day at the desk without JavaScript: a booking is planned anew by a form, given to somebody, put back; the wall
// and the sheet tell of it, each what it may.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { ada, adasCar, book, deskPath, freeStarts, signInDee } from '../support/cast.mjs';
import { outboxOf } from '../support/mail.mjs';
import { formTo, formsOf, textOf } from '../support/page.mjs';
import { openShop } from '../support/shop.mjs';
import { Visitor } from '../support/visitor.mjs';

const service = 'hand-wash';

describe('the day at the desk', () => {
  let shop, dee, starts;
  before(async () => {
    shop = await openShop();
    dee = await signInDee(shop);
    starts = await freeStarts(shop, service, 'small', { days: 60 });
  });
  after(() => shop.close());

  // On a day of its own.
  async function booked(changes = {}) {
    const day = starts[0].slice(0, 10);
    const start = starts.find(each => each.startsWith(day) && each.slice(11, 16) === '10:00') ?? starts[0];
    starts = starts.filter(each => !each.startsWith(day));
    const booking = await book(shop, start, { service, ...changes });
    return { ...booking, start, day, path: deskPath(booking.reference) };
  }
  const plan = async (booking, values) => dee.submit(await dee.get(booking.path), '/moves', values);
  const planned = async booking => (({ date, time, minutes, bay, person }) => ({ date, time, minutes, bay, person }))(
    Object.fromEntries(formTo((await dee.get(`${booking.path}/moves`)).text, '/moves').fields));
  const baysOf = page => [.../<select id="bay"[^]*?<\/select>/.exec(page.text)[0].matchAll(/value="(\d+)"/g)].map(found => found[1]);
  const program = { Accept: 'application/json' };

  test('a booking gets another time by the form of its page, and goes back with one button', async () => {
    const booking = await booked();
    const before = await planned(booking);
    const done = await plan(booking, { time: '13:15', minutes: '90' });
    assert.match(done.location, /\?told=later#plan$/);
    assert.deepEqual({ ...(await planned(booking)), bay: '' }, { ...before, time: '13:15', minutes: '90', bay: '' });
    assert.ok((await freeStarts(shop, service, 'small', { days: 60 })).includes(booking.start), 'the old time is free');
    const page = await dee.get(booking.path);
    assert.match(textOf(page.text), /10:00–10:\d\d → .*13:15–14:45/);
    assert.equal((await dee.submit(page, '/moves/reversal')).status, 303);
    assert.deepEqual(await planned(booking), before);
  });

  test('nobody is told of a new time at once, so that it can be undone', async () => {
    const booking = await booked();
    const count = (await outboxOf(shop)).filter(mail => mail.text.includes('14:00')).length;
    await plan(booking, { time: '14:00' });
    assert.equal((await outboxOf(shop)).filter(mail => mail.text.includes('14:00')).length, count);
  });

  test('a bay that is taken, one that does not fit and one that is none refuse', async () => {
    const booking = await booked(), page = await dee.get(booking.path);
    const [first, second, lift] = baysOf(page);
    const { bay, date } = await planned(booking);
    const other = bay === first ? second : first;
    const neighbour = await book(shop, booking.start, { service });
    assert.equal((await planned({ path: deskPath(neighbour.reference) })).bay, other);
    const answers = [
      [{ bay: other }, 409, 'bay at that time|op die tijd'], [{ bay: lift }, 409, ''], [{ bay: '999' }, 422, ''], [{ bay: 'x' }, 422, ''],
      [{ minutes: '0' }, 422, ''], [{ minutes: '7' }, 422, ''], [{ date: '2020-01-01' }, 422, ''], [{ time: '24:61' }, 422, ''], [{ person: '5' }, 422, ''], [{ date: '' }, 422, ''],
    ];
    for (const [values, status] of answers) {
      const answer = await plan(booking, values);
      assert.equal(answer.status, status, JSON.stringify(values));
      assert.match(answer.text, /class="error-summary"/);
    }
    assert.deepEqual({ bay, date }, (({ bay: b, date: d }) => ({ bay: b, date: d }))(await planned(booking)), 'nothing has changed');
  });

  test('the second of two who plan at once sees what changed, and chooses', async () => {
    const booking = await booked();
    const open = await dee.get(booking.path);
    await plan(booking, { time: '11:00' });
    const late = await dee.submit(open, '/moves', { time: '15:00' });
    assert.equal(late.status, 409);
    assert.match(textOf(late.text), /11:00–11:/);
    assert.equal((await planned(booking)).time, '11:00');
    assert.equal((await dee.submit(late, '/moves')).status, 303, 'sending it again is a choice');
    assert.equal((await planned(booking)).time, '15:00');
  });

  test('it is given to somebody, who has it in a list of their own', async () => {
    const booking = await booked();
    const [, who] = /<select id="person"[^]*?<option value="(?!0")(\d+)"/.exec((await dee.get(booking.path)).text);
    assert.match((await plan(booking, { person: who, waits: '1' })).location, /told=same-time/);
    const page = await dee.get(`/desk/day?by=person&date=${booking.day}`);
    const lists = page.text.split('data-live-part="people"')[1];
    assert.match(textOf(lists), /Dee .*10:00–10:\d\d/);
    assert.match(textOf((await dee.get(booking.path)).text), /Nog niemand → Dee/);
  });

  test('a program gets the events of a day with names, of a week without', async () => {
    const booking = await booked();
    const day = (await dee.get(`/desk/day/events?date=${booking.day}`, program)).json;
    assert.deepEqual(day.events.map(({ start, name, plate, state }) => ({ start, name, plate, state })), [
      { start: booking.start.slice(0, 19), name: ada.name, plate: adasCar.plate, state: 'pending' }]);
    const week = await dee.get(`/desk/week/events?date=${booking.day}`, program);
    assert.ok(week.json.events.some(event => event.start === booking.start.slice(0, 19)));
    for (const data of [ada.name, adasCar.plate, ada.email]) assert.ok(!week.text.includes(data), data);
    const [event] = day.events;
    const [name, token] = await dee.token(booking.path);
    const send = (end, values) => dee.post(`${booking.path}/${end}`, { [name]: token, ...values }, program);
    const wanted = { date: booking.day, time: '12:00', minutes: '45', bay: event.bay, person: '0', seen: event.seen };
    const moved = await send('moves', wanted);
    assert.equal(moved.status, 200, moved.text);
    const stale = await send('moves', { ...wanted, time: '12:30' });
    assert.equal(stale.status, 409);
    assert.equal(stale.json.type, 'urn:autojet:problem:changed_meanwhile');
    assert.equal((await send('moves/reversal', { move: moved.json.move })).status, 200);
    assert.equal((await planned(booking)).time, '10:00');
  });

  test('Cy gets nothing, and changes nothing', async () => {
    const booking = await booked(), cy = new Visitor(shop), before = await planned(booking);
    for (const path of [`/desk/day/events?date=${booking.day}`, `/desk/week/events?date=${booking.day}`, '/desk/wall', '/desk/day/sheet', `${booking.path}/moves`]) {
      const answer = await cy.get(path);
      assert.equal(answer.status, 303, path);
      assert.match(answer.location, /^\/desk\/sign-in/);
    }
    const [name, token] = await cy.token('/nl/contact');
    for (const end of ['moves', 'moves/reversal']) assert.equal((await cy.post(`${booking.path}/${end}`, { [name]: token, time: '09:00' })).status, 401);
    assert.equal((await dee.post(`${booking.path}/moves`, { ...before, time: '09:00' })).status, 403, 'without the token of a form');
    assert.deepEqual(await planned(booking), before);
  });

  test('the wall tells nobody who comes; the sheet tells the shop', async () => {
    const booking = await booked();
    const wall = await dee.get('/desk/wall'), sheet = await dee.get(`/desk/day/sheet?date=${booking.day}`);
    assert.equal(wall.status, 200);
    for (const data of [ada.name, adasCar.plate, 'Volvo', '12345678']) {
      assert.ok(!wall.text.includes(data), data);
      assert.ok(sheet.text.includes(data), data);
    }
    assert.ok(formsOf(wall.text).length === 0, 'there is nothing to press');
  });

  test('the owner switches the mail at closing time off and on', async () => {
    for (const state of ['Het staat uit.', 'Het staat aan.']) {
      const done = await dee.submit(await dee.get('/desk/day/sheet'), '/sheet/mailing');
      assert.ok(textOf((await dee.follow(done)).text).includes(state), state);
    }
  });
});

// The link in the confirmation: opening it changes nothing, its buttons do, and nobody can guess it.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { ada, book, freeStarts, pathOf } from '../support/cast.mjs';
import { formTo, formsOf, linksOf, textOf } from '../support/page.mjs';
import { openShop } from '../support/shop.mjs';
import { Visitor } from '../support/visitor.mjs';
import { ask } from '../support/wire.mjs';

describe('the link to a booking', () => {
  let shop;
  before(async () => (shop = await openShop()));
  after(() => shop.close());

  async function booked(changes) {
    const starts = await freeStarts(shop);
    const booking = await book(shop, starts[0], changes);
    return { ...booking, path: pathOf(booking.manage_url), others: starts.slice(1) };
  }

  test('shows Ada what she gave', async () => {
    const { path } = await booked();
    const seen = textOf((await new Visitor(shop).get(path)).text);
    for (const value of [ada.name, '+31 6 12345678', ada.email, 'GBB-01-B', 'Volvo V60, black']) assert.ok(seen.includes(value), value);
  });

  test('opened by a mail scanner in every way, it changes nothing', async () => {
    const { path, start } = await booked();
    const paths = ['', '/booked', '/cancellation', '/time', '/appointment.ics'].map(end => path + end);
    for (const each of paths)
      for (const method of ['GET', 'HEAD', 'OPTIONS']) assert.ok((await ask(shop, { method, path: each })).status < 300, `${method} ${each}`);
    for (const link of paths.flatMap(each => linksOf(each)).filter(each => each.startsWith(path))) await ask(shop, { path: link });
    assert.doesNotMatch(textOf((await new Visitor(shop).get(path)).text), /Cancelled/);
    assert.ok(!(await freeStarts(shop)).includes(start));
  });

  test('its button cancels, once, and the time is free again', async () => {
    const { path, start } = await booked();
    const visitor = new Visitor(shop);
    const asked = await visitor.get(`${path}/cancellation`);
    assert.equal((await visitor.submit(asked, '/cancellation')).status, 303);
    assert.match(textOf((await visitor.get(path)).text), /Cancelled/);
    assert.ok((await freeStarts(shop)).includes(start));
    assert.equal((await visitor.submit(asked, '/cancellation')).status, 303, 'pressed twice');
    assert.ok(!formsOf((await visitor.get(`${path}/time`)).text).some(form => form.action.endsWith('/time')));
  });

  test('its other button moves the booking, and the old time is free again', async () => {
    const { path, start, others } = await booked();
    const visitor = new Visitor(shop);
    const asked = await visitor.get(`${path}/time?from=${others[4].slice(0, 10)}`);
    const wanted = formTo(asked.text, '/time').choices.at(-1).value;
    assert.equal((await visitor.submit(asked, '/time', { start: wanted })).status, 303);
    const free = await freeStarts(shop);
    assert.ok(free.includes(start) && !free.includes(wanted));
  });

  test('moved there and back within a second, it is where it was', async () => {
    const { path, start, others } = await booked();
    const visitor = new Visitor(shop);
    const asked = await visitor.get(`${path}/time`);
    for (const wanted of [others[1], start, others[2], start]) assert.equal((await visitor.submit(asked, '/time', { start: wanted })).status, 303, wanted);
    const free = await freeStarts(shop);
    assert.ok(!free.includes(start) && free.includes(others[1]) && free.includes(others[2]));
  });

  test('moving to a time that was just taken leaves the booking where it was', async () => {
    const { path, start, others } = await booked();
    const visitor = new Visitor(shop);
    const asked = await visitor.get(`${path}/time?from=${others[2].slice(0, 10)}`);
    await book(shop, others[2]);
    const moved = await visitor.submit(asked, '/time', { start: others[2] });
    assert.equal(moved.status, 409);
    assert.ok(!(await freeStarts(shop)).includes(start));
    for (const wrong of ['', 'soon', '2020-01-01T09:00:00+01:00', '2027-03-28T02:30:00+01:00']) {
      const refused = await visitor.submit(asked, '/time', { start: wrong });
      assert.equal(refused.status, 422, wrong);
      assert.match(refused.text, /start-error|role="alert"|class="errors/, wrong);
    }
    assert.ok(!(await freeStarts(shop)).includes(start));
  });

  test('gives a calendar file in UTC that a calendar can read', async () => {
    const { path, start, end, reference } = await booked({ language: 'nl' });
    const file = await ask(shop, { path: `${path}/appointment.ics` });
    assert.equal(file.type, 'text/calendar');
    assert.match(file.headers['content-disposition'], /attachment; filename="appointment\.ics"/);
    const utc = instant => new Date(instant).toISOString().replace(/[-:]|\.000/g, '');
    const lines = file.text.replace(/\r\n[ \t]/g, '').split('\r\n');
    assert.equal(lines[0], 'BEGIN:VCALENDAR');
    for (const line of ['VERSION:2.0', `DTSTART:${utc(start)}`, `DTEND:${utc(end)}`]) assert.ok(lines.includes(line), line);
    for (const name of ['UID', 'DTSTAMP', 'SUMMARY', 'PRODID']) assert.ok(lines.some(line => line.startsWith(`${name}:`)), name);
    assert.ok(file.text.includes(reference));
    assert.ok(file.text.split('\r\n').every(line => Buffer.byteLength(line) <= 75), 'folded at 75 octets');
    assert.ok(!file.text.includes(ada.email) && !file.text.includes('GBB-01-B'), 'a calendar is shared with others');
  });

  test('is not found with any letter changed, and tells nothing', async () => {
    const { path, reference } = await booked();
    const link = path.split('/').at(-1);
    const [plain, code] = link.split('-');
    const other = letter => (letter === 'A' ? 'B' : 'A');
    for (const wrong of [plain, `${plain}-`, `${plain}-${code.slice(1)}`, `${plain}-${other(code[0])}${code.slice(1)}`, `${other(plain[0])}${plain.slice(1)}-${code}`,
      reference, '-', `-${code}`, `${link}x`, '..', '%00', '%ff', 'x'.repeat(1500), encodeURIComponent("' OR 1=1 --")])
      for (const end of ['', '/booked', '/cancellation', '/time', '/appointment.ics']) {
        const answer = await ask(shop, { path: `/en/booking/${wrong}${end}` });
        assert.ok([400, 404].includes(answer.status), `${answer.status} ${wrong}${end}`);
        assert.ok(!answer.text.includes(ada.name));
      }
  });

  test('is kept out of search engines and out of the address of what it links to', async () => {
    const { path } = await booked();
    const page = await ask(shop, { path });
    assert.match(page.text, /<meta name="robots" content="noindex">/);
    assert.match(page.headers['referrer-policy'], /^(same-origin|no-referrer)$/);
    assert.match(page.headers['cache-control'], /no-store/);
  });
});

// The calendar in a real browser: dragging, refusals, undo, two screens, the keyboard, a phone, the wall, and without
// JavaScript.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { book, deskPath, freeStarts, signInDee } from '../support/cast.mjs';
import { findingsOf, launch, noComplaints, openPage, overflowOf, picture, tabTo, visit } from '../support/browser.mjs';
import { openShop, until } from '../support/shop.mjs';

const service = 'hand-wash';
const slot = 42;  // half an hour, in pixels

describe('the calendar', () => {
  let shop, browser, dee, starts;
  before(async () => {
    shop = await openShop();
    browser = await launch();
    dee = await signInDee(shop);
    starts = await freeStarts(shop, service, 'small', { days: 90 });
  });
  after(async () => {
    await browser.close();
    await shop.close();
  });

  async function deskPage(address, options = {}) {
    const page = await openPage(browser, shop, options);
    await page.context().addCookies([...dee.cookies].map(([name, value]) => ({ name, value, url: shop.url })));
    await visit(page, address);
    return page;
  }
  // So many bookings at ten, on a day of their own, in the order of their bays.
  async function bookedAtTen(count = 1) {
    const start = starts.find(each => each.slice(11, 16) === '10:00');
    const day = start.slice(0, 10);
    starts = starts.filter(each => !each.startsWith(day));
    const bookings = [];
    for (let n = 0; n < count; ++n) bookings.push(await book(shop, start, { service }));
    return { day, references: bookings.map(each => each.reference.replace('-', '')) };
  }
  const linkTo = reference => `a.planned-link[data-reference="${reference}"]`;
  const eventsOf = async day => (await dee.get(`/desk/day/events?date=${day}`)).json.events;
  const timesOf = async (day, reference) => {
    const event = (await eventsOf(day)).find(each => each.reference === reference);
    return event && `${event.start.slice(11, 16)}-${event.end.slice(11, 16)} ${event.bay}`;
  };
  const shown = (page, reference) => page.locator(linkTo(reference)).first().boundingBox();
  const toast = page => page.locator('#toast.toast-shown');

  async function drag(page, reference, { down = 0, right = 0, fromBottom = false }) {
    const box = await shown(page, reference);
    const x = box.x + box.width / 2, y = fromBottom ? box.y + box.height - 2 : box.y + 12;
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + Math.sign(right) * 8, y + Math.sign(down) * 8, { steps: 3 });
    await page.mouse.move(x + right, y + down, { steps: 8 });
    await page.mouse.up();
  }
  // What the browser itself says of a refusal is no complaint.
  const refusedOnly = page => {
    page.complaints = page.complaints.filter(each => !/status of 409/.test(each));
    noComplaints(page);
  };

  test('a booking is dragged to another time and bay, and undone', async () => {
    const { day, references: [one] } = await bookedAtTen();
    const page = await deskPage(`/desk/day?date=${day}`);
    await page.waitForSelector(linkTo(one));
    const before = await timesOf(day, one);
    const column = (await page.locator('.ec-col-head').nth(1).boundingBox()).x - (await page.locator('.ec-col-head').first().boundingBox()).x;
    await drag(page, one, { down: 3 * slot, right: column });
    await toast(page).waitFor();
    const after_ = await timesOf(day, one);
    assert.match(after_, /^11:30-/);
    assert.notEqual(after_.split(' ')[1], before.split(' ')[1], 'another bay');
    assert.ok(page.url().includes('/desk/day'), 'dropping is no click');
    await picture(page, 'calendar-moved');
    await toast(page).getByRole('button', { name: 'Ongedaan maken' }).click();
    await until(async () => (await timesOf(day, one)) === before, 'the undo');
    noComplaints(page);
    await page.context().close();
  });

  test('its lower edge makes it longer', async () => {
    const { day, references: [one] } = await bookedAtTen();
    const page = await deskPage(`/desk/day?date=${day}`);
    await page.waitForSelector(linkTo(one));
    const before = await timesOf(day, one);
    await drag(page, one, { down: slot, fromBottom: true });
    await toast(page).waitFor();
    const after_ = await timesOf(day, one);
    assert.equal(after_.slice(0, 6), before.slice(0, 6));
    assert.ok(after_ > before, `${before} became ${after_}`);
    noComplaints(page);
    await page.context().close();
  });

  test('onto another booking it is refused, says why, and springs back', async () => {
    const { day, references: [one, two] } = await bookedAtTen(2);
    const page = await deskPage(`/desk/day?date=${day}`);
    await page.waitForSelector(linkTo(two));
    const before = [await timesOf(day, one), await timesOf(day, two)], box = await shown(page, one);
    await drag(page, one, { right: (await shown(page, two)).x - box.x });
    await page.waitForSelector('#toast.toast-bad');
    assert.match(await toast(page).textContent(), /op die tijd|al iets/);
    await until(async () => Math.abs((await shown(page, one)).x - box.x) < 2, 'springing back');
    assert.deepEqual([await timesOf(day, one), await timesOf(day, two)], before);
    refusedOnly(page);
    await page.context().close();
  });

  test('two screens follow each other, and neither the focus nor a drag is lost', async () => {
    const { day, references: [one, two] } = await bookedAtTen(2);
    const here = await deskPage(`/desk/day?date=${day}`), there = await deskPage(`/desk/day?date=${day}`);
    await Promise.all([here, there].map(page => page.waitForSelector(linkTo(two))));
    await there.focus(linkTo(one));
    await drag(here, two, { down: 4 * slot });
    await toast(here).waitFor();
    await until(async () => /12:00/.test(await there.locator(linkTo(two)).first().textContent()), 'the news on the other screen');
    assert.equal(await there.evaluate(() => document.activeElement.dataset.reference), one);

    const box = await shown(there, one);
    await there.mouse.move(box.x + 60, box.y + 12);
    await there.mouse.down();
    await there.mouse.move(box.x + 60, box.y + 12 + 8 * slot, { steps: 8 });
    await drag(here, two, { down: slot });  // news arrives with the hand still on it
    await until(async () => /^12:30/.test(await timesOf(day, two)), 'the second move');
    await there.mouse.up();
    await until(async () => /^14:00/.test(await timesOf(day, one)), 'the drag in hand');
    await until(async () => /12:30/.test(await there.locator(linkTo(two)).first().textContent()), 'the news after the drag');
    noComplaints(there);
    for (const page of [here, there]) await page.context().close();
  });

  test('who drags what somebody else has just moved is told, and chooses', async () => {
    const { day, references: [one] } = await bookedAtTen();
    const page = await deskPage(`/desk/day?date=${day}`);
    await page.waitForSelector(linkTo(one));
    const box = await shown(page, one);
    await page.mouse.move(box.x + 60, box.y + 12);
    await page.mouse.down();
    await page.mouse.move(box.x + 60, box.y + 12 + 2 * slot, { steps: 6 });
    await dee.submit(await dee.get(`/desk/bookings/${one}`), '/moves', { time: '15:00' });
    await page.mouse.up();
    const offer = toast(page).getByRole('button', { name: 'Toch verplaatsen' });
    await offer.waitFor();
    assert.match(await timesOf(day, one), /^15:00/);
    await offer.click();
    await until(async () => /^11:00/.test(await timesOf(day, one)), 'the choice');
    refusedOnly(page);
    await page.context().close();
  });

  test('with the keyboard alone, in the calendar and by the form', async () => {
    const { day, references: [one] } = await bookedAtTen();
    const page = await deskPage(`/desk/day?date=${day}`);
    await page.waitForSelector(linkTo(one));
    await tabTo(page, linkTo(one));
    await page.keyboard.press('Shift+ArrowDown');
    await until(async () => /^10:15/.test(await timesOf(day, one)), 'a quarter later');
    const hasFocus = text => page.waitForFunction(([wanted, time]) => document.activeElement.dataset.reference === wanted && document.activeElement.textContent.includes(time), [one, text]);
    await hasFocus('10:15');
    const before = await timesOf(day, one);
    await page.keyboard.press('+');
    await until(async () => (await timesOf(day, one)) > before, 'a quarter longer');
    assert.ok(await toast(page).getAttribute('aria-live'));
    await hasFocus((await timesOf(day, one)).slice(6, 11));
    await page.keyboard.press('Enter');
    await page.waitForURL(`**${deskPath(one)}`);
    await tabTo(page, '#time');
    await page.keyboard.type('1400');
    await tabTo(page, '#plan button[type=submit]');
    await page.keyboard.press('Enter');
    await page.waitForURL(/told=later/);
    assert.match(await timesOf(day, one), /^14:00/);
    noComplaints(page);
    await page.context().close();
  });

  test('by person: dragging to a column gives the work to somebody', async () => {
    const { day, references: [one] } = await bookedAtTen();
    const page = await deskPage(`/desk/day?by=person&date=${day}`);
    await page.waitForSelector(linkTo(one));
    const heads = await page.locator('.ec-col-head').allTextContents();
    assert.deepEqual(heads.map(each => each.trim()), ['Nog niemand', 'Dee']);
    const width = (await page.locator('.ec-col-head').nth(1).boundingBox()).x - (await page.locator('.ec-col-head').first().boundingBox()).x;
    await drag(page, one, { right: width });
    await toast(page).waitFor();
    assert.notEqual((await eventsOf(day)).find(each => each.reference === one).person, '0');
    await picture(page, 'calendar-by-person');
    await page.click('.date-nav a');
    await page.waitForURL(/by=person/);
    noComplaints(page);
    await page.context().close();
  });

  for (const [name, options] of [['phone', { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 }], ['wide', {}], ['dark', { colorScheme: 'dark' }]])
    test(`every page of it is for everybody: ${name}`, async () => {
      const { day, references: [one] } = await bookedAtTen(2);
      const page = await deskPage(`/desk/day?date=${day}`, options);
      for (const [what, address, ready] of [['day', `/desk/day?date=${day}`, linkTo(one)], ['person', `/desk/day?by=person&date=${day}`, linkTo(one)], ['week', `/desk/week?date=${day}`, linkTo(one)],
        ['sheet', `/desk/day/sheet?date=${day}`, '.sheet-entry'], ['moves', `${deskPath(one)}/moves`, '#plan'], ['booking', deskPath(one), '#plan'], ['wall', '/desk/wall', '.wall-bay']]) {
        await visit(page, address);
        await page.waitForSelector(ready);
        assert.equal(await overflowOf(page), '', what);
        assert.deepEqual(await findingsOf(page), [], what);
        await picture(page, `calendar-${what}-${name}`);
      }
      noComplaints(page);
      await page.context().close();
    });

  test('without JavaScript the board is there, and nothing that does nothing', async () => {
    const { day, references: [one] } = await bookedAtTen();
    const page = await deskPage(`/desk/day?date=${day}`, { javaScriptEnabled: false });
    assert.ok(await page.isVisible(`.board a[href="/desk/bookings/${one}"]`));
    assert.ok(!(await page.isVisible('#calendar')));
    await page.click(`.board a[href="/desk/bookings/${one}"]`);
    await page.fill('#time', '13:00');
    await page.click('#plan button[type=submit]');
    await page.waitForURL(/told=later/);
    assert.match(await timesOf(day, one), /^13:00/);
    await page.click('#plan .timeline button');
    await until(async () => /^10:00/.test(await timesOf(day, one)), 'the undo');
    await page.context().close();
  });

  test('the wall keeps itself up to date and says when it cannot', async () => {
    const page = await deskPage('/desk/wall', { viewport: { width: 1920, height: 1080 } });
    const [clock, size] = await page.evaluate(() => [document.querySelector('.wall-clock').textContent, parseFloat(getComputedStyle(document.querySelector('.wall-bay h2')).fontSize)]);
    assert.match(clock, /^\d\d:\d\d$/);
    assert.ok(size >= 36, `readable from four metres: ${size}px`);
    await page.context().setOffline(true);
    await page.evaluate(() => renew());
    assert.ok(await page.isVisible('#stale'));
    await page.context().setOffline(false);
    await page.evaluate(() => renew());
    await until(() => page.isHidden('#stale'), 'the connection');
    await page.context().close();
  });
});

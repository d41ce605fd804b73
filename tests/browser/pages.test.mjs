// Every page: axe finds nothing, nothing is wider than the screen, the console is silent, nothing comes from elsewhere.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { ada, adasCar, book, deskPath, freeStarts, password, pathOf, signInDee } from '../support/cast.mjs';
import { findingsOf, launch, openPage, overflowOf, picture, visit } from '../support/browser.mjs';
import { openShop } from '../support/shop.mjs';
import { Visitor } from '../support/visitor.mjs';

const widths = [320, 390, 1280];
const submit = 'main form button[type=submit]:not([formaction])';

describe('every page', () => {
  const links = [];
  let shop, browser, booking, cancelled, starts;
  before(async () => {
    shop = await openShop({ prepare: made => {
      for (const done of [made.command('demo', '--bookings', '900', '--seed', '3'), made.command('staff add', '--name', 'Bo', '--email', 'bo@autojet.example', '--role', 'desk', '--language', 'en')]) {
        if (done.code !== 0) throw new Error(done.text);
        links.push(...(done.out.match(/\/desk\/setup\/\S+/g) ?? []));
      }
    } });
    browser = await launch();
    starts = await freeStarts(shop, 'hand-wash', 'medium');
    booking = await book(shop, starts[0], { service: 'hand-wash', size: 'medium', vehicle: adasCar });
    cancelled = await book(shop, starts[9], { service: 'hand-wash', size: 'medium', vehicle: { plate: 'B-MW 1234', country: 'D' } });
    const visitor = new Visitor(shop);
    const link = pathOf(cancelled.manage_url);
    await visitor.submit(await visitor.get(`${link}/cancellation`), '/cancellation');
    await visitor.submit(await visitor.get('/nl/contact'), '/contact', { name: ada.name, email: ada.email, phone: ada.phone, message: 'Doen jullie ook motoren?\n\nGroet, Ada' });
  });
  after(async () => {
    await browser?.close();
    await shop?.close();
  });

  // Looks at what the page shows now: every width in both languages, axe in Dutch by day and in English on a phone and by night.
  async function look(page, name) {
    const wrong = [];
    const axe = async how => wrong.push(...(await findingsOf(page)).map(finding => `${name}, ${how}: ${finding}`));
    const english = name.endsWith('-en');
    for (const width of widths) {
      await page.setViewportSize({ width, height: width === 1280 ? 900 : 844 });
      const overflow = await overflowOf(page);
      if (overflow) wrong.push(`${name} at ${width}: ${overflow}`);
      if (width === 390 && english) await axe('phone');
      if (width !== 320) await picture(page, `${name}-${width}`);
    }
    if (!english) await axe('light');
    if (english) {
      await page.emulateMedia({ colorScheme: 'dark' });
      await axe('dark');
      await picture(page, `${name}-dark-1280`);
      await page.emulateMedia({ colorScheme: 'light' });
    }
    wrong.push(...page.complaints.splice(0).map(complaint => `${name}: ${complaint}`));
    return wrong;
  }

  async function lookAt(page, pages) {
    const wrong = [];
    for (const [name, address, status = 200] of pages) {
      const answer = await visit(page, address);
      if (answer.status() !== status) wrong.push(`${name}: ${answer.status()} instead of ${status}`);
      wrong.push(...(await look(page, name)));
    }
    return wrong;
  }

  for (const language of ['nl', 'en']) {
    const named = pages => pages.map(([name, path, status]) => [`${name}-${language}`, `/${language}${path}`, status]);

    test(`of the site in ${language}`, async () => {
      const page = await openPage(browser, shop);
      const link = url => pathOf(url).replace(/^\/en/, '');
      const wrong = await lookAt(page, named([
        ['home', ''], ['services', '/services'], ['contact', '/contact'], ['contact-sent', '/contact?sent=1'], ['privacy', '/privacy'], ['cookies', '/cookies'],
        ['not-found', '/nothing-here', 404], ['book-service', '/book'], ['book-service-error', '/book/time?service=&size=', 422], ['book-time', '/book/time?service=hand-wash&size=medium'],
        ['book-time-far', '/book/time?service=hand-wash&size=medium&from=2039-01-01'], ['book-details', `/book/details?service=hand-wash&size=medium&start=${encodeURIComponent(starts[4])}`],
        ['book-taken', `/book/details?service=hand-wash&size=medium&start=2020-01-01T09:00:00Z`, 409],
        ['booked', `${link(booking.manage_url)}/booked`], ['manage', link(booking.manage_url)], ['manage-cancel', `${link(booking.manage_url)}/cancellation`], ['manage-move', `${link(booking.manage_url)}/time`],
        ['manage-cancelled', link(cancelled.manage_url)], ['manage-unknown', '/booking/AAAAAAAA-BBBB', 404],
      ]));
      assert.deepEqual(wrong, []);
      await page.context().close();
    });

    test(`of the forms in ${language}, with errors and with a summary`, async () => {
      const page = await openPage(browser, shop);
      const wrong = [];
      const details = `/${language}/book/details?service=hand-wash&size=medium&start=${encodeURIComponent(starts[4])}`;
      await visit(page, details);
      await page.click(submit);
      await page.waitForURL('**/review');
      wrong.push(...(await look(page, `book-details-errors-${language}`)));
      await visit(page, details);
      for (const [field, value] of Object.entries({ name: ada.name, phone: ada.phone, email: ada.email, plate: 'GBB01B', vehicle: 'Volvo V60', message: `Een lang bericht. ${'zonderspatie'.repeat(30)}` })) await page.fill(`#${field}`, value);
      await page.click(submit);
      await page.waitForURL('**/review');
      wrong.push(...(await look(page, `book-summary-${language}`)));
      await visit(page, `/${language}/contact`);
      await page.click('main form button[type=submit]');
      await page.waitForLoadState();
      wrong.push(...(await look(page, `contact-errors-${language}`)));
      assert.deepEqual(wrong, []);
      await page.context().close();
    });

    test(`of the desk in ${language}`, async () => {
      const page = await openPage(browser, shop, { locale: language === 'nl' ? 'nl-NL' : 'en-GB' });
      const wrong = [];
      const link = language === 'nl' ? shop.ownerLinks[0] : links[0];
      await visit(page, link);
      wrong.push(...(await look(page, `desk-setup-${language}`)));
      if (await page.locator('#name').count()) {
        await page.fill('#name', 'Dee');
        await page.fill('#email', 'dee@autojet.example');
      }
      await page.fill('#password', 'short');
      await page.click('main button[type=submit]');
      await page.waitForLoadState();
      wrong.push(...(await look(page, `desk-setup-errors-${language}`)));
      await page.fill('#password', password);
      await page.fill('#password_again', password);
      await page.click('main button[type=submit]');
      await page.waitForURL('**/desk/day');
      const day = booking.start.slice(0, 10);
      wrong.push(...(await lookAt(page, [
        ['desk-today', '/desk/day'], ['desk-day', `/desk/day?date=${day}`], ['desk-day-closed', '/desk/day?date=2027-12-25'], ['desk-week', '/desk/week'], ['desk-week-next', `/desk/week?date=${day}`],
        ['desk-booking', deskPath(booking.reference)], ['desk-booking-cancelled', deskPath(cancelled.reference)], ['desk-booking-unknown', '/desk/bookings/AAAAAAAA', 404],
        ['desk-new', '/desk/bookings/new'], ['desk-new-form', `/desk/bookings/new?service=hand-wash&size=medium&date=${day}`], ['desk-block', `/desk/blocks/new?date=${day}`], ['desk-messages', '/desk/messages'],
      ].map(([name, ...rest]) => [`${name}-${language}`, ...rest]))));
      for (const [name, address, button] of [['desk-new-errors', `/desk/bookings/new?service=hand-wash&size=medium&date=${day}`, 'form[action$="/desk/bookings"] button[type=submit]'],
        ['desk-block-errors', '/desk/blocks/new', 'form[action$="/desk/blocks"] button[type=submit]'], ['desk-cancel-errors', deskPath(booking.reference), 'form[action$="/cancellation"] button[type=submit]']]) {
        await visit(page, address);
        await page.evaluate(() => document.querySelectorAll('form').forEach(form => (form.noValidate = true)));
        await page.locator('details').evaluateAll(all => all.forEach(each => (each.open = true)));
        await page.click(button);
        await page.waitForLoadState();
        wrong.push(...(await look(page, `${name}-${language}`)));
      }
      await visit(page, '/desk/day');
      await page.click('form[action="/desk/sign-out"] button');
      await page.waitForURL('**/desk/sign-in**');
      wrong.push(...(await look(page, `desk-signed-out-${language}`)));
      await page.fill('#email', 'dee@autojet.example');
      await page.fill('#password', 'wrong');
      await page.click('main button[type=submit]');
      await page.waitForLoadState();
      wrong.push(...(await look(page, `desk-sign-in-refused-${language}`)));
      assert.deepEqual(wrong, []);
      await page.context().close();
    });
  }
});

describe('the desk in a browser', () => {
  let shop, browser, dee;
  before(async () => {
    shop = await openShop();
    browser = await launch();
    dee = await signInDee(shop);
  });
  after(async () => {
    await browser.close();
    await shop.close();
  });

  async function deskPage(address) {
    const page = await openPage(browser, shop);
    await page.context().addCookies([...dee.cookies].map(([name, value]) => ({ name, value, url: shop.url })));
    await visit(page, address);
    return page;
  }

  test('a booking appears on the open day by itself', async () => {
    const [start] = await freeStarts(shop, 'check');
    const page = await deskPage(`/desk/day?date=${start.slice(0, 10)}`);
    await page.evaluate(() => (window.same = true));
    const booking = await book(shop, start, { service: 'check' });
    await page.waitForSelector(`a[href="${deskPath(booking.reference)}"]`);
    assert.ok(await page.evaluate(() => window.same), 'without loading the page anew');
    await dee.submit(await dee.get(deskPath(booking.reference)), '/cancellation', { reason: 'x' });
    await page.waitForSelector(`a[href="${deskPath(booking.reference)}"]`, { state: 'detached' });
    assert.deepEqual(page.complaints, []);
    await page.context().close();
  });

  test('call and mail are one tap away, WhatsApp is not for who did not come that way', async () => {
    const booking = await book(shop, (await freeStarts(shop, 'check'))[3], { service: 'check' });
    const page = await deskPage(deskPath(booking.reference));
    assert.equal(await page.locator('a[href="tel:+31612345678"]').count(), 1);
    assert.equal(await page.locator('a[href="mailto:ada@example.com"]').count(), 1);
    assert.equal(await page.locator('a[href*="wa.me"]').count(), 0);
    await page.context().close();
  });

  test('Dee takes a booking by phone in the browser', async () => {
    const [start] = await freeStarts(shop, 'oil-service');
    const page = await deskPage('/desk/bookings/new');
    await page.selectOption('#service', 'oil-service');
    await page.selectOption('#size', 'small');
    await page.fill('#date', start.slice(0, 10));
    await page.click('form.new-when button');
    await page.waitForURL('**service=oil-service**');
    await page.check(`input[name=start][value="${start}"]`, { force: true });
    await page.fill('#name', 'Ada');
    await page.fill('#phone', '0612345678');
    await page.click('form[action$="/desk/bookings"] button[type=submit]');
    await page.waitForURL(/\/desk\/bookings\/[0-9A-Z]{8}$/);
    assert.deepEqual(page.complaints, []);
    await page.context().close();
  });
});

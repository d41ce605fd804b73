// Booking in a real browser: in both languages, by keyboard alone, without JavaScript, on a phone, after a lost race.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { book, freeStarts } from '../support/cast.mjs';
import { launch, noComplaints, openPage, overflowOf, picture, tabTo, visit } from '../support/browser.mjs';
import { openShop } from '../support/shop.mjs';

const submit = 'main form button[type=submit]:not([formaction])';

async function fill(page, details) {
  for (const [field, value] of Object.entries(details)) await page.fill(`main #${field}`, value);
}

const ada = { name: 'Ada de Vries', phone: '06 12345678', email: 'ada@example.com', plate: 'GBB-01-B', vehicle: 'Volvo V60' };

describe('booking in a browser', () => {
  let shop, browser;
  before(async () => {
    shop = await openShop();
    browser = await launch();
  });
  after(async () => {
    await browser.close();
    await shop.close();
  });

  // From the first page to the summary; answers the chosen start.
  async function toSummary(page, language, { service = 'hand-wash', size = 'medium', details = ada, pick = 0, inDays = 0 } = {}) {
    await visit(page, `/${language}/book`);
    await page.check(`input[name=size][value=${size}]`, { force: true });
    await page.check(`input[name=service][value=${service}]`, { force: true });
    await page.click(submit);
    await page.waitForURL('**/book/time?**');
    if (inDays > 0) await visit(page, `/${language}/book/time?service=${service}&size=${size}&from=${new Date(Date.now() + inDays * 86_400_000).toISOString().slice(0, 10)}`);
    const time = page.locator('main form.week button[name=start]').nth(pick);
    const start = await time.getAttribute('value');
    await time.click();
    await page.waitForURL('**/book/details?**');
    await fill(page, details);
    await page.click(submit);
    await page.waitForURL('**/book/review');
    return start;
  }

  for (const [language, words] of [['nl', ['Handwas', 'Ada de Vries']], ['en', ['Hand wash', 'Ada de Vries']]])
    test(`Ada books in ${language} and finds her booking again`, async () => {
      const page = await openPage(browser, shop);
      await toSummary(page, language);
      for (const word of words) assert.ok((await page.textContent('main')).includes(word), word);
      await page.click(submit);
      await page.waitForURL('**/booked');
      assert.match(await page.textContent('main'), /[0-9A-Z]{4}-[0-9A-Z]{4}/);
      await page.click('main a[href*="/booking/"]:not([href$=".ics"]):not([href$="/booked"])');
      assert.ok((await page.textContent('main')).includes('GBB-01-B'));
      noComplaints(page);
      await page.context().close();
    });

  test('with the keyboard alone', async () => {
    const page = await openPage(browser, shop, { locale: 'en-GB' });
    await visit(page, '/en/book');
    await tabTo(page, 'input[name=size]');
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowRight');
    await tabTo(page, 'input[name=service]');
    await page.keyboard.press('Space');
    await tabTo(page, submit);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/book/time?**');
    assert.match(page.url(), /size=medium/);
    await tabTo(page, 'form.week button[name=start]');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/book/details?**');
    await tabTo(page, submit);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/book/review');
    assert.ok(await page.evaluate(() => document.activeElement.matches('.error-summary')), 'the errors have the focus');
    await tabTo(page, '.error-summary a');
    await page.keyboard.press('Enter');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'name', 'a link leads to its field');
    await page.keyboard.type('Ada de Vries');
    await tabTo(page, '#phone');
    await page.keyboard.type('0612345678');
    await tabTo(page, '#plate');
    await page.keyboard.type('gbb01b');
    await tabTo(page, submit);
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => !document.querySelector('.error-summary'));
    await tabTo(page, submit);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/booked');
    await tabTo(page, 'main a[href$="appointment.ics"]');
    noComplaints(page);
    await page.context().close();
  });

  test('the first Tab leads past the navigation', async () => {
    const page = await openPage(browser, shop);
    await visit(page, '/nl');
    await page.keyboard.press('Tab');
    assert.match(await page.evaluate(() => document.activeElement.getAttribute('href')), /^#/);
    await page.keyboard.press('Enter');
    assert.ok(await page.evaluate(() => document.querySelector(location.hash)?.matches('main, main *')));
    await page.context().close();
  });

  test('without JavaScript, and cancels', async () => {
    const page = await openPage(browser, shop, { javaScriptEnabled: false });
    await toSummary(page, 'nl', { pick: 4 });
    await page.click(submit);
    await page.waitForURL('**/booked');
    await page.click('main a[href*="/booking/"]:not([href$=".ics"]):not([href$="/booked"])');
    await page.click('main a[href$="/cancellation"]');
    await page.click(submit);
    await page.waitForURL(/\/booking\/[^/]+$/);
    assert.match(await page.textContent('main'), /[Gg]eannuleerd/);
    noComplaints(page);
    await page.context().close();
  });

  test('on a phone, where every step fits and every target is large enough', async () => {
    const page = await openPage(browser, shop, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 });
    const check = async step => {
      assert.equal(await overflowOf(page), '', step);
      const small = await page.evaluate(() => [...document.querySelectorAll('main button, main a.button, main select, main input:not([type=hidden]):not([type=radio])')]
        .map(each => [each.outerHTML.slice(0, 60), each.getBoundingClientRect()]).filter(([, box]) => box.width > 0 && (box.height < 24 || box.width < 24)).map(each => each[0]));
      assert.deepEqual(small, [], step);
    };
    await visit(page, '/nl/book');
    await check('service');
    await page.tap('label:has(input[name=size][value=small])');
    await page.tap('label:has(input[name=service][value=hand-wash])');
    await page.tap(submit);
    await page.waitForURL('**/book/time?**');
    await check('time');
    await page.locator('main form.week button[name=start]').nth(6).tap();
    await page.waitForURL('**/book/details?**');
    await check('details');
    await fill(page, ada);
    await page.tap(submit);
    await page.waitForURL('**/book/review');
    await check('summary');
    await page.tap(submit);
    await page.waitForURL('**/booked');
    await check('booked');
    await picture(page, 'phone-booked');
    noComplaints(page);
    await page.context().close();
  });

  test('a time that is lost at the last moment is answered with others, and nothing is typed twice', async () => {
    const page = await openPage(browser, shop, { locale: 'en-GB' });
    const start = await toSummary(page, 'en', { service: 'tyre-change', size: 'small', details: { ...ada, message: 'Please keep this' } });
    await book(shop, start);
    await page.click(submit);
    await page.waitForLoadState();
    const other = page.locator('main button[name=start]').first();
    assert.notEqual(await other.getAttribute('value'), start);
    await picture(page, 'slot-taken-en-1280');
    await other.click();
    await page.waitForURL('**/book/review');
    assert.ok((await page.textContent('main')).includes('Please keep this'));
    await page.click(submit);
    await page.waitForURL('**/booked');
    noComplaints(page);
    await page.context().close();
  });

  for (const javaScriptEnabled of [true, false])
    test(`a double click books once, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, async () => {
      const page = await openPage(browser, shop, { javaScriptEnabled });
      const start = await toSummary(page, 'nl', { service: 'polish', inDays: javaScriptEnabled ? 42 : 56 });
      await page.dblclick(submit);
      await page.waitForURL('**/booked');
      assert.ok((await freeStarts(shop, 'polish', 'medium', { days: 90 })).includes(start), 'the other bay is still free');
      await page.context().close();
    });

  test('the language can be changed on any page and stays on it', async () => {
    const page = await openPage(browser, shop);
    for (const address of ['/nl/', '/nl/services', '/nl/contact', '/nl/privacy', '/nl/cookies', '/nl/book', '/nl/book/time?service=check&size=van']) {
      await visit(page, address);
      await page.locator('a[hreflang=en], a[lang=en]').first().click();
      await page.waitForURL(shop.url + address.replace('/nl', '/en'));
      assert.equal(await page.getAttribute('html', 'lang'), 'en');
    }
    noComplaints(page);
    await page.context().close();
  });
});

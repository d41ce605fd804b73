// The settings in a browser: every page with axe and at phone width, and without JavaScript.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { book, freeStarts, signInDee } from '../support/cast.mjs';
import { findingsOf, launch, noComplaints, openPage, overflowOf, picture, visit } from '../support/browser.mjs';
import { openShop } from '../support/shop.mjs';

const base = '/desk/settings';
const pages = ['', '/services', '/services/new', '/services/hand-wash', '/sizes/van', '/hours', '/hours/week', '/hours/holidays', '/hours/closures',
  '/hours/special', '/hours/rules', '/bays', '/bays/1', '/bays/new', '/staff', '/texts', '/texts/home_title', '/look', '/log'];

describe('the settings in a browser', () => {
  let shop, browser, dee;
  before(async () => {
    shop = await openShop();
    browser = await launch();
    dee = await signInDee(shop);
    await book(shop, (await freeStarts(shop))[0]);
  });
  after(async () => {
    await browser?.close();
    await shop?.close();
  });

  async function open(options) {
    const page = await openPage(browser, shop, options);
    await page.context().addCookies([...dee.cookies].map(([name, value]) => ({ name, value, url: shop.url })));
    return page;
  }

  test('axe finds nothing and nothing is wider than the screen', async () => {
    const page = await open();
    const wrong = [];
    for (const path of pages) {
      await visit(page, base + path);
      for (const width of [1280, 390, 320]) {
        await page.setViewportSize({ width, height: 844 });
        const overflow = await overflowOf(page);
        if (overflow) wrong.push(`${path} at ${width}: ${overflow}`);
        if (width !== 320) await picture(page, `settings${path.replaceAll('/', '-')}-${width}`);
      }
      wrong.push(...(await findingsOf(page)).map(finding => `${path}: ${finding}`));
      await page.setViewportSize({ width: 1280, height: 900 });
    }
    noComplaints(page);
    assert.deepEqual(wrong, []);
    await page.context().close();
  });

  test('a price is changed and undone on a phone without JavaScript', async () => {
    const page = await open({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } });
    await page.goto(`${shop.url}${base}/services/hand-wash`);
    await page.fill('#price_van', '88,50');
    await page.click('text=Bekijk wat dit doet');
    await picture(page, 'settings-review-390');
    assert.match(await page.textContent('main'), /65,00[\s\S]*88,50/);
    await page.press('button[value=save]', 'Enter');
    await page.click('text=Bekijk het, of draai het terug');
    await page.press('main button:has-text("Terugdraaien")', 'Enter');
    await picture(page, 'settings-log-390');
    await page.goto(`${shop.url}/nl/services`);
    assert.doesNotMatch(await page.textContent('main'), /88,50/);
    noComplaints(page);
    await page.context().close();
  });

  test('the preview of hours shows two weeks and who is planned outside, readable by axe', async () => {
    const page = await open();
    await visit(page, `${base}/hours/week`);
    for (let day = 1; day <= 7; ++day)
      for (const end of ['opens', 'closes']) await page.fill(`#${end}_${day}_0`, '');
    await page.click('text=Bekijk wat dit doet');
    assert.equal(await page.locator('.set-days tbody tr').count(), 14);
    assert.equal(await page.locator('.set-outside a').count(), 1);
    assert.deepEqual(await findingsOf(page), []);
    await picture(page, 'settings-hours-review-1280');
    await page.context().close();
  });

  test('colours show at once while they are chosen', async () => {
    const page = await open();
    await visit(page, `${base}/look`);
    const colour = () => page.locator('.sample-light .sample-bar').evaluate(bar => getComputedStyle(bar).backgroundColor);
    assert.equal(await colour(), 'rgb(5, 33, 42)');
    await page.fill('#paint', '#4a1530');
    assert.equal(await colour(), 'rgb(74, 21, 48)');
    noComplaints(page);
    await page.context().close();
  });
});

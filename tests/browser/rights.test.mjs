// Every page of `/me`, of receipts and of the desk's register: axe finds nothing, nothing is wider than the screen.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { ada, adasCar, book, freeStarts, signInDee } from '../support/cast.mjs';
import { findingsOf, launch, openPage, overflowOf, picture, visit } from '../support/browser.mjs';
import { outboxOf } from '../support/mail.mjs';
import { openShop, until } from '../support/shop.mjs';
import { Visitor } from '../support/visitor.mjs';

describe('the pages of rights', () => {
  let shop, browser, dee, me;
  before(async () => {
    shop = await openShop();
    browser = await launch();
    dee = await signInDee(shop);
    const starts = await freeStarts(shop);
    await book(shop, starts[0], { vehicle: adasCar });
    await book(shop, starts[20], { vehicle: { plate: '54-JG-PV', country: 'NL', description: 'Fiat Panda' } });
    const visitor = new Visitor(shop);
    await visitor.submit(await visitor.get('/nl/me'), '/me/codes', { email: ada.email });
    const mail = await until(async () => (await outboxOf(shop)).find(each => each.text.includes('/me/links/')), 'the code');
    await visitor.submit(await visitor.get('/nl/me'), '/me/session', { code: /[0-9A-Z]{4}-[0-9A-Z]{4}(?=\n)/.exec(mail.text)[0] });
    me = visitor;
  });
  after(async () => {
    await browser?.close();
    await shop?.close();
  });

  async function pageOf(visitor, language) {
    const page = await openPage(browser, shop, { locale: language === 'nl' ? 'nl-NL' : 'en-GB' });
    if (visitor) await page.context().addCookies([...visitor.cookies].map(([name, value]) => ({ name, value, url: shop.url })));
    return page;
  }

  async function look(page, name) {
    const wrong = [];
    for (const width of [390, 1280]) {
      await page.setViewportSize({ width, height: width === 1280 ? 900 : 844 });
      const overflow = await overflowOf(page);
      if (overflow) wrong.push(`${name} at ${width}: ${overflow}`);
      wrong.push(...(await findingsOf(page)).map(finding => `${name} at ${width}: ${finding}`));
      await picture(page, `${name}-${width}`);
    }
    wrong.push(...page.complaints.splice(0).map(complaint => `${name}: ${complaint}`));
    return wrong;
  }

  for (const language of ['nl', 'en'])
    test(`of a person in ${language}`, async () => {
      const wrong = [];
      const outside = await pageOf(null, language);
      for (const [name, address] of [['me-door', '/me'], ['me-asked', '/me?asked=1'], ['me-dead-link', '/me/links/1-x'], ['receipt-unknown', '/receipt/x']]) {
        await visit(outside, `/${language}${address}`);
        wrong.push(...(await look(outside, `${name}-${language}`)));
      }
      await visit(outside, `/${language}/me`);
      await outside.click('form[action$="/me/session"] button');
      await outside.waitForLoadState();
      wrong.push(...(await look(outside, `me-door-errors-${language}`)));
      const page = await pageOf(me, language);
      for (const [name, address] of [['me', '/me'], ['me-copy', '/me/copy'], ['me-correction', '/me/correction'], ['me-deletion', '/me/deletion'], ['me-restriction', '/me/restriction'], ['me-objection', '/me/objection'], ['me-complaint', '/me/complaint']]) {
        await visit(page, `/${language}${address}`);
        wrong.push(...(await look(page, `${name}-${language}`)));
      }
      for (const [name, address, button] of [['me-correction', '/me/correction', null], ['me-deletion', '/me/deletion', null], ['me-restriction', '/me/restriction', null], ['me-complaint', '/me/complaint', null]]) {
        await visit(page, `/${language}${address}`);
        if (name === 'me-correction') await page.fill('#name', '');
        await page.click(button ?? 'main form.form button[type=submit]');
        await page.waitForLoadState();
        wrong.push(...(await look(page, `${name}-errors-${language}`)));
      }
      await visit(page, `/${language}/me`);
      for (const [name, end] of [['me-request-copy', '/me/copies'], ['me-request-export', '/me/exports']]) {
        await visit(page, `/${language}/me`);
        await page.click(`form[action$="${end}"] button`);
        await page.waitForURL('**/me/requests/*');
        wrong.push(...(await look(page, `${name}-${language}`)));
      }
      await page.emulateMedia({ colorScheme: 'dark' });
      await visit(page, `/${language}/me`);
      wrong.push(...(await look(page, `me-dark-${language}`)));
      assert.deepEqual(wrong, []);
      await page.context().close();
      await outside.context().close();
    });

  test('of the desk, and of a receipt', async () => {
    const wrong = [];
    const page = await pageOf(dee, 'nl');
    for (const [name, address] of [['desk-requests', '/desk/requests'], ['desk-request-new', '/desk/requests/new']]) {
      await visit(page, address);
      wrong.push(...(await look(page, name)));
    }
    await page.fill('#wanted', ada.email);
    await page.click('main form[action$="/search"] button');
    await page.waitForLoadState();
    wrong.push(...(await look(page, 'desk-request-found')));
    await page.selectOption('#kind', 'deletion');
    await page.fill('#contact', 'ada.elders@example.com');
    await page.click('form[action="/desk/requests"] button[type=submit]');
    await page.waitForURL(/\/desk\/requests\/[0-9A-Z]{8}$/);
    wrong.push(...(await look(page, 'desk-request')));
    await page.click('form[action$="/identity"] button');
    await page.waitForLoadState();
    await page.click('form[action$="/code"] button');
    await page.waitForLoadState();
    wrong.push(...(await look(page, 'desk-request-code')));
    await page.selectOption('#outcome', 'refused');
    await page.click('form[action$="/answer"] button');
    await page.waitForLoadState();
    wrong.push(...(await look(page, 'desk-request-errors')));
    await page.click('form[action$="/deletion"] button');
    await page.waitForLoadState();
    wrong.push(...(await look(page, 'desk-request-done')));
    await page.click('a[href*="/receipt/"]');
    await page.waitForURL('**/receipt/*');
    wrong.push(...(await look(page, 'receipt')));
    await visit(page, '/desk/requests');
    wrong.push(...(await look(page, 'desk-requests-done')));
    assert.deepEqual(wrong, []);
    await page.context().close();
  });
});

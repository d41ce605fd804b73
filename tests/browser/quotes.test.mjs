// A quote on a phone, by its link, and the desk beside it: axe finds nothing, nothing is wider than the screen, and the
// desk sees the answer without reloading.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { findingsOf, launch, openPage, overflowOf, picture, tabTo, visit } from '../support/browser.mjs';
import { adasCar, book, freeStarts, signInDee } from '../support/cast.mjs';
import { openShop } from '../support/shop.mjs';

describe('the pages of a quote', () => {
  let shop, browser, dee, order, desk, phone, link;
  before(async () => {
    shop = await openShop();
    browser = await launch();
    dee = await signInDee(shop);
    const booking = await book(shop, (await freeStarts(shop))[0], { vehicle: adasCar });
    const reference = booking.reference.replace('-', '');
    const [field, token] = await dee.token(`/desk/bookings/${reference}`);
    order = (await dee.post(`/desk/orders/of/${reference}`, { [field]: token })).location;
    await moveTo('arrived');
    desk = await openPage(browser, shop);
    await desk.context().addCookies([...dee.cookies].map(([name, value]) => ({ name, value, url: shop.url })));
    phone = await openPage(browser, shop, { viewport: { width: 390, height: 844 } });
  });
  after(async () => {
    await browser?.close();
    await shop?.close();
  });

  const moveTo = async to => assert.equal((await dee.submit(await dee.get(order), `${order}/state`, { to, to_for: '' })).status, 303);

  async function look(page, name) {
    const wrong = [];
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: width === 1280 ? 900 : 844 });
      const overflow = await overflowOf(page);
      if (overflow) wrong.push(`${name} at ${width}: ${overflow}`);
      wrong.push(...(await findingsOf(page)).map(finding => `${name} at ${width}: ${finding}`));
      await picture(page, `${name}-${width}`);
    }
    wrong.push(...page.complaints.splice(0).map(complaint => `${name}: ${complaint}`));
    return wrong;
  }
  const press = async (page, selector) => {
    await Promise.all([page.waitForNavigation(), page.click(selector)]);
  };

  test('are drawn up, sent, and looked at', async () => {
    const wrong = [];
    await visit(desk, `${order}/quote`);
    wrong.push(...(await look(desk, 'quote-none')));
    await press(desk, 'form[action$="/quote"] button');
    for (const [what, price] of [['Remblokken voor vervangen', '180,00'], ['Vier winterbanden 205/55 R16, inclusief balanceren', '492,50']]) {
      await desk.click('summary:has-text("Stel nog iets voor")');
      await desk.fill('#description', what);
      await desk.fill('#price', price);
      await press(desk, 'form[action$="/lines"] button');
    }
    wrong.push(...(await look(desk, 'quote-draft')));
    await desk.fill('#message', 'De remmen zijn echt op, de banden kunnen nog een maand.');
    await press(desk, 'form[action$="/sending"] button');
    wrong.push(...(await look(desk, 'quote-sent')));
    await desk.click('summary:has-text("Geef de link door")');
    link = new URL(await desk.getAttribute('.quote-link a', 'href')).pathname;
    wrong.push(...(await look(desk, 'quote-share')));
    await visit(phone, link);
    wrong.push(...(await look(phone, 'quote-page')));
    assert.deepEqual(wrong, []);
  });

  test('are answered on a phone by keyboard alone, and the desk follows', async () => {
    const wrong = [];
    await visit(desk, `${order}/quote`);
    await visit(phone, link);
    await tabTo(phone, '.form > .actions button:first-child');
    await Promise.all([phone.waitForNavigation(), phone.keyboard.press('Enter')]);
    wrong.push(...(await look(phone, 'quote-missing')));
    for (const row of [2, 3]) await phone.check(`fieldset.quote-line:nth-of-type(${row}) input[value="${row === 2 ? 'yes' : 'no'}"]`);
    await press(phone, '.form > .actions button:first-child');
    wrong.push(...(await look(phone, 'quote-review')));
    await press(phone, '.form > .actions button');
    wrong.push(...(await look(phone, 'quote-answered')));
    await desk.waitForSelector('text=Verder met het werk');
    wrong.push(...(await look(desk, 'quote-desk-answered')));
    assert.deepEqual(wrong, []);
  });

  test('lead to an invoice', async () => {
    await moveTo('ready');
    const wrong = [];
    await visit(desk, order.replace('/desk/orders/', '/desk/invoices/of-order/'));
    wrong.push(...(await look(desk, 'order-invoice')));
    await visit(desk, `${order}/quote`);
    await press(desk, '.confirm-bar button');
    assert.match(desk.url(), /\/desk\/invoices\/\d+$/);
    assert.deepEqual(wrong, []);
  });
});

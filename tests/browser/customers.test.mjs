// The search box with a keyboard, on a phone and without JavaScript; every page of customers under axe.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { ada, adasCar, book, freeStarts, signInDee } from '../support/cast.mjs';
import { findingsOf, launch, noComplaints, openPage, overflowOf, picture, visit } from '../support/browser.mjs';
import { openShop } from '../support/shop.mjs';

describe('customers in the browser', () => {
  let shop, browser, dee;
  before(async () => {
    shop = await openShop();
    browser = await launch();
    dee = await signInDee(shop);
    const starts = await freeStarts(shop);
    await book(shop, starts[0], { customer: ada, vehicle: adasCar });
    await book(shop, starts[8], { customer: { ...ada, name: 'A. de Vries' }, vehicle: { plate: 'B-MW 1234', country: 'D', description: 'BMW 3' } });
    await book(shop, starts[16], { customer: { name: 'Cy Vreemd', phone: '06 11112222' }, vehicle: adasCar });
  });
  after(async () => {
    await browser?.close();
    await shop?.close();
  });

  async function deskPage(options = {}) {
    const page = await openPage(browser, shop, options);
    await page.context().addCookies([...dee.cookies].map(([name, value]) => ({ name, value, url: shop.url })));
    return page;
  }

  test('the box finds while one types, and arrows and Enter lead to the customer', async () => {
    const page = await deskPage();
    await visit(page, '/desk/day');
    await page.keyboard.press('/');
    await page.keyboard.type('vrie');
    await page.waitForSelector('#find-options [role=option]');
    const box = page.locator('#find');
    assert.equal(await box.getAttribute('aria-expanded'), 'true');
    assert.equal(await page.locator('#find-options [role=option]').count(), 2);
    assert.deepEqual(await findingsOf(page), []);
    await picture(page, 'find-1280');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    assert.equal(await box.getAttribute('aria-activedescendant'), 'find-1');
    assert.equal(await page.locator('#find-1').getAttribute('aria-selected'), 'true');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/desk\/customers\/\d+$/);
    assert.match(await page.locator('h1').textContent(), /de Vries/);
    noComplaints(page);
  });

  test('Escape closes the list, and Enter without a choice asks for the page', async () => {
    const page = await deskPage();
    await visit(page, '/desk/day');
    await page.fill('#find', 'vreemd');
    await page.waitForSelector('#find-options [role=option]');
    await page.keyboard.press('Escape');
    assert.equal(await page.locator('.find-list').isVisible(), false);
    await page.keyboard.press('Enter');
    await page.waitForSelector('.found-list');
    assert.ok(!page.url().includes('vreemd'));
    assert.match(await page.locator('.found-list').textContent(), /Cy Vreemd/);
    noComplaints(page);
  });

  test('nobody and too little are said in words', async () => {
    const page = await deskPage();
    await visit(page, '/desk/day');
    for (const [typed, said] of [['zzzz', /Niemand/], ['z', /minstens/]]) {
      await page.fill('#find', typed);
      await page.waitForFunction(words => new RegExp(words).test(document.querySelector('.find-advice').textContent), said.source);
    }
    noComplaints(page);
  });

  test('without JavaScript the box leads to a page', async () => {
    const page = await deskPage({ javaScriptEnabled: false });
    await visit(page, '/desk/day').catch(() => page.goto(`${shop.url}/desk/day`));
    await page.fill('#find', 'GBB01B');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.found-list');
    assert.match(await page.locator('.found-list').textContent(), /Cy Vreemd/);
  });

  for (const locale of ['nl', 'en'])
    test(`every page of customers at every width (${locale})`, async () => {
      const page = await deskPage();
      const wrong = [];
      const look = async name => {
        for (const width of [320, 390, 1280]) {
          await page.setViewportSize({ width, height: 844 });
          const overflow = await overflowOf(page);
          if (overflow) wrong.push(`${name} at ${width}: ${overflow}`);
          wrong.push(...(await findingsOf(page)).map(finding => `${name} at ${width}: ${finding}`));
          await picture(page, `${name}-${locale}-${width}`);
        }
        wrong.push(...page.complaints.splice(0).map(complaint => `${name}: ${complaint}`));
      };
      if (locale === 'en') await page.emulateMedia({ colorScheme: 'dark' });
      await visit(page, '/desk/customers');
      await look('customers');
      await page.fill('#words', 'vr');
      await page.click('.find-form button');
      await page.waitForSelector('.found-list');
      await look('customers-found');
      await page.click('.found-list a >> nth=1');
      await page.waitForURL(/\/desk\/customers\/\d+$/);
      await page.click('details.fold summary');
      await look('customer');
      const customer = page.url();
      await page.click('.link-list a >> nth=0');
      await page.waitForURL(/\/links\//);
      await look('customer-compare');
      await page.goto(customer);
      await page.click('.car-list a >> nth=0');
      await page.waitForURL(/\/desk\/vehicles\//);
      await look('vehicle');
      await visit(page, '/desk/companies/new');
      await page.fill('#kvk', 'x');
      await page.click('form.panel button[type=submit]');
      await page.waitForSelector('#kvk-error');
      await look('company-errors');
      await page.fill('#name', `Taxi ${locale} BV`);
      await page.fill('#kvk', '12345678');
      await page.click('form.panel button[type=submit]');
      await page.waitForURL(/\/desk\/companies\/\d+$/);
      await page.goto(customer);
      await page.selectOption('#company', { label: `Taxi ${locale} BV` });
      await page.click('form[action$="/companies"] button');
      await page.waitForURL(customer);
      await page.click(`text=Taxi ${locale} BV`);
      await page.waitForURL(/\/desk\/companies\/\d+$/);
      await look('company');
      await visit(page, '/desk/companies');
      await look('companies');
      assert.deepEqual(wrong, []);
    });

  test('the box on a phone lies over the page and fits', async () => {
    const page = await deskPage({ viewport: { width: 390, height: 844 } });
    await visit(page, '/desk/day');
    await page.fill('#find', 'vrie');
    await page.waitForSelector('#find-options [role=option]');
    assert.equal(await overflowOf(page), '');
    const size = await page.locator('#find').boundingBox();
    assert.ok(size.width > 120 && size.height >= 44, JSON.stringify(size));
    await picture(page, 'find-390');
    await page.click('#find-0');
    await page.waitForURL(/\/desk\/customers\/\d+$/);
  });
});

// The workshop on a tablet and on a phone: pointing at the car, signing with a finger, photos, two screens, axe and width.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { findingsOf, launch, noComplaints, openPage, overflowOf, picture, tabTo, visit } from '../support/browser.mjs';
import { book, deskPath, freeStarts, signInDee } from '../support/cast.mjs';
import { png } from '../support/pictures.mjs';
import { publishClauses } from '../support/publishing.mjs';
import { openShop, until } from '../support/shop.mjs';

const tablet = { viewport: { width: 768, height: 1024 }, hasTouch: true };
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

describe('the workshop on screens', () => {
  let shop, browser, dee, order;
  before(async () => {
    shop = await openShop();
    dee = await signInDee(shop);
    browser = await launch();
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
  async function look(page, name) {
    assert.equal(await overflowOf(page), '', name);
    assert.deepEqual(await findingsOf(page), [], name);
    await picture(page, name);
  }

  test('from a booking to the intake, while the sentences are not published', async () => {
    const booking = await book(shop, (await freeStarts(shop))[0]);
    const page = await open(tablet);
    await visit(page, '/desk/orders');
    await look(page, 'workshop-empty-768');
    await visit(page, deskPath(booking.reference));
    await page.click('form[action^="/desk/orders/of/"] button');
    await page.waitForURL(/\/desk\/orders\/[A-Z0-9]{8}$/);
    order = new URL(page.url()).pathname;
    await look(page, 'workshop-order-booked-768');
    await visit(page, `${order}/intake`);
    assert.equal(await page.locator('.closed-clause').count(), 3);
    await look(page, 'workshop-intake-shut-768');
    noComplaints(page);
    await page.context().close();
  });

  test('the intake on a tablet: a walk-in, the odometer, marks where the finger is, a signature, photos', async () => {
    await publishClauses(dee, 'condition', 'photos', 'signature');
    const page = await open(tablet);
    await visit(page, '/desk/orders/new');
    await look(page, 'workshop-new-768');
    await page.fill('#plate', '06-XK-RB');
    await page.fill('#vehicle', 'Volvo V60, zwart');
    await page.fill('#name', 'Ada de Vries');
    await page.fill('#phone', '06 12345678');
    await page.fill('#wanted', 'Grote beurt, en de remmen piepen bij koud weer.');
    await page.click('main form button:not([name])');
    await page.waitForURL(/\/intake$/);
    order = new URL(page.url()).pathname.replace('/intake', '');

    await page.fill('#odometer', '123456');
    await page.locator('.segments-fuel label').nth(5).tap();
    await page.fill('#keys', '2');
    await page.fill('#accessories', 'Wielslot');
    await page.locator('#handed-over button[type=submit]').tap();
    await page.waitForURL(/#handed-over$/);
    assert.equal(await page.inputValue('#odometer'), '123456');

    await page.locator('[data-outline]').scrollIntoViewIfNeeded();
    const car = await page.locator('[data-outline]').boundingBox();
    await page.touchscreen.tap(car.x + car.width * 0.2, car.y + car.height * 0.41);
    assert.equal(await page.inputValue('#zone'), 'left-front-door');
    await page.locator('#damage label').first().tap();
    await page.fill('#mark_note', 'naast de greep');
    await page.locator('.mark-form button[type=submit]').tap();
    await page.waitForURL(/#marks$/);
    assert.match(await page.locator('.mark-rows').innerText(), /Kras, Portier linksvoor: naast de greep/);
    const mark = page.locator('.outline .mark circle').first();
    assert.ok(Math.abs(Number(await mark.getAttribute('cx')) - 40) < 4);

    await page.locator('canvas.pad').scrollIntoViewIfNeeded();
    const pad = await page.locator('canvas.pad').boundingBox();
    await page.mouse.move(pad.x + 60, pad.y + 80);
    await page.mouse.down();
    for (let step = 0; step < 30; ++step) await page.mouse.move(pad.x + 60 + step * 8, pad.y + 70 + 30 * Math.sin(step / 2));
    await page.mouse.up();
    await page.locator('.sign-form button[type=submit]').tap();
    await page.waitForURL(/#signing$/);
    const drawn = await page.locator('img.signature').evaluate(image => image.decode().then(() => image.naturalWidth));
    assert.ok(drawn > 300, 'the signature is there');

    await page.setInputFiles('#gallery', [1, 2].map(n => ({ name: `foto${n}.png`, mimeType: 'image/png', buffer: png(600, 450) })));
    await page.waitForURL(/#photos$/);
    await until(async () => await page.locator('.photos img').count() === 2, 'the thumbnails');
    await look(page, 'workshop-intake-768');

    await page.setInputFiles('#gallery', { name: 'foto.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('not a photo') });
    await page.waitForSelector('#photos-error');
    await look(page, 'workshop-intake-refused-768');
    await page.setViewportSize(phone.viewport);
    await visit(page, `${order}/intake`);
    await look(page, 'workshop-intake-390');
    noComplaints(page);
    await page.context().close();
  });

  test('an order, by keyboard: a task, a clock, a line; on every width', async () => {
    const page = await open({ viewport: { width: 1280, height: 900 } });
    await visit(page, order);
    await tabTo(page, '#title');
    await page.keyboard.type('Remblokken voor vervangen');
    await page.keyboard.press('Enter');
    await page.waitForURL(/#tasks$/);
    await page.locator('form[action$="/clock"] button').focus();
    await page.keyboard.press('Enter');
    await page.waitForSelector('.order-busy');
    await page.locator('#new-line summary').focus();
    await page.keyboard.press('Enter');
    await page.locator('#description').focus();
    await page.keyboard.type('Remblokken');
    await page.fill('#quantity', '1');
    await page.fill('#price', '89,95');
    await page.keyboard.press('Enter');
    await page.waitForURL(/#lines$/);
    await page.locator('#new-line summary').click();
    await page.fill('#description', 'Remvloeistof');
    await page.fill('#price', '-3');
    await page.locator('#new-line button').click();
    await page.waitForSelector('#new-line .error');
    assert.equal(await page.inputValue('#description'), 'Remvloeistof', 'what was typed is still there');
    await look(page, 'workshop-order-refused-1280');
    await visit(page, order);
    await look(page, 'workshop-order-1280');
    await page.setViewportSize(tablet.viewport);
    await look(page, 'workshop-order-768');
    await page.setViewportSize(phone.viewport);
    await look(page, 'workshop-order-390');
    await visit(page, `${order}/card`);
    await page.emulateMedia({ media: 'print' });
    await picture(page, 'workshop-card-print');
    await page.emulateMedia({ media: 'screen' });
    await look(page, 'workshop-card-390');
    noComplaints(page);
    await page.context().close();
  });

  test('two screens follow each other, and the slower of two chooses', async () => {
    const board = await open({ viewport: { width: 1280, height: 900 } }), bench = await open(phone);
    await visit(board, '/desk/orders');
    await visit(bench, order);
    await bench.locator('.state-bar button', { hasText: 'Wacht op onderdelen' }).tap();
    await until(async () => /Wacht op onderdelen/.test(await board.locator('.order-board').innerText()), 'the board');
    await look(board, 'workshop-board-1280');
    await board.setViewportSize(phone.viewport);
    await look(board, 'workshop-board-390');

    await visit(board, order);
    await visit(bench, order);
    for (const [page, words] of [[board, 'Klant belt om drie uur'], [bench, 'Linksvoor versleten tot 2 mm']]) {
      await page.locator('#job details summary').click();
      await page.fill('#notes', words);
    }
    await board.locator('#job details form > button').click();
    await board.waitForURL(/#job$/);
    await bench.locator('#job details form > button').tap();
    await bench.waitForSelector('.conflict');
    await look(bench, 'workshop-conflict-390');
    await bench.locator('.conflict label', { hasText: 'Linksvoor' }).tap();
    await bench.locator('.conflict button').tap();
    await bench.waitForURL(/#job$/);
    assert.match(await bench.locator('#job').innerText(), /Linksvoor versleten/);
    noComplaints(board);
    noComplaints(bench);
  });
});

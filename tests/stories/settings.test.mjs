// Setting up: the owner changes what is offered, sees it first, sees the website follow, and takes it back.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { book, freeStarts, password, services, signInDee } from '../support/cast.mjs';
import { formTo, textOf } from '../support/page.mjs';
import { addSecondShop, openShop, secondHost } from '../support/shop.mjs';
import { Visitor } from '../support/visitor.mjs';

const base = '/desk/settings';

describe('settings', () => {
  let shop, dee, rival;
  before(async () => {
    shop = await openShop({ prepare: addSecondShop });
    dee = await signInDee(shop);
    rival = await signInDee(shop, { link: shop.ownerLinks[1], host: secondHost, name: 'Mallory', email: 'dee@blink.example' });
  });
  after(() => shop.close());

  const site = async path => textOf((await new Visitor(shop).get(path)).text);

  // Opens the form, fills it in, looks at the preview.
  async function preview(visitor, path, values, action = path) {
    return visitor.submit(await visitor.get(path), action, values);
  }
  async function save(visitor, page, action) {
    const answer = await visitor.submit(page, action, { step: 'save' });
    assert.equal(answer.status, 303, textOf(answer.text).slice(0, 2000));
    return answer.location;
  }
  const change = async (path, values, action = path) => save(dee, await preview(dee, path, values, action), action);
  async function undo(location) {
    const id = /saved=(\d+)/.exec(location)[1];
    const page = await dee.get(`${base}/log/${id}`);
    return dee.submit(page, `${base}/log/${id}/undo`);
  }

  test('a price is seen before it is saved, the website shows it at once, and undo brings the old one back', async () => {
    const seen = await preview(dee, `${base}/services/hand-wash`, { price_van: '199,95' });
    assert.equal(seen.status, 200);
    assert.match(textOf(seen.text), /65,00.*199,95/);
    assert.doesNotMatch(await site('/nl/services'), /199,95/);
    const location = await save(dee, seen, `${base}/services/hand-wash`);
    assert.match(await site('/nl/services'), /199,95/);
    const log = textOf((await dee.get(`${base}/log`)).text);
    assert.match(log, /Dienst “Handwas”/);
    assert.match(log, /Prijs voor maat Bestelbus.*65,00.*199,95/);
    assert.match(log, /Dee \(Eigenaar\)/);
    assert.equal((await undo(location)).status, 303);
    assert.doesNotMatch(await site('/nl/services'), /199,95/);
    await assert.rejects(undo(location), /no form/, 'undone already: the page has no button any more');
  });

  test('a service is added, ordered, taken off the website, retired and brought back', async () => {
    const fields = { name_nl: 'Hondenharen', name_en: 'Pet hair', needs: 'care', minutes_small: '45', price_small: '39' };
    await save(dee, await preview(dee, `${base}/services/new`, fields, `${base}/services`), `${base}/services`);
    const ids = async () => (await services(shop)).map(service => service.id);
    assert.equal((await ids()).at(-1), 'pet-hair');
    const [token, value] = await dee.token(`${base}/services`);
    await dee.post(`${base}/services/order`, { [token]: value, service: 'pet-hair', to: 'up' });
    assert.equal((await ids()).at(-2), 'pet-hair');
    const page = await dee.get(`${base}/services/pet-hair`);
    assert.match(page.text, /name="online" value="yes" checked/);
    const without = async (name, more = {}) => {
      const action = `${base}/services/pet-hair`;
      const { fields } = formTo((await dee.get(action)).text, action);
      const seen = await dee.post(action, { ...Object.fromEntries(fields.filter(([field]) => field !== name)), ...more });
      return save(dee, seen, `${base}/services/pet-hair`);
    };
    await without('online');
    assert.ok(!(await ids()).includes('pet-hair'));
    await without('retired', { online: 'yes', retired: 'yes' });
    assert.ok(!(await ids()).includes('pet-hair'));
    await without('retired', { online: 'yes' });
    assert.ok((await ids()).includes('pet-hair'));
  });

  test('hours are previewed with the bookings outside of them, and availability follows', async () => {
    const starts = await freeStarts(shop, 'tyre-change', 'small');
    const booked = await book(shop, starts[0]);
    const days = new Date(`${starts[0].slice(0, 10)}T12:00:00Z`);
    const weekday = days.getUTCDay() || 7;
    const seen = await preview(dee, `${base}/hours/week`, { [`opens_${weekday}_0`]: '', [`closes_${weekday}_0`]: '' });
    const text = textOf(seen.text);
    assert.match(text, /Al gepland, en hierbuiten/);
    assert.match(seen.text, new RegExp(`/desk/bookings/${booked.reference.replace('-', '')}`));
    const location = await save(dee, seen, `${base}/hours/week`);
    const now = await freeStarts(shop, 'tyre-change', 'small');
    assert.ok(!now.some(start => start.slice(0, 10) === starts[0].slice(0, 10)));
    await undo(location);
    const again = await freeStarts(shop, 'tyre-change', 'small');
    assert.ok(again.some(start => start.slice(0, 10) === starts[0].slice(0, 10)));
  });

  test('closed days are closed for customers and told on the website', async () => {
    const first = (await freeStarts(shop, 'tyre-change', 'small', { after: 4 }))[0].slice(0, 10);
    await save(dee, await preview(dee, `${base}/hours/closures`, { first, last: first }), `${base}/hours/closures`);
    assert.ok(!(await freeStarts(shop, 'tyre-change', 'small')).some(start => start.startsWith(first)));
    const wrong = await preview(dee, `${base}/hours/closures`, { first, last: '2020-01-01' });
    assert.equal(wrong.status, 422);
    assert.match(wrong.text, /id="last-error"/);
  });

  test('two people at one form: the second sees what changed, and what they left alone stays', async () => {
    const action = `${base}/services/polish`;
    const [one, two] = [await dee.get(action), await dee.get(action)];
    await save(dee, await dee.submit(one, action, { name_nl: 'Polijsten met wax' }), action);
    const seen = await dee.submit(two, action, { price_van: '401,00' });
    assert.match(textOf(seen.text), /intussen gewijzigd/);
    assert.match(textOf(seen.text), /Polijsten met wax/);
    await save(dee, seen, action);
    const page = await site('/nl/services');
    assert.match(page, /Polijsten met wax/);
    assert.match(page, /401,00/);
  });

  test('a save that never saw the newer change is asked again instead of overwriting it', async () => {
    const action = `${base}/services/polish`;
    const seen = await preview(dee, action, { price_van: '402,00' });
    await change(action, { price_small: '251,00' });
    const answer = await dee.submit(seen, action, { step: 'save' });
    assert.equal(answer.status, 409);
    assert.match(textOf(answer.text), /251,00/);
  });

  test('a bay out of order is not booked, and one with bookings is not given up', async () => {
    const booked = await book(shop, (await freeStarts(shop))[2]);
    const list = await dee.get(`${base}/bays`);
    const lift = /href="(\/desk\/settings\/bays\/\d+)"><strong>Brug/.exec(list.text)[1];
    const refused = await preview(dee, lift, { state: 'retired' });
    assert.equal(refused.status, 409);
    assert.match(refused.text, new RegExp(booked.reference.replace('-', '')));
    const location = await change(lift, { state: 'out_of_order' });
    assert.equal((await freeStarts(shop)).length, 0);
    await undo(location);
    assert.notEqual((await freeStarts(shop)).length, 0);
  });

  test('a text is shown as the shop words it, in mails too, and an unknown placeholder is refused', async () => {
    await change(`${base}/texts/home_title`, { nl: 'Welkom bij {shop} in {city}', en: '' });
    assert.match(await site('/nl/'), /Welkom bij AutoJet in Almere/);
    assert.match(await site('/en/'), /Your car, like new again\./);
    const refused = await preview(dee, `${base}/texts/home_title`, { nl: 'Tot {later}' });
    assert.equal(refused.status, 422);
    assert.match(refused.text, /id="nl-error"/);
    const hostile = '<img src=x onerror=alert(1)>';
    await change(`${base}/texts/directions`, { nl: hostile, en: hostile });
    assert.ok(!(await new Visitor(shop).get('/nl/')).text.includes('<img src=x'));
  });

  async function putLogo(bytes, type = 'image/png', name = 'logo.png') {
    const [field, value] = await dee.token(`${base}/look`);
    const boundary = 'AutoJetBoundary';
    const part = (head, body) => Buffer.concat([Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; ${head}\r\n\r\n`), Buffer.from(body), Buffer.from('\r\n')]);
    return dee.ask({
      method: 'POST', path: `${base}/look/logo`,
      body: Buffer.concat([part(`name="${field}"`, value), part(`name="logo"; filename="${name}"`, bytes), Buffer.from(`--${boundary}--\r\n`)]),
      headers: { 'Content-Type': `multipart/form-data; boundary=${boundary}` },
    });
  }
  const dot = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

  test('a logo is drawn anew; what is no picture, or says to be huge, is refused', async () => {
    const hostile = Buffer.concat([dot, Buffer.from('<script>alert(1)</script>')]);
    assert.equal((await putLogo(hostile)).status, 303);
    const [, url] = /src="(\/theme\/[0-9a-f]+\.png)"/.exec((await new Visitor(shop).get('/nl/')).text);
    const picture = await new Visitor(shop).get(url);
    assert.equal(picture.type, 'image/png');
    assert.match(picture.headers['cache-control'], /immutable/);
    assert.ok(!picture.text.includes('script'));
    assert.equal((await new Visitor(shop, { host: secondHost }).get(url)).status, 404, 'of this shop alone');
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>');
    assert.match((await putLogo(svg, 'image/svg+xml', 'logo.svg')).text, /id="logo-error"/);
    const huge = Buffer.from(dot);
    huge.writeUInt32BE(200_000, 16);
    huge.writeUInt32BE(200_000, 20);
    assert.match((await putLogo(huge)).text, /id="logo-error"/);
  });

  test('colours that can be read dress the website, others are refused with the nearest that would do', async () => {
    const refused = await preview(dee, `${base}/look`, { link: '#9fe8e0' });
    assert.equal(refused.status, 422);
    assert.match(textOf(refused.text), /nodig: 4\.5 : 1/);
    assert.match(refused.text, /<code>#[0-9a-f]{6}<\/code>/);
    await change(`${base}/look`, { paint: '#4a1530', link: '#8a1c4a' });
    const [, theme] = /href="(\/theme\/[0-9a-f]+\.css)"/.exec((await new Visitor(shop).get('/nl/')).text);
    const css = await new Visitor(shop).get(theme);
    assert.match(css.text, /--ink:#4a1530/);
    const bad = await dee.get(`${base}/look/sample.css?paint=4a1530%3B%7Dbody%7B&glow=28e2d0&link=00656c`);
    assert.equal(bad.status, 404);
    const [token, value] = await dee.token(`${base}/look`);
    await dee.post(`${base}/look/reset`, { [token]: value });
    assert.ok(!(await new Visitor(shop).get('/nl/')).text.includes('/theme/'));
  });

  test('somebody is invited, changes role, and leaves; the last owner stays', async () => {
    const invited = await preview(dee, `${base}/staff`, { name: 'Bo', email: 'bo@autojet.example', role: 'mechanic' });
    assert.equal(invited.status, 200);
    const [, link] = /(\/desk\/setup\/[\w-]+)/.exec(invited.text);
    const bo = new Visitor(shop);
    const welcome = await bo.submit(await bo.get(link), link, { password, password_again: password });
    assert.equal(welcome.status, 303);
    assert.equal((await bo.get('/desk/messages')).status, 403);
    const list = await dee.get(`${base}/staff`);
    const urls = [...list.text.matchAll(/href="(\/desk\/settings\/staff\/\d+)"><strong>([^<]*)/g)];
    const [, ofBo] = urls.find(found => found[2].startsWith('Bo'));
    const [, ofDee] = urls.find(found => found[2].startsWith('Dee'));
    await change(ofBo, { role: 'desk' });
    assert.equal((await bo.get('/desk/messages')).status, 200);
    const refused = await preview(dee, ofDee, { role: 'desk' });
    assert.equal(refused.status, 409);
    assert.match(refused.text, /id="role-error"/);
    const [token, value] = await dee.token(ofBo);
    assert.equal((await dee.post(`${ofDee}/departure`, { [token]: value })).status, 409);
    assert.equal((await dee.post(`${ofBo}/departure`, { [token]: value })).status, 303);
    assert.equal((await bo.get('/desk/messages')).status, 303, 'signed out at once');
    assert.equal((await dee.get(ofBo)).status, 404);
    assert.match(textOf((await dee.get(`${base}/log`)).text), /Account: van open naar gesloten/);
  });

  test('Cy, a mechanic and the owner of another shop set nothing', async () => {
    const cy = new Visitor(shop);
    assert.equal((await cy.get(`${base}/services`)).status, 303);
    assert.equal((await cy.post(`${base}/services/hand-wash`, { price_van: '1' })).status, 403);
    const there = textOf((await rival.get(`${base}/log`)).text);
    assert.doesNotMatch(there, /Polijsten/);
    const [, entry] = /href="\/desk\/settings\/log\/(\d+)"/.exec((await dee.get(`${base}/log`)).text);
    assert.equal((await rival.get(`${base}/log/${entry}`)).status, 404);
    const [token, value] = await rival.token(`${base}/services`);
    assert.notEqual((await rival.post(`${base}/log/${entry}/undo`, { [token]: value })).status, 303);
  });
});

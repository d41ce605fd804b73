// Every address of the desk, tried by Cy: without a session, with a forged one, with a forged form.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { ada, book, deskPath, freeStarts, pathOf, signInDee } from '../support/cast.mjs';
import { openShop } from '../support/shop.mjs';
import { Visitor } from '../support/visitor.mjs';
import { ask } from '../support/wire.mjs';

describe('strangers', () => {
  let shop, dee, booking, one;
  before(async () => {
    shop = await openShop();
    dee = await signInDee(shop);
    booking = await book(shop, (await freeStarts(shop))[0]);
    one = deskPath(booking.reference);
  });
  after(() => shop.close());

  const pages = () => ['/desk', '/desk/day', `/desk/day?date=${booking.start.slice(0, 10)}`, '/desk/week', '/desk/bookings/new', one, '/desk/blocks/new', '/desk/messages', '/desk/account', '/desk/account/second-factor',
    ...['', '/recipients', '/recipients/whatsapp', '/handovers', '/handovers/1', '/breaches', '/breaches/new', '/breaches/1', '/breaches/1/people', '/processing', '/processing.json', '/ledger'].map(each => `/desk/registers${each}`)];
  const changes = () => [`${one}/confirmation`, `${one}/cancellation`, `${one}/links?record=1`, `${one}/unlinking?record=1`, '/desk/bookings', '/desk/blocks',
    '/desk/blocks/1/removal', '/desk/messages/1/handling', '/desk/sessions/revocation',
    ...['password', 'sessions/revocation', 'second-factor', 'second-factor/confirmation', 'second-factor/removal', 'second-factor/recovery-codes'].map(each => `/desk/account/${each}`),
    ...['/recipients/whatsapp/facts', '/handovers', '/handovers/1/copies', '/breaches', '/breaches/1/facts', '/breaches/1/report', '/breaches/1/dismissal', '/breaches/1/telling'].map(each => `/desk/registers${each}`)];

  test('Cy is sent to the sign-in from every page of the desk, and shown nothing', async () => {
    for (const session of [undefined, 'x', 'A'.repeat(43), '../../etc/passwd', 'a'.repeat(5000)])
      for (const path of pages()) {
        const answer = await ask(shop, { path, headers: session ? { Cookie: `autojet_desk=${session}` } : {} });
        assert.equal(answer.status, 303, path);
        assert.match(answer.location, /^\/desk\/sign-in\?next=/);
        assert.ok(!answer.text.includes(ada.name));
      }
    const events = await ask(shop, { path: '/desk/events', headers: { Accept: 'text/event-stream' } });
    assert.equal(events.status, 401);
    assert.equal(events.json.code, 'not_signed_in');
  });

  test('Cy changes nothing, not even with a good form token', async () => {
    const cy = new Visitor(shop);
    const token = await cy.token('/desk/sign-in');
    for (const path of changes()) {
      const answer = await cy.post(path, [token, ['reason', 'because']]);
      assert.equal(answer.status, 401, path);
    }
    assert.match((await dee.get(one)).text, /\/confirmation"/);
  });

  test('pages that do not exist say no more to Cy than to anybody', async () => {
    for (const path of ['/desk/nothing', '/desk/bookings/', '/desk/setup/', '/desk/setup/guess', `/desk/setup/${'A'.repeat(22)}`])
      assert.equal((await ask(shop, { path })).status, 404, path);
  });

  test('a form without its token, or with another one, is refused everywhere', async () => {
    const manage = pathOf(booking.manage_url);
    const everywhere = [...changes(), '/desk/sign-in', '/desk/sign-out', shop.ownerLinks[0], '/en/contact', '/en/book', '/nl/book/review', '/book/details', `${manage}/cancellation`, `${manage}/time`];
    const [name] = await dee.token('/desk/blocks/new');
    const foreign = await new Visitor(shop).token('/en/contact');
    for (const path of everywhere)
      for (const fields of [[], [[name, '']], [[name, 'forged']], [[name, 'A'.repeat(86)]], [foreign]]) {
        const answer = await dee.post(path, fields);
        assert.equal(answer.status, 403, `${path} ${fields}`);
      }
    assert.equal((await dee.post('/en/contact', [await dee.token('/desk/blocks/new')], { Cookie: '' })).status, 403, 'no cookies');
    assert.equal((await dee.get(one)).status, 200, 'still signed in');
  });

  test('a form that another site sends is refused even with a good token', async () => {
    const token = await dee.token('/desk/blocks/new');
    for (const headers of [{ 'Sec-Fetch-Site': 'cross-site' }, { 'Sec-Fetch-Site': 'same-site' }, { Origin: 'https://evil.example' }, { Origin: 'null' }])
      assert.equal((await dee.post(`${one}/confirmation`, [token], headers)).status, 403, JSON.stringify(headers));
    assert.match((await dee.get(one)).text, /\/confirmation"/);
    assert.equal((await dee.post(`${one}/confirmation`, [token], { 'Sec-Fetch-Site': 'same-origin', Origin: shop.url })).status, 303);
  });

  test('a token from before the sign-in is worth nothing after it', async () => {
    const cy = new Visitor(shop);
    const token = await cy.token('/en/contact');
    cy.cookies.set('autojet_desk', dee.cookies.get('autojet_desk'));
    assert.equal((await cy.post('/desk/blocks', [token])).status, 403);
  });

  test('the owner link works once', async () => {
    const again = await new Visitor(shop).get(shop.ownerLinks[0]);
    assert.equal(again.status, 404);
    assert.doesNotMatch(again.text, /name="password"/);
  });

  test('signing out ends the session at the server', async () => {
    const bo = await staffMember('bo@autojet.example');
    const stolen = bo.cookies.get('autojet_desk');
    const page = await bo.get('/desk/day');
    assert.equal((await bo.submit(page, '/desk/sign-out')).status, 303);
    assert.equal((await ask(shop, { path: '/desk/day', headers: { Cookie: `autojet_desk=${stolen}` } })).status, 303);
  });

  test('after the sign-in only pages of this desk follow', async () => {
    await staffMember('eve@autojet.example');
    for (const next of ['https://evil.example/', '//evil.example', '/\\evil.example', '/desk/../en', 'javascript:alert(1)', '/desk/day\r\nX: y']) {
      const cy = new Visitor(shop);
      const page = await cy.get(`/desk/sign-in?next=${encodeURIComponent(next)}`);
      const token = await cy.token('/desk/sign-in');
      assert.equal(page.status, 200, next);
      const answer = await cy.post('/desk/sign-in', [token, ['email', 'eve@autojet.example'], ['password', 'a sentence for the desk'], ['next', next]]);
      assert.equal(answer.status, 303);
      assert.equal(answer.location, '/desk/day', next);
    }
  });

  test('an unknown address and a wrong password are told alike', async () => {
    const answers = [];
    for (const email of ['dee@autojet.example', 'nobody@autojet.example']) {
      const cy = new Visitor(shop);
      answers.push(await cy.submit(await cy.get('/desk/sign-in'), '/desk/sign-in', { email, password: 'not the password' }));
    }
    assert.deepEqual(answers.map(answer => answer.status), [401, 401]);
    const said = answers.map(answer => /role="alert"[^>]*>[^]*?<\//.exec(answer.text)?.[0]);
    assert.ok(said[0]);
    assert.equal(said[0], said[1]);
  });

  test('guessing passwords is stopped', async () => {
    const limited = await openShop({ limits: 'on' });
    try {
      await signInDee(limited);
      let answer;
      for (let n = 0; n < 40 && answer?.status !== 429; ++n) {
        const cy = new Visitor(limited);
        answer = await cy.submit(await cy.get('/desk/sign-in'), '/desk/sign-in', { email: 'dee@autojet.example', password: `guess ${n}` });
      }
      assert.equal(answer.status, 429);
    } finally {
      await limited.close();
    }
  });

  async function staffMember(email) {
    const made = shop.command('staff add', '--name', 'Bo', '--email', email, '--role', 'mechanic');
    assert.equal(made.code, 0, made.text);
    const link = /\/desk\/setup\/\S+/.exec(made.out)[0];
    const visitor = new Visitor(shop);
    const words = 'a sentence for the desk';
    const answer = await visitor.submit(await visitor.get(link), link, { password: words, password_again: words });
    assert.equal(answer.status, 303);
    return visitor;
  }
});

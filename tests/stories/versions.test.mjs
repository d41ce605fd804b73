// Versions of the policy: the owner changes it on the desk, visitors read it at addresses that stay.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { after, before, describe, test } from 'node:test';
import { ada, bookOnWebsite, signInDee } from '../support/cast.mjs';
import { outboxOf } from '../support/mail.mjs';
import { formsOf, textOf } from '../support/page.mjs';
import { addSecondShop, openShop, secondHost, until } from '../support/shop.mjs';
import { Visitor } from '../support/visitor.mjs';
import { ask } from '../support/wire.mjs';

const everybody = ['system_provider', 'whatsapp', 'authority'];

// As a browser sends a list of ticked boxes.
function fields(dee, token, ticked) {
  const form = new URLSearchParams([token, ...everybody.map(name => ['recipient', name]), ...ticked]);
  return Buffer.from(form.toString());
}

async function publish(dee, ticked) {
  const token = await dee.token('/desk/policy');
  await dee.post('/desk/policy/draft', Object.fromEntries([token]));
  const saved = await dee.post('/desk/policy/draft/choices', fields(dee, token, ticked));
  assert.equal(saved.status, 303, saved.text.slice(0, 400));
  const review = await dee.follow(saved);
  const done = await dee.submit(review, '/desk/policy/versions');
  assert.equal(done.status, 303, textOf(done.text));
  return review;
}

describe('versions of the policy', () => {
  let shop, dee, cy;
  before(async () => {
    shop = await openShop({ prepare: addSecondShop });
    dee = await signInDee(shop);
    cy = new Visitor(shop);
  });
  after(() => shop.close());

  test('W1 W2 W3 W4 W5: each shop shows its own facts, on the page in force and on the frozen one', async () => {
    const facts = {
      [shop.host]: ['AutoJet', 'Televisieweg 63', '1322 AJ', 'Almere', '95113479', 'NL005130382B90', '+31 6 13906099', 'info@autojetalmere.nl'],
      [secondHost]: ['Blink', 'Glansweg 1', '3511 AB', 'Utrecht', '12345678', 'NL005130382B90', '+31 30 2345678', 'hallo@blink.example'],
    };
    for (const [host, expected] of Object.entries(facts))
      for (const address of ['/en/privacy', '/nl/privacy', '/en/privacy/versions/2026-06-24', '/nl/privacy/versions/2026-06-24']) {
        const page = await ask(shop, { path: address, headers: { Host: host } });
        assert.equal(page.status, 200);
        const policy = page.text.slice(page.text.indexOf('<main'), page.text.indexOf('</main>'));
        for (const fact of expected) assert.ok(policy.includes(fact), `${host}${address}: ${fact}`);
        assert.ok(!policy.includes(host === secondHost ? 'Televisieweg' : 'Glansweg'), `${host}${address} shows another shop`);
        assert.match(textOf(policy), /book an appointment or get in touch|een afspraak maakt of contact/, 'W5');
      }
  });

  test('V1 V2: what the owner publishes is on the page at once, with its day, and the older one stays as it was', async () => {
    const before = await cy.get('/en/privacy/versions/2026-06-24');
    const review = await publish(dee, [['clause', 'vehicle_register']]);
    assert.match(textOf(review.text), /Nu ook: We zoeken je kenteken op bij de RDW/);
    const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Amsterdam' }).format(new Date());
    const latest = await cy.get('/en/privacy');
    assert.match(latest.text, /We look up your plate at the RDW/);
    assert.ok(latest.text.includes(`<time datetime="${today}">`), 'the day of the version');
    const after = await cy.get('/en/privacy/versions/2026-06-24');
    assert.match(after.text, /You are reading an earlier version/);
    const words = page => /<div class="prose">([^]*?)<p class="muted digest">/.exec(page.text)[1];
    assert.equal(words(after), words(before), 'not a word differs');
    const list = await cy.get('/en/privacy/versions');
    assert.ok(list.text.includes(`/en/privacy/versions/${today}`) && list.text.includes('/en/privacy/versions/2026-06-24'));
    assert.match(list.text, /Data now also goes to the vehicle register of the RDW/);
    const other = await ask(shop, { path: '/en/privacy', headers: { Host: secondHost } });
    assert.doesNotMatch(other.text, /RDW/, 'another shop decides for itself');
  });

  test('a frozen version comes as data with a fingerprint that anybody can compute', async () => {
    const list = (await ask(shop, { path: '/privacy/versions.json' })).json.versions;
    assert.equal(list.length, 2);
    assert.equal(list[0].in_force_until, null);
    assert.equal(list[1].in_force_until, list[0].in_force_from);
    for (const { version } of list) {
      const { json } = await ask(shop, { path: `/privacy/versions/${version}.json` });
      const parts = [json.version, json.model, ...Object.entries(json.prose).sort(([a], [b]) => (a < b ? -1 : 1)).flat()];
      const whole = parts.map(part => `${Buffer.byteLength(part)}:${part}\n`).join('');
      const sum = spawnSync('b2sum', ['-l', '256'], { input: whole, encoding: 'utf8' }).stdout.slice(0, 64);
      assert.equal(sum, json.digest.value, version);
    }
  });

  test('it may be kept by browsers, and is asked for again only by its tag', async () => {
    const page = await cy.get('/en/privacy/versions/2026-06-24');
    const again = await cy.get('/en/privacy/versions/2026-06-24', { 'If-None-Match': page.headers.get?.('etag') ?? page.headers.etag });
    assert.equal(again.status, 304);
  });

  test('the command line lists the versions and says the difference in plain words', async () => {
    const versions = shop.command('policy versions');
    assert.equal(versions.code, 0, versions.text);
    assert.match(versions.out, /^\d{4}-\d\d-\d\d {2}from .*in force {2}[0-9a-f]{64}\n2026-06-24 {2}from .* until /);
    const difference = shop.command('policy diff');
    assert.equal(difference.code, 0, difference.text);
    assert.match(difference.out, /^2026-06-24 -> \d{4}-\d\d-\d\d\nmore {3}Now also: We look up your plate/);
    const back = shop.command('policy diff', '--to', '2026-06-24', '--from', versions.out.slice(0, 10), '--language', 'nl');
    assert.match(back.out, /less {3}Niet meer: We zoeken je kenteken/);
    assert.notEqual(shop.command('policy diff', '--to', '2020-01-01').code, 0);
    assert.notEqual(shop.command('policy diff', '--to', 'draft').code, 0);
  });

  test('duty 11: every page with a form leads to the policy', async () => {
    const booking = await bookOnWebsite(new Visitor(shop), 'en');
    const pages = [booking.review, booking.page, await cy.get('/en/contact'), await cy.get('/nl/contact'), await cy.get('/en/book'), await cy.get(booking.manage)];
    let forms = 0;
    for (const page of pages) {
      forms += formsOf(page.text).length;
      assert.match(page.text, /href="\/(en|nl)\/privacy"/, page.asked.path);
    }
    assert.ok(forms >= 4, `${forms} forms seen`);
  });

  test('duty 16: every item of article 13 is told where data is collected', async () => {
    const page = textOf((await cy.get('/en/privacy')).text);
    const items = {
      'the controller': /AutoJet is responsible for what happens to your data/,
      'how to reach it': /info@autojetalmere\.nl/,
      'each purpose with its basis: contract': /To schedule your appointment and do the work performance of the contract P1/i,
      'contact': /To contact you about your appointment or your vehicle performance of the contract P2/i,
      'law': /To do what the law asks, such as accounting and tax legal obligation P3/i,
      'legitimate interest': /To improve our service legitimate interest: you can object P4/i,
      'the legitimate interest itself': /We look, for example, at which services are chosen often, and when/,
      'recipients': /The provider of our customer and booking system.*WhatsApp, a service of Meta.*The authorities/,
      'transfer outside the EEA': /may also use data outside Europe/,
      'how long, as a period': /24 months after the last appointment/,
      'how long, as a day': /gone by/,
      'access': /Access\. You hear which data/, 'correction': /Correction\./, 'deletion': /Deletion\./, 'restriction': /Restriction\./,
      'portability': /Taking your data with you/, 'objection': /You can also object/, 'withdrawing consent': /Withdrawing your consent/,
      'complaint to the authority': /complaint at any time with the Autoriteit Persoonsgegevens/,
      'whether one has to give it': /Each field says what it is for and whether you may skip it\. Without your name and a way to reach you we cannot make an appointment/,
      'no automated decision': /We leave no important decision about you to a computer/,
    };
    for (const [item, words] of Object.entries(items)) assert.match(page, words, item);
    const visitor = new Visitor(shop);
    const booking = await bookOnWebsite(visitor, 'en');
    assert.match(booking.review.text, /href="\/en\/privacy"/, 'one step away before anything is collected');
    const contact = await cy.get('/en/contact');
    for (const field of ['name', 'contact', 'message']) assert.match(contact.text, new RegExp(`id="${field}-why"`), `why ${field}`);
  });

  test('R4 duty 38: the right to object stands apart, before the first details are sent', async () => {
    for (const language of ['en', 'nl']) {
      const booking = await bookOnWebsite(new Visitor(shop), language);
      for (const page of [booking.review, await cy.get(`/${language}/contact`)]) {
        const own = /<section class="notice right-to-object"[^>]*>([^]*?)<\/section>/.exec(page.text);
        assert.ok(own, page.asked.path);
        assert.match(textOf(own[1]), language === 'en' ? /You can object.*Never with names/ : /Je kunt bezwaar maken.*Nooit met namen/);
        assert.match(own[1], /\/privacy#R4/);
      }
    }
  });

  test('V1 duty 18: people with older data are told by mail, in plain words', async () => {
    const visitor = new Visitor(shop);
    await bookOnWebsite(visitor, 'nl', { details: { email: ada.email } });
    await publish(dee, [['clause', 'vehicle_register'], ['clause', 'photos']]);
    const overview = await dee.get('/desk/policy');
    assert.match(textOf(overview.text), /Mensen inlichten/);
    const told = await dee.submit(overview, '/desk/policy/notice');
    assert.equal(told.status, 303);
    assert.match(textOf((await dee.get('/desk/policy')).text), /Begonnen/);
    const [mail] = await until(async () => {
      const found = (await outboxOf(shop)).filter(each => /Our privacy policy has changed/.test(each.headers + each.text));
      return found.length > 0 && found;
    }, 'the mail that tells');
    assert.equal(mail.to, ada.email);
    assert.match(mail.text, /Now also: We take photos of your vehicle[^]*YOU CAN OBJECT[^]*\/en\/privacy\/versions/);
    const list = await dee.get('/desk/policy/untold');
    assert.equal(list.status, 200);
  });

  test('two versions on one day have names of their own', async () => {
    const { versions } = (await ask(shop, { path: '/privacy/versions.json' })).json;
    assert.match(versions[0].version, /^\d{4}-\d\d-\d\d\.2$/);
    assert.equal((await cy.get(`/nl/privacy/versions/${versions[0].version}`)).status, 200);
    assert.equal((await cy.get(`/nl/privacy/versions/${versions[1].version}`)).status, 200);
  });
});

describe('a version that was tampered with', () => {
  test('V1: the server does not start on it', async () => {
    const shop = await openShop();
    try {
      await shop.stop();
      const changed = spawnSync('sqlite3', [`${shop.data}/autojet.db`, "UPDATE policy_prose SET words = replace(words, 'never', 'sometimes') WHERE file = 'en/who-else.md'"]);
      if (changed.error) return;
      assert.equal(changed.status, 0, String(changed.stderr));
      await assert.rejects(shop.start(), /not what was published/);
    } finally {
      await shop.close();
    }
  });
});

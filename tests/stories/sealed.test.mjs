// Canary values through every form; then the raw bytes of every file and of the log are searched for them.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { deskPath, freeStarts, pathOf, request, signInDee, startsOn } from '../support/cast.mjs';
import { outboxOf } from '../support/mail.mjs';
import { openShop, until } from '../support/shop.mjs';
import { contentsOf, tracesOf } from '../support/traces.mjs';
import { Visitor } from '../support/visitor.mjs';
import { ask, askRaw, postJson } from '../support/wire.mjs';

// Unique words that occur nowhere else, and a phone number and plate that nobody else has.
const canaries = {
  'the name of the website booking': 'Quibblewick Zanzibarov', 'its e-mail address': 'quibblewick@zanzibar-mail.example', 'its phone number': '+31687654321',
  'its phone number as typed': '0687654321', 'its plate': 'XVR-87-Z', 'its plate as typed': 'XVR87Z', 'its vehicle': 'Wartburg Knackwurst purpur', 'its message': 'Marzipanfroschlaich im Kofferraum',
  'the name of the API booking': 'Pimpernel Ottoschnack', 'the e-mail of the API booking': 'ottoschnack@pimpernel-post.example', 'the phone of the API booking': '+31698765432', 'the foreign plate': 'KYX-ZQ 7788',
  'the vehicle of the API booking': 'Trabant Himbeerquark', 'the message of the API booking': 'Bitte Schnurrbartwichse', 'the Idempotency-Key': 'idem-grimmelshausen-4711',
  'the name of the phone booking': 'Hortensia Blaukrautle', 'the phone of the phone booking': '+31612398745', 'the vehicle of the phone booking': 'Goggomobil Zwiebelgelb', 'the message of the phone booking': 'Kofferraumkatze namens Mozzarella',
  'the reason of the cancellation': 'Schraubenschluesselschnupfen', 'the name of the letter': 'Balthasar Quarkstrudel', 'the e-mail of the letter': 'quarkstrudel@balthasar-brief.example', 'the text of the letter': 'Nasenbaerparkplatz gesucht',
  "the owner's name": 'Deelinde Wuppdich', "the owner's e-mail": 'wuppdich@dee-owner.example', "the owner's password": 'Sesamkringel oeffne dich heute', "the mechanic's name": 'Bolko Schmiernippel', "the mechanic's e-mail": 'schmiernippel@bo-staff.example',
  'what was typed at a failed sign-in': 'eindringling@cy-stranger.example', 'the password that was wrong': 'Falschwortgestammel', 'the refused name': 'Abgewiesenia Fehlerhold', 'what stood in an unknown address': 'irrlaeuferpfad',
  'what stood in a query': 'fragezeichenanhang', 'a header': 'Kopfzeilenkuckuck', 'the slow body': 'Bummelbodenbrei', 'the losing name': 'Verlierina Zuspaet',
};
// 127.0.0.77 as text; the server itself is asked at 127.0.0.1.
const address = '127.0.0.77';

describe('personal data at rest', () => {
  let shop, cy;
  before(async () => {
    shop = await openShop();
    cy = new Visitor(shop, { from: address });
    const c = canaries;

    const dee = new Visitor(shop, { from: address });
    const link = shop.ownerLinks[0];
    const words = c["the owner's password"];
    const signedIn = await dee.submit(await dee.get(link), link, { name: c["the owner's name"], email: c["the owner's e-mail"], password: words, password_again: words });
    assert.equal(signedIn.status, 303);
    assert.equal(shop.command('staff add', '--name', c["the mechanic's name"], '--email', c["the mechanic's e-mail"]).code, 0);

    const time = await cy.get('/nl/book/time?service=hand-wash&size=small');
    const form = await cy.submit(time, '/book/details', { start: startsOn(time).at(-1) });
    const typed = { name: c['the name of the website booking'], email: c['its e-mail address'], phone: c['its phone number as typed'], plate: c['its plate as typed'], vehicle: c['its vehicle'], message: c['its message'] };
    const review = await cy.submit(form, '/book/review', typed);
    const booked = await cy.submit(review, '/nl/book');
    assert.equal(booked.status, 303);
    const manage = booked.location.replace(/\/booked$/, '');
    for (const path of [booked.location, manage, `${manage}/appointment.ics`]) assert.equal((await cy.get(path)).status, 200);
    await cy.submit(form, '/book/review', { ...typed, name: `${c['the refused name']}\u0007` });

    const starts = await freeStarts(shop, 'tyre-change');
    const wanted = request(starts[0], {
      customer: { name: c['the name of the API booking'], email: c['the e-mail of the API booking'], phone: c['the phone of the API booking'] },
      vehicle: { plate: c['the foreign plate'], country: 'D', description: c['the vehicle of the API booking'] }, message: c['the message of the API booking'],
    });
    const made = await postJson(shop, '/api/v1/bookings', wanted, { 'Idempotency-Key': c['the Idempotency-Key'], 'User-Agent': c['a header'], 'X-Forwarded-For': address });
    assert.equal(made.status, 201, made.text);
    const lost = await postJson(shop, '/api/v1/bookings', { ...wanted, customer: { ...wanted.customer, name: c['the losing name'] } });
    assert.equal(lost.status, 409);

    const asked = await dee.get(`/desk/bookings/new?service=check&size=small&date=${starts[4].slice(0, 10)}`);
    const taken = await dee.submit(asked, '/desk/bookings', {
      start: startsOn(asked).at(-1), name: c['the name of the phone booking'], phone: c['the phone of the phone booking'], email: '', plate: '', vehicle: c['the vehicle of the phone booking'], message: c['the message of the phone booking'],
    });
    assert.equal(taken.status, 303);
    assert.equal((await dee.follow(taken)).status, 200);
    const one = await dee.get(deskPath(made.json.reference));
    assert.equal((await dee.submit(one, '/cancellation', { reason: c['the reason of the cancellation'] })).status, 303);
    for (const path of [`/desk/day?date=${starts[0].slice(0, 10)}`, '/desk/week', pathOf(made.json.manage_url)]) assert.equal((await dee.get(path)).status, 200);

    const letter = await cy.submit(await cy.get('/nl/contact'), '/contact', { name: c['the name of the letter'], email: c['the e-mail of the letter'], phone: '', message: c['the text of the letter'] });
    assert.equal(letter.status, 303);
    assert.ok((await dee.get('/desk/messages')).text.includes(c['the text of the letter']));

    await cy.submit(await cy.get('/desk/sign-in'), '/desk/sign-in', { email: c['what was typed at a failed sign-in'], password: c['the password that was wrong'] });
    await cy.get(`/nl/${c['what stood in an unknown address']}?${c['what stood in a query']}=${c['what stood in a query']}`);
    await askRaw(shop, `POST /nl/contact HTTP/1.1\r\nHost: ${shop.host}\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 9000\r\n\r\n--x\r\nContent-Disposition: form-data; name="message"\r\n\r\n${c['the slow body']}`, { patience: 500 });
    await until(async () => (await outboxOf(shop)).length >= 3, 'the mails');
  });
  after(() => shop.close());

  // Everything on disk but the declared exception: the mail files of a shop without a mail server.
  async function searched() {
    const sources = await contentsOf(shop.data);
    for (const name of sources.keys()) if (name.startsWith('outbox/') && name.endsWith('.eml')) sources.delete(name);
    for (const [name, bytes] of await contentsOf(shop.keys)) sources.set(`keys/${name}`, bytes);
    sources.set('the log', Buffer.from(shop.log));
    return sources;
  }

  test('the search finds what is there to be found', async () => {
    const mails = await outboxOf(shop);
    assert.ok(mails.some(mail => mail.to === canaries['its e-mail address']));
    const sources = await searched();
    assert.ok(sources.has('autojet.db') && sources.has('autojet.db-wal') && sources.get('autojet.db').length > 0);
    const planted = new Map([['a plain file', Buffer.from('x Quibblewick y')], ['a wide file', Buffer.from('xQuibblewick', 'utf16le')],
      ['a base64 file', Buffer.from(Buffer.from('ab Quibblewick cd').toString('base64'))], ['a hex file', Buffer.from(Buffer.from('Quibblewick').toString('hex'))]]);
    assert.deepEqual(new Set(tracesOf({ it: 'Quibblewick' }, planted).map(line => line.replace(/ as .*/, ''))).size, 4);
    assert.ok(sources.get('autojet.db-wal').includes('tyre-change') || sources.get('autojet.db').includes('tyre-change'), 'plain columns are seen');
  });

  test('stands nowhere in the clear while the server runs', async () => {
    assert.deepEqual(tracesOf(canaries, await searched()), []);
  });

  test('no network address stands anywhere, in text or as bytes', async () => {
    const sources = await searched();
    assert.deepEqual(tracesOf({ 'the address of the client': address, 'the mapped address': `::ffff:${address}` }, sources), []);
    const [, , , last] = address.split('.').map(Number);
    for (const [name, content] of sources) {
      if (name.startsWith('keys/') || name.startsWith('autojet.db')) continue;  // random bytes: four may meet by chance
      assert.ok(!content.includes(Buffer.from([127, 0, 0, last])), name);
    }
  });

  test('the spool is empty', async () => {
    const names = [...(await contentsOf(shop.data)).keys()];
    assert.deepEqual(names.filter(name => name.startsWith('spool/')), []);
  });

  test('one-time links, sessions and form tokens are not stored as they are', async () => {
    const session = cy.cookies.get('autojet_form');
    assert.ok(session);
    const secrets = { 'the owner link': shop.ownerLinks[0].split('/').at(-1), 'the form cookie': session };
    const sources = await searched();
    sources.delete('the log');
    assert.deepEqual(tracesOf(secrets, sources), []);
  });

  test('a mail goes to its recipient alone', async () => {
    for (const mail of await outboxOf(shop)) {
      assert.ok([canaries['its e-mail address'], canaries['the e-mail of the API booking'], 'info@autojetalmere.nl'].includes(mail.to), mail.to);
      for (const [what, value] of Object.entries(canaries))
        if (/owner|mechanic|phone booking|plate|password|losing/.test(what)) assert.ok(!(mail.text + mail.headers).includes(value), `${what} in the mail to ${mail.to}`);
    }
  });

  test('stands nowhere in the clear after the server has stopped, and after it has started again', async () => {
    assert.equal((await shop.stop()).code, 0);
    assert.deepEqual(tracesOf(canaries, await searched()), []);
    await shop.start();
    assert.equal((await ask(shop, { path: '/readyz' })).status, 200);
    assert.deepEqual(tracesOf(canaries, await searched()), []);
  });
});

// A whole day: booked by phone, taken in, quoted and approved by link, gone over and agreed, ready, invoiced, paid by card,
// the till closed, the VAT return. What one room writes, the next one reads.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { ada, deskPath, freeStarts, book, pathOf, signInDee } from '../support/cast.mjs';
import { outboxOf } from '../support/mail.mjs';
import { textOf } from '../support/page.mjs';
import { png, sendFiles } from '../support/pictures.mjs';
import { publishClauses } from '../support/publishing.mjs';
import { dataFile, sqlite } from '../support/rows.mjs';
import { openShop, until } from '../support/shop.mjs';
import { Visitor } from '../support/visitor.mjs';

const calm = text => textOf(text).replaceAll('\u00a0', ' ');

describe('a whole day at the shop', () => {
  let shop, dee, order, invoice;
  before(async () => {
    shop = await openShop();
    dee = await signInDee(shop);
    const settings = await dee.get('/desk/accounts/settings');
    assert.equal((await dee.submit(settings, '/desk/accounts/settings', { iban: 'NL91ABNA0417164300', days: '14' })).status, 303);
    await publishClauses(dee, 'condition', 'photos', 'signature');
  });
  after(() => shop.close());

  const count = what => Number(sqlite(dataFile(shop), what));
  const moveTo = async to => assert.equal((await dee.submit(await dee.get(order), `${order}/state`, { to, to_for: '' })).status, 303, to);
  const change = async (end, fields = {}) => {
    const page = await dee.get(`${order}/quote`);
    const action = new RegExp(`action="([^"]*${end})"`).exec(page.text)?.[1];
    assert.ok(action, `no form to ${end}: ${textOf(page.text)}`);
    const answer = await dee.submit(page, action, fields);
    assert.equal(answer.status, 303, textOf(answer.text));
    return answer;
  };

  test('the booking becomes an order, and the calendar says that the car is here', async () => {
    const booking = await book(shop, (await freeStarts(shop))[0]);
    const made = await dee.submit(await dee.get(deskPath(booking.reference)), `/desk/orders/of/${booking.reference.replace('-', '')}`);
    assert.equal(made.status, 303, textOf(made.text));
    order = made.location;
    await moveTo('arrived');
    assert.equal(sqlite(dataFile(shop), 'SELECT state FROM work_order'), 'arrived');
  });

  test('it is taken in, as the published sentences allow', async () => {
    const intake = await dee.get(`${order}/intake`);
    assert.ok(!intake.text.includes('closed-clause'));
    const noted = await dee.submit(intake, `${order}/intake`, { odometer: '120000', fuel: '4', keys: '1', signed_on_paper: 'yes' });
    assert.equal(noted.status, 303, textOf(noted.text));
    const [, token] = await dee.token(`${order}/intake`);
    const sent = await sendFiles(dee, `${order}/photos`, { csrf_token: token, moment: 'intake' }, [['photos', png(40, 30)]]);
    assert.equal(sent.status, 303, textOf(sent.text));
    assert.equal(count('SELECT COUNT(*) FROM work_order_photo'), 1);
  });

  test('a quote goes out, and the customer approves it by its link', async () => {
    await change('/quote');
    await change('/lines', { description: 'Remblokken voor', price: '180,00', kind: 'labour' });
    await change('/sending', { language: 'nl' });
    const mail = await until(async () => (await outboxOf(shop)).find(one => /\/q\//.test(one.text)), 'the quote');
    assert.equal(mail.to, ada.email);
    const link = pathOf(/(http\S+\/q\/\S+)/.exec(mail.text)[1]);
    const person = new Visitor(shop);
    const page = await person.get(link);
    const lines = [...new Set([...page.text.matchAll(/name="(line\d+)"/g)].map(found => found[1]))];
    const review = await person.submit(page, `${link}/review`, Object.fromEntries(lines.map(line => [line, 'yes'])));
    assert.equal(review.status, 200, textOf(review.text));
    assert.equal((await person.submit(review, `${link}/answer`)).status, 303);
    await change('/resumption');
    assert.equal(sqlite(dataFile(shop), 'SELECT state FROM work_order'), 'in_progress');
  });

  test('more than ten per cent above it is agreed first, and written down', async () => {
    const line = { kind: 'part', description: 'Remschijf', quantity: '1', unit: 'C62', price: '95,00', vat: 'standard' };
    const refused = await dee.submit(await dee.get(order), `${order}/lines`, line);
    assert.equal(refused.status, 409);
    assert.match(calm(refused.text), /boven de afgesproken prijs/);
    await change('/price/consent', { amount: '400,00', words: 'Ada belde terug', via: 'by_phone' });
    assert.equal((await dee.submit(await dee.get(order), `${order}/lines`, line)).status, 303);
  });

  test('ready: one tap makes the invoice of what stands on the order', async () => {
    await moveTo('ready');
    const issued = await dee.submit(await dee.get(`${order}/quote`), order.replace('/desk/orders/', '/desk/invoices/of-order/'));
    assert.equal(issued.status, 303, textOf(issued.text));
    invoice = issued.location;
    assert.equal(sqlite(dataFile(shop), 'SELECT gross FROM accounts_invoice'), sqlite(dataFile(shop), 'SELECT SUM(unit_price * thousandths / 1000) FROM work_line'));
    assert.match(calm((await dee.get(invoice)).text), /Remschijf/);
    assert.equal((await dee.get(`${invoice}/pdf`)).headers['content-type'], 'application/pdf');
  });

  test('it is paid by card, and the car goes home', async () => {
    const payments = `/desk/payments/of/${invoice.split('/').pop()}`;
    const paid = await dee.submit(await dee.get(payments), payments, { means: 'card' });
    assert.equal(paid.status, 303, textOf(paid.text));
    assert.match(calm((await dee.get(invoice)).text), /Betaald/);
    await moveTo('collected');
    assert.equal(sqlite(dataFile(shop), 'SELECT COALESCE(SUM(debit - credit), 0) FROM journal_line WHERE account = 1300'), '0');
  });

  test('in the evening the till is counted, and the return of the quarter has the VAT of the day', async () => {
    const till = calm((await dee.get('/desk/till')).text);
    assert.match(till, /Kas/);
    const [tax, gross] = sqlite(dataFile(shop), "SELECT (SELECT SUM(credit - debit) FROM journal_line WHERE account = 1500) || ',' || (SELECT gross FROM accounts_invoice)").split(',');
    const vat = calm((await dee.get('/desk/accounts/vat')).text);
    assert.match(vat, /1a Leveringen en diensten belast met hoog tarief 1 boekingen/);
    const euros = cents => (Number(cents) / 100).toFixed(2).replace('.', ',');
    assert.ok(vat.includes(`€ ${euros(tax)}`), `${tax} of ${gross}: ${vat}`);
    assert.equal(sqlite(dataFile(shop), 'SELECT SUM(debit) - SUM(credit) FROM journal_line'), '0');
  });

  test('every look at Ada on that day is in the ledger, with its purpose', async () => {
    const looked = sqlite(dataFile(shop), "SELECT DISTINCT what FROM ledger WHERE actor LIKE 'staff:%'");
    for (const purpose of ['appointment', 'legal_duty']) assert.ok(looked.includes(purpose), looked);
  });
});

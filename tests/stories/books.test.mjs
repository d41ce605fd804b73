// The books, from outside: a quarter from its invoices to the VAT return, the till closed in the evening, deposits, parts
// credited, entries by hand, the files for the bookkeeper.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { ada, book, freeStarts, signInDee } from '../support/cast.mjs';
import { formsOf, linksOf, textOf } from '../support/page.mjs';
import { dataFile, sqlite } from '../support/rows.mjs';
import { openShop } from '../support/shop.mjs';
import { Visitor } from '../support/visitor.mjs';

const schemas = process.env.AUTOJET_SCHEMAS ?? path.join(import.meta.dirname, '../../../shared/xsd');
const amsterdam = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam' });
const today = amsterdam.format(new Date());
const [year, month] = today.split('-').map(Number);
const quarter = Math.ceil(month / 3);
const [lastYear, lastQuarter] = quarter === 1 ? [year - 1, 4] : [year, quarter - 1];
const inLastQuarter = `${lastYear}-${String(lastQuarter * 3 - 1).padStart(2, '0')}-10`;

describe('the books at the desk', () => {
  let shop, dee;
  before(async () => {
    shop = await openShop();
    dee = await signInDee(shop);
    const settings = await dee.get('/desk/accounts/settings');
    assert.equal((await dee.submit(settings, '/desk/accounts/settings', { iban: 'NL91ABNA0417164300', days: '14' })).status, 303);
  });
  after(() => shop.close());

  const walkIn = { description0: 'Lamp', price0: '121,00', vat0: 'standard', basis: 'including_vat', buyer_kind: 'consumer', name: 'Ada', means: 'cash', prepaid: '121', language: 'nl' };
  const issue = async (fields, address = '/desk/invoices/new') => {
    const made = await dee.submit(await dee.get(address), address.split('?')[0], fields);
    assert.equal(made.status, 303, textOf(made.text));
    return made.location;
  };
  const textAt = async address => textOf((await dee.get(address)).text);
  const ublOf = async url => (await dee.get(`${url}/ubl`)).text;
  const amount = (ubl, name) => new RegExp(`<cbc:${name} currencyID="EUR">([\\d.]+)<`).exec(ubl)?.[1];
  const numberOf = async url => /(C?\d{4}-\d{4})/.exec(await textAt(url))[1];

  test('what is sold and bought makes the return of the quarter, and each figure says what stands behind it', async () => {
    const first = await issue(walkIn);
    await issue({ ...walkIn, price0: '54,50', vat0: 'reduced', means: 'card', prepaid: '54,50' });
    const bought = await dee.submit(await dee.get('/desk/accounts/purchases/new'), '/desk/accounts/purchases/new',
      { day: today, document: 'INK-1', paid_from: '1100', account0: '4000', paid0: '60,50', rate0: 'standard' });
    assert.equal(bought.status, 303, textOf(bought.text));
    const page = await dee.get('/desk/accounts/vat');
    const said = textOf(page.text);
    assert.match(said, /Voorlopig/);
    assert.match(said, /1a Leveringen en diensten belast met hoog tarief 1 boekingen € 100 € 100,00 € 21 € 21,00/);
    assert.match(said, /1b Leveringen en diensten belast met laag tarief 1 boekingen € 50 € 50,00 € 4 € 4,50/);
    assert.match(said, /5a Verschuldigde btw € 25/);
    assert.match(said, /5b Voorbelasting 1 boekingen € 11 € 10,50/);
    assert.match(said, /Te betalen € 14/);
    const behind = await dee.get(linksOf(page.text).find(link => link.endsWith('/boxes/1a')));
    assert.ok(linksOf(behind.text).includes(first), 'it leads to the invoice');
    const csv = await dee.get(`/desk/accounts/vat/${year}-${quarter}/csv`);
    assert.match(csv.headers['content-type'], /text\/csv/);
    assert.match(csv.text, /^total,,,,,,,14\r$/m);
  });

  test('a quarter that is over is filed, booked and locked; what comes late goes into this one and says so', async () => {
    const buy = fields => dee.get('/desk/accounts/purchases/new').then(page => dee.submit(page, '/desk/accounts/purchases/new',
      { day: inLastQuarter, document: 'INK-2', paid_from: '1100', account0: '4500', paid0: '121', rate0: 'standard', ...fields }));
    assert.equal((await buy({})).status, 303);
    assert.match(await textAt('/desk/accounts/books'), new RegExp(`Doe btw-aangifte over kwartaal ${lastQuarter} ${lastYear}`));
    const address = `/desk/accounts/vat/${lastYear}-${lastQuarter}`;
    const page = await dee.get(address);
    assert.match(textOf(page.text), /Terug te krijgen € 21/);
    assert.equal((await dee.submit(page, '/settlement', {})).status, 422);
    const settled = await dee.submit(page, '/settlement', { sure: 'yes' });
    assert.equal(settled.status, 303, textOf(settled.text));
    assert.match(await textAt(address), /Ingediend en geboekt/);
    const late = await buy({ document: 'INK-3', paid0: '12100' });
    assert.equal(late.status, 303);
    assert.match(await textAt(address), /Terug te krijgen € 21/);
    const current = await textAt('/desk/accounts/vat');
    assert.match(current, new RegExp(`Over eerdere kwartalen, hier meegeteld Kwartaal ${lastQuarter} ${lastYear}`));
    assert.match(current, /suppletie/);
    assert.equal((await dee.submit(await dee.get(late.location), '/reversal', {})).status, 303);
    const twice = await dee.post(`${late.location}/reversal`, Object.fromEntries([await dee.token('/desk/accounts/entries/new')]));
    assert.equal(twice.status, 409);
    assert.doesNotMatch(await textAt('/desk/accounts/vat'), /suppletie/);
  });

  test('the till is counted in the evening, without JavaScript, and closed once', async () => {
    const page = await dee.get('/desk/till');
    assert.match(textOf(page.text), /Volgens de boeken moet er in zitten: € 121,00/);
    const count = (from, fields) => dee.post('/desk/till', formsOf(from.text).find(form => form.method === 'POST' && form.action === '/desk/till').filled(fields));
    const short = { n5000: '2', n1000: '2' };
    const summed = await count(page, { ...short, step: 'sum' });
    assert.equal(summed.status, 200);
    assert.match(textOf(summed.text), /Geteld: € 120,00 \. Verschil: € -1,00|Geteld: € 120,00 \. Verschil: -€ 1,00/);
    const asked = await count(page, short);
    assert.equal(asked.status, 422);
    assert.match(asked.text, /id="reason-error"/);
    assert.ok(asked.text.includes('name="n5000" data-worth="5000" inputmode="numeric" autocomplete="off" maxlength="6" value="2"'), 'the count is still there');
    const closed = await count(asked, { reason: 'wrong_change' });
    assert.equal(closed.status, 303, textOf(closed.text));
    const report = await textAt(closed.location);
    assert.match(report, /Geteld € 120,00/);
    assert.match(report, /Verkeerd wisselgeld/);
    assert.match(report, /Gepind op deze dag, om te vergelijken met de pinautomaat € 54,50/);
    assert.equal((await count(page, { counted: '120' })).status, 409);
    const refused = await dee.submit(await dee.get('/desk/invoices/new'), '/desk/invoices/new', walkIn);
    assert.equal(refused.status, 409);
    assert.match(textOf(refused.text), /kas van deze dag is/);
  });

  test('P3: a deposit on a booking is invoiced, and the final invoice takes it off, once', async () => {
    const booking = await book(shop, (await freeStarts(shop))[0]);
    const address = `/desk/invoices/of/${booking.reference.replace('-', '')}`;
    const deposit = await issue({ price0: '24,20', means: 'card', prepaid: '24,20' }, `${address}?charge=deposit`);
    assert.match(await textAt(deposit), /aanbetaling op werk dat nog komt\. Nog niet verrekend, zonder btw: € 20,00/);
    const number = await numberOf(deposit);
    const form = await dee.get(address);
    assert.ok(form.text.includes(`name="deposits" autocomplete="off" value="${number}"`), 'it is proposed');
    const final = await issue({ means: 'transfer' }, address);
    const ubl = await ublOf(final);
    assert.ok(ubl.includes(`Aanbetaling ${number}`));
    assert.equal(amount(ubl, 'AllowanceTotalAmount'), '20.00');
    assert.match(await textAt(deposit), /verrekend of gecrediteerd/);
    const again = await dee.submit(await dee.get('/desk/invoices/new'), '/desk/invoices/new', { ...walkIn, means: 'card', deposits: number });
    assert.equal(again.status, 409);
    assert.match(again.text, /id="deposits-error"/);
    const unknown = await dee.submit(await dee.get('/desk/invoices/new'), '/desk/invoices/new', { ...walkIn, means: 'card', deposits: '1999-0001' });
    assert.equal(unknown.status, 422);
    assert.equal((await dee.post(`${deposit}/credit`, Object.fromEntries([await dee.token('/desk/invoices/new')]))).status, 409, 'what was taken off is not credited');
  });

  test('parts of an invoice are credited, line by line, and never more than is left', async () => {
    const url = await issue({ ...walkIn, means: 'transfer', prepaid: '', description0: 'Olie', quantity0: '4', unit0: 'LTR', price0: '10', discount0: '4', description1: 'Arbeid', quantity1: '1,5', unit1: 'HUR', price1: '60', vat1: 'standard' });
    const ubl = await ublOf(url);
    assert.match(ubl, /InvoicedQuantity unitCode="LTR">4</);
    assert.match(ubl, /InvoicedQuantity unitCode="HUR">1.5</);
    const part = await dee.get(`${url}/credit/part`);
    const first = await dee.submit(part, '/credit/part', { quantity0: '1' });
    assert.equal(first.status, 303, textOf(first.text));
    assert.equal(amount(await ublOf(first.location), 'TaxInclusiveAmount'), '9.00');
    const over = await dee.submit(await dee.get(`${url}/credit/part`), '/credit/part', { quantity0: '3,5' });
    assert.equal(over.status, 409);
    assert.match(textOf(over.text), /niet zoveel meer over/);
    assert.equal((await dee.submit(part, '/credit/part', {})).status, 422);
    assert.equal((await dee.submit(part, '/credit/part', { quantity0: '-1' })).status, 422);
    const rest = await dee.submit(await dee.get(`${url}/credit/part`), '/credit/part', { quantity0: '3', quantity1: '1,5' });
    assert.equal(rest.status, 303, textOf(rest.text));
    assert.equal(amount(await ublOf(rest.location), 'TaxInclusiveAmount'), '117.00');
    assert.equal((await dee.submit(part, '/credit/part', { quantity1: '0,001' })).status, 409);
    const number = await numberOf(url);
    assert.equal(sqlite(dataFile(shop), `SELECT SUM(debit - credit) FROM journal_line WHERE account = 1300 AND document = '${number}'`), '0');
  });

  test('an entry by hand balances, has a reason, and is taken back by its mirror', async () => {
    const page = await dee.get('/desk/accounts/entries/new');
    const wrong = await dee.submit(page, '/entries/new', { reason: 'private', account0: '0520', debit0: '50', account1: '1100', credit1: '40' });
    assert.equal(wrong.status, 422);
    assert.match(textOf(wrong.text), /verschillen|gelijk/);
    const made = await dee.submit(page, '/entries/new', { reason: 'private', account0: '0520', debit0: '50', account1: '1100', credit1: '50' });
    assert.equal(made.status, 303, textOf(made.text));
    assert.match(await textAt('/desk/accounts/ledger/0520'), /€ 50,00/);
    const counter = await dee.submit(await dee.get(made.location), '/reversal', {});
    assert.equal(counter.status, 303);
    assert.match(await textAt(made.location), /Teruggedraaid door/);
    assert.match(await textAt('/desk/accounts/journal'), /Tegenboeking/);
  });

  test('the files of the year are those of the command line, and valid', async () => {
    for (const format of ['xaf', 'csv']) {
      const file = path.join(shop.folder, `books.${format}`), typed = path.join(shop.folder, `typed.${format}`);
      const answer = await dee.get(`/desk/accounts/years/${year}/${format}`);
      assert.equal(answer.status, 200);
      assert.match(answer.headers['content-disposition'], new RegExp(`${year}.${format}`));
      await writeFile(file, answer.bytes);
      assert.equal(shop.command('accounts export', '--format', format, '--year', `${year}`, '--out', typed).code, 0);
      assert.equal(await readFile(file, 'utf8'), await readFile(typed, 'utf8'), format);
      assert.doesNotMatch(await readFile(file, 'utf8'), /Ada/);
    }
    const schema = path.join(schemas, 'XmlAuditfileFinancieel3.2.xsd');
    if (existsSync(schema)) assert.equal(spawnSync('xmllint', ['--nonet', '--noout', '--schema', schema, path.join(shop.folder, 'books.xaf')]).status, 0);
  });

  test('the year is shown and is not closed before it is over', async () => {
    const said = await textAt(`/desk/accounts/years/${year}`);
    assert.match(said, /Proefbalans/);
    const preview = await dee.get(`/desk/accounts/years/${year}/closing`);
    assert.match(textOf(preview.text), /Staat in de weg/);
    assert.doesNotMatch(preview.text, /action="[^"]*closing"/);
  });

  test('a stranger sees nothing of the books', async () => {
    const cy = new Visitor(shop);
    for (const address of ['/desk/accounts/books', '/desk/till', '/desk/accounts/vat', '/desk/accounts/journal', '/desk/accounts/ledger/1300', `/desk/accounts/years/${year}/xaf`])
      assert.equal((await cy.get(address)).status, 303, address);
    assert.equal((await dee.post('/desk/till', { day: today, counted: '0' })).status, 403, 'without the token');
  });
});

describe('a shop under the small-business scheme without a VAT number', () => {
  test('issues invoices that are valid, outside VAT, under its KvK number', async () => {
    const shop = await openShop({ prepare: one => {
      const made = one.command('shop add', '--host', 'klein.example', '--url', 'http://klein.example', '--name', 'Klein', '--street', 'Steeg 1', '--postcode', '3511 AB', '--city', 'Utrecht',
        '--phone', '+31302345678', '--email', 'hallo@klein.example', '--kvk', '12345678');
      assert.equal(made.code, 0, made.text);
    } });
    try {
      const dee = await signInDee(shop, { link: shop.ownerLinks[1], host: 'klein.example' });
      const settings = await dee.get('/desk/accounts/settings');
      assert.equal((await dee.submit(settings, '/desk/accounts/settings', { days: '14', small_business: 'yes' })).status, 303);
      const page = await dee.get('/desk/invoices/new');
      const charged = await dee.submit(page, '/desk/invoices/new', { description0: 'Lamp', price0: '12,50', vat0: 'standard', means: 'card', prepaid: '12,50' });
      assert.equal(charged.status, 422, 'who charges VAT has a number');
      const made = await dee.submit(page, '/desk/invoices/new', { description0: 'Lamp', price0: '12,50', vat0: 'small_business', means: 'card', prepaid: '12,50' });
      assert.equal(made.status, 303, textOf(made.text));
      const ubl = (await dee.get(`${made.location}/ubl`)).text;
      assert.match(ubl, />VATEX-EU-O</);
      assert.match(ubl, /CompanyID schemeID="0106">12345678</);
      assert.doesNotMatch(ubl, /PartyTaxScheme/);
      const file = path.join(shop.folder, 'klein.xml'), schema = path.join(schemas, 'ubl-2.1/maindoc/UBL-Invoice-2.1.xsd');
      await writeFile(file, ubl);
      if (existsSync(schema)) assert.equal(spawnSync('xmllint', ['--nonet', '--noout', '--schema', schema, file]).status, 0);
      assert.equal((await new Visitor(shop, { host: 'klein.example' }).get('/nl/')).status, 200);
    } finally {
      await shop.close();
    }
  });
});

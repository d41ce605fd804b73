// Invoices, from outside: one tap from a booking, numbered without gaps whoever asks at once, as PDF and for machines.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { ada, book, freeStarts, signInDee } from '../support/cast.mjs';
import { textOf } from '../support/page.mjs';
import { dataFile, sqlite } from '../support/rows.mjs';
import { openShop, run } from '../support/shop.mjs';
import { Visitor } from '../support/visitor.mjs';

const schemas = path.join(import.meta.dirname, '../../../shared/xsd/ubl-2.1/maindoc');
const tool = (name, ...parameters) => spawnSync(name, parameters, { encoding: 'utf8' });

// What is wrong with the file, for xmllint; nothing where the schemas are not at hand.
function schemaTrouble(file, credit) {
  const schema = path.join(schemas, credit ? 'UBL-CreditNote-2.1.xsd' : 'UBL-Invoice-2.1.xsd');
  if (!existsSync(schema)) return '';
  const done = tool('xmllint', '--nonet', '--noout', '--schema', schema, file);
  return done.status === 0 ? '' : done.stderr;
}

describe('invoices at the desk', () => {
  let shop, dee, booking, starts;
  before(async () => {
    shop = await openShop();
    dee = await signInDee(shop);
    starts = await freeStarts(shop);
    booking = await book(shop, starts[0]);
  });
  after(() => shop.close());

  const ofBooking = one => `/desk/invoices/of/${one.reference.replace('-', '')}`;
  const walkIn = { description0: 'Lamp', price0: '12,50', vat0: 'standard', basis: 'including_vat', buyer_kind: 'consumer', name: '', means: 'cash', prepaid: '12.50', language: 'nl' };
  const issue = async (fields, address = '/desk/invoices/new') => dee.submit(await dee.get(address), address, fields);
  let url;

  test('P3: from a booking in one tap, with name and price filled in, and no plate', async () => {
    const page = await dee.get(`/desk/bookings/${booking.reference.replace('-', '')}`);
    assert.ok(page.text.includes(`href="${ofBooking(booking)}"`));
    const form = await dee.get(ofBooking(booking));
    assert.ok(form.text.includes(`value="${ada.name}"`), 'the name');
    assert.doesNotMatch(form.text, /GBB/);
    const made = await dee.submit(form, ofBooking(booking), {});
    assert.equal(made.status, 303, textOf(made.text));
    url = made.location;
    const issued = textOf((await dee.get(url)).text);
    assert.match(issued, new RegExp(`${new Date().getFullYear()}-0001`));
    assert.ok(issued.includes(ada.name));
    const again = await issue({}, ofBooking(booking));
    assert.equal(again.status, 409);
    assert.match(textOf(again.text), /heeft al een factuur/);
  });

  test('the PDF is sound and says what the UBL says', async () => {
    const pdf = path.join(shop.folder, 'invoice.pdf'), ubl = path.join(shop.folder, 'invoice.xml');
    const file = await dee.get(`${url}/pdf`);
    assert.match(file.headers['content-type'], /application\/pdf/);
    await writeFile(pdf, file.bytes);
    await writeFile(ubl, (await dee.get(`${url}/ubl`)).bytes);
    assert.equal(tool('qpdf', '--check', pdf).status, 0);
    const said = tool('pdftotext', '-layout', pdf, '-').stdout;
    const payable = /PayableAmount currencyID="EUR">([\d.]+)</.exec(await readFile(ubl, 'utf8'))[1];
    assert.ok(said.includes(`€${Number(payable).toFixed(2)}`), said);
    assert.ok(said.includes(ada.name));
    assert.equal(schemaTrouble(ubl, false), '');
  });

  test('it stands on the page of its customer with the day of its release', async () => {
    assert.equal(sqlite(dataFile(shop), `SELECT COUNT(*) FROM accounts_document d JOIN booking b ON b.person = d.person`), '1');
    assert.ok(textOf((await dee.get(url)).text).includes(`1 januari ${new Date().getFullYear() + 8}`));
  });

  test('what cannot be right is refused beside its field, and takes no number', async () => {
    for (const [wrong, words] of [
      [{ price0: '-5' }, /bedrag|amount/i], [{ price0: '99999999999999999999' }, /bedrag|amount/i], [{ quantity0: '0' }, /aantal/i], [{ quantity0: '-1' }, /aantal/i],
      [{ vat0: '17' }, /btw/i], [{ description0: '', price0: '' }, /regel/i], [{ vat_number: 'NL123' }, /btw-nummer/i], [{ discount: '500' }, /korting/i],
      [{ means: 'bitcoin' }, /aangeboden/], [{ basis: 'both' }, /aangeboden/], [{ buyer_kind: 'robot' }, /aangeboden/], [{ language: 'xx' }, /aangeboden/], [{ charge: 'gift' }, /aangeboden/],
      [{ vat0: 'small_business' }, /kleineondernemersregeling/], [{ vat_number: 'DE12' }, /btw-nummer/], [{ supplied_on: '2062-01-01' }, /twee jaar/],
      [{ vat0: 'reverse_charge', basis: 'excluding_vat' }, /btw|verleg/i], [{ name: 'BSN 111222333' }, /burgerservicenummer|BSN/i]]) {
      const refused = await issue({ ...walkIn, ...wrong });
      assert.equal(refused.status, 422, JSON.stringify(wrong) + textOf(refused.text));
      assert.match(refused.text, /class="error"/, JSON.stringify(wrong));
      const [field] = Object.keys(wrong);
      if (!['vat0', 'description0', 'name'].includes(field)) assert.match(refused.text, new RegExp(`id="${field}-error"`), JSON.stringify(wrong));
      assert.match(textOf(refused.text), words, JSON.stringify(wrong));
    }
    assert.equal(sqlite(dataFile(shop), 'SELECT last FROM invoice_series'), '1');
  });

  test('twenty-four at once get twenty-four numbers without a gap', async () => {
    const page = await dee.get('/desk/invoices/new');
    const made = await Promise.all(Array.from({ length: 24 }, () => dee.submit(page, '/desk/invoices/new', walkIn)));
    assert.ok(made.every(answer => answer.status === 303));
    const numbers = sqlite(dataFile(shop), 'SELECT number FROM accounts_document ORDER BY number').split('\n');
    assert.deepEqual(numbers, Array.from({ length: 25 }, (_, n) => `${new Date().getFullYear()}-${String(n + 1).padStart(4, '0')}`));
  });

  test('a credit note corrects it, once, and the booking may be invoiced anew', async () => {
    const credited = await dee.submit(await dee.get(url), `${url}/credit`, {});
    assert.equal(credited.status, 303, textOf(credited.text));
    assert.match(textOf((await dee.get(credited.location)).text), new RegExp(`C${new Date().getFullYear()}-0001`));
    const again = await dee.post(`${url}/credit`, Object.fromEntries([await dee.token('/desk/invoices/new')]));
    assert.equal(again.status, 409);
    assert.equal((await issue({}, ofBooking(booking))).status, 303);
  });

  test('thirty lines are invoiced without a script, and credited line by line until nothing is left', async () => {
    const address = '/desk/invoices/new';
    const typed = Object.fromEntries(Array.from({ length: 30 }, (_, n) => [
      [`description${n}`, `Onderdeel ${n}`], [`price${n}`, `${n + 1},03`], [`vat${n}`, n % 2 ? 'standard' : 'reduced'], [`unit${n}`, 'C62'], [`quantity${n}`, ''], [`discount${n}`, ''],
    ]).flat());
    const linesOf = page => [...page.text.matchAll(/ name="description\d+"/g)].length;
    let page = await dee.get(address);
    const early = Object.fromEntries(Object.entries(typed).filter(([name]) => Number(/\d+$/.exec(name)[0]) < linesOf(page)));
    while (linesOf(page) < 30) {
      const before = linesOf(page);
      page = await dee.submit(page, address, { ...(before < 5 ? early : {}), more_lines: 'yes' });
      assert.equal(page.status, 200, textOf(page.text));
      assert.ok(linesOf(page) > before, `${linesOf(page)}`);
      assert.ok(page.text.includes('value="Onderdeel 2"'), 'what was typed is still there');
    }
    const made = await dee.submit(page, address, { ...typed, basis: 'including_vat', buyer_kind: 'consumer', name: 'Ada', discount: '7,77', means: 'card', prepaid: '', language: 'nl' });
    assert.equal(made.status, 303, textOf(made.text));
    const issued = textOf((await dee.get(made.location)).text);
    assert.match(issued, /Onderdeel 0 .* Onderdeel 29 /);
    const gross = Number(sqlite(dataFile(shop), 'SELECT MAX(gross) FROM accounts_invoice'));
    assert.equal(gross, 30 * 31 / 2 * 100 + 30 * 3 - 777);
    const part = `${made.location}/credit/part`;
    for (const n of [29, 0, 7]) {
      const credited = await dee.submit(await dee.get(part), part, { [`quantity${n}`]: '1' });
      assert.equal(credited.status, 303, textOf(credited.text));
    }
    const stale = await dee.get(part);
    const rest = Object.fromEntries(Array.from({ length: 30 }, (_, n) => [`quantity${n}`, [29, 0, 7].includes(n) ? '' : '1']));
    const last = await dee.submit(stale, part, rest);
    assert.equal(last.status, 303, textOf(last.text));
    assert.equal(Number(sqlite(dataFile(shop), `SELECT SUM(gross) FROM accounts_invoice WHERE corrects = ${made.location.split('/').at(-1)}`)), gross);
    assert.equal(sqlite(dataFile(shop), `SELECT COALESCE(SUM(debit), 0) - COALESCE(SUM(credit), 0) FROM journal_line WHERE account = 1300 AND document = (SELECT number FROM accounts_document WHERE document = ${made.location.split('/').at(-1)})`), '0');
    assert.equal((await dee.submit(stale, part, rest)).status, 409, 'and never more');
    assert.doesNotMatch((await dee.get(made.location)).text, /credit\/part/);
  });

  test('a business of the customer is chosen, and nothing of it is typed again', async () => {
    const firm = { name: 'Taxi Cy B.V.', street: 'Stationsplein 3', postcode: '2011 LR', city: 'Haarlem', kvk: '87654321', vat: 'NL004495445B01', email: '', payment_days: '45' };
    const company = await dee.submit(await dee.get('/desk/companies/new'), '/desk/companies', firm);
    assert.equal(company.status, 303, textOf(company.text));
    const id = company.location.split('/').at(-1);
    const other = await book(shop, starts.at(-1));
    const form = ofBooking(other);
    assert.doesNotMatch((await dee.get(form)).text, /Taxi Cy/);
    const person = sqlite(dataFile(shop), 'SELECT person FROM booking ORDER BY booking DESC LIMIT 1');
    const joined = await dee.submit(await dee.get(`/desk/customers/${person}`), `/desk/customers/${person}/companies`, { company: id });
    assert.equal(joined.status, 303, textOf(joined.text));
    const page = await dee.get(form);
    assert.match(textOf(page.text), /Taxi Cy B\.V\. Stationsplein 3, 2011 LR Haarlem · KvK 87654321 · NL004495445B01/);
    const made = await dee.submit(page, form, { buyer_kind: id });
    assert.equal(made.status, 303, textOf(made.text));
    const ubl = (await dee.get(`${made.location}/ubl`)).text;
    for (const words of ['Taxi Cy B.V.', 'Stationsplein 3', '2011 LR', 'Haarlem', '87654321', 'NL004495445B01']) assert.ok(ubl.includes(words), words);
    assert.ok(!ubl.includes(ada.name), 'the business is the buyer');
    const due = /<cbc:DueDate>([\d-]+)</.exec(ubl)[1], issued = /<cbc:IssueDate>([\d-]+)</.exec(ubl)[1];
    assert.equal((Date.parse(due) - Date.parse(issued)) / 86_400_000, 45, 'its own days to pay');
    const unknown = await dee.submit(await dee.get('/desk/invoices/new'), '/desk/invoices/new', { ...walkIn, buyer_kind: '12345' });
    assert.equal(unknown.status, 409);
    assert.match(textOf(unknown.text), /Dit bedrijf staat er niet meer/);
    const fromItsPage = /href="(\/desk\/invoices\/new\?business=\d+)"/.exec((await dee.get(company.location)).text)[1];
    const filled = await dee.get(fromItsPage);
    assert.match(filled.text, new RegExp(`value="${id}" checked`));
    const walked = await dee.submit(filled, '/desk/invoices/new', { description0: 'Lamp', price0: '12,50', means: 'card' });
    assert.equal(walked.status, 303, textOf(walked.text));
    assert.match((await dee.get(`${walked.location}/ubl`)).text, /87654321/);
  });

  test('a stranger and Cy get nothing, and nothing is issued without the token', async () => {
    const cy = new Visitor(shop);
    for (const address of ['/desk/invoices/new', url, `${url}/pdf`, `${url}/ubl`, ofBooking(booking)]) assert.equal((await cy.get(address)).status, 303, address);
    assert.equal((await dee.post('/desk/invoices/new', walkIn)).status, 403);
  });

  test('the owner says what stands on invoices', async () => {
    const page = await dee.get('/desk/accounts/settings');
    const wrong = await dee.submit(page, '/desk/accounts/settings', { iban: 'NL92ABNA0417164300', days: '14' });
    assert.equal(wrong.status, 422);
    assert.match(wrong.text, /id="iban-error"/);
    assert.equal((await dee.submit(page, '/desk/accounts/settings', { iban: 'NL91ABNA0417164300', days: '30' })).status, 303);
    const transfer = await issue({ ...walkIn, means: 'transfer', prepaid: '' });
    assert.equal(transfer.status, 303, textOf(transfer.text));
    assert.match((await dee.get(`${transfer.location}/ubl`)).text, /NL91ABNA0417164300/);
  });
});

describe('invoices at the command line', () => {
  test('what cannot be exported is refused in words, and leaves nothing behind', async () => {
    const shop = await openShop();
    try {
      const dee = await signInDee(shop);
      const walkIn = { description0: 'Lamp', price0: '12,50', vat0: 'standard', means: 'cash', prepaid: '12,50' };
      assert.equal((await dee.submit(await dee.get('/desk/invoices/new'), '/desk/invoices/new', walkIn)).status, 303);
      const at = name => path.join(shop.folder, name), year = `${new Date().getFullYear()}`;
      const invoices = (...more) => shop.command('invoices export', '--format', 'ubl', ...more);
      const books = (...more) => shop.command('accounts export', '--format', 'xaf', ...more);
      const elsewhere = (...parameters) => run(...parameters.slice(0, 2), '--data', at('elsewhere'), ...parameters.slice(2));
      for (const done of [elsewhere('invoices', 'export', '--format', 'ubl', '--out', at('out')), elsewhere('accounts', 'export', '--format', 'xaf', '--year', year, '--out', at('x.xaf'))]) {
        assert.ok(done.code >= 64, done.text);
        assert.match(done.err, /holds no shop/);
      }
      assert.ok(!existsSync(at('elsewhere')), 'a folder that was not there is not made');
      await writeFile(at('file'), 'before');
      assert.match(invoices('--out', at('file')).err, /folder cannot be made/);
      for (const wrong of ['1999', '-5', '0', '99999999999', 'soon']) {
        assert.ok(invoices('--out', at('out'), '--year', wrong).code >= 64, wrong);
        assert.ok(books('--out', at('x.xaf'), '--year', wrong).code >= 64, wrong);
      }
      assert.match(books('--out', shop.folder, '--year', year).err, /file cannot be written/);
      assert.notEqual(books('--out', '/dev/full', '--year', year).code, 0);
      assert.deepEqual(['out', 'x.xaf', 'x.xaf.part'].filter(name => existsSync(at(name))), []);
      assert.equal(books('--out', at('file'), '--year', year).code, 0, 'while the server runs');
      assert.match(await readFile(at('file'), 'utf8'), /<\/auditfile>\s*$/);
      assert.ok(!existsSync(at('file.part')));
    } finally {
      await shop.close();
    }
  });

  test('every invoice of the demo shop is valid, and its PDF says the same', async () => {
    const shop = await openShop({ prepare: one => assert.equal(one.command('demo', '--bookings', '600', '--invoices', '120', '--seed', '7').code, 0) });
    try {
      const out = format => path.join(shop.folder, format);
      for (const format of ['ubl', 'pdf']) {
        const done = shop.command('invoices export', '--format', format, '--out', out(format));
        assert.equal(done.code, 0, done.err);
      }
      const names = await readdir(out('ubl'));
      assert.ok(names.length >= 120, `${names.length}`);
      assert.ok(names.some(name => name.startsWith('C')), 'credit notes too');
      for (const name of names) {
        const file = path.join(out('ubl'), name), pdf = path.join(out('pdf'), name.replace('.xml', '.pdf'));
        assert.equal(schemaTrouble(file, name.startsWith('C')), '', name);
        assert.equal(tool('qpdf', '--check', pdf).status, 0, name);
        const gross = /TaxInclusiveAmount currencyID="EUR">([\d.]+)</.exec(await readFile(file, 'utf8'))[1];
        const [euros, cents] = gross.split('.');
        const shown = `${euros.replace(/\B(?=(\d{3})+$)/g, '.')},${(cents ?? '').padEnd(2, '0')}`;
        assert.ok(tool('pdftotext', '-layout', pdf, '-').stdout.includes(shown), `${name}: ${shown}`);
      }
      const year = new Date().getFullYear(), xaf = path.join(shop.folder, 'books.xaf'), csv = path.join(shop.folder, 'books.csv');
      for (const [format, file] of [['xaf', xaf], ['csv', csv]]) {
        const done = shop.command('accounts export', '--format', format, '--year', `${year}`, '--out', file);
        assert.equal(done.code, 0, done.err);
      }
      const schema = path.join(schemas, '../../XmlAuditfileFinancieel3.2.xsd');
      if (existsSync(schema)) assert.equal(tool('xmllint', '--nonet', '--noout', '--schema', schema, xaf).status, 0);
      assert.doesNotMatch(await readFile(xaf, 'utf8'), /Voorbeeld Transport/);
      assert.ok((await readFile(csv, 'utf8')).split('\r\n').length > 200);
      assert.match(shop.command('accounts export', '--format', 'xaf', '--year', '1999', '--out', xaf).err, /Nothing was booked/);
      const verified = shop.command('ledger verify');
      assert.equal(verified.code, 0, verified.err);
      assert.match(shop.command('invoices export', '--format', 'ubl', '--out', out('ubl')).err, /not empty/);

      // As other profiles say it: who cannot be addressed by a network is left out of these.
      const peppol = names.filter(name => readFileSync(path.join(out('ubl'), name), 'utf8').includes('#urn:fdc:peppol.eu:2017:poacc:billing:3.0<'));
      assert.ok(peppol.length > 10 && peppol.length < names.length, `${peppol.length}`);
      for (const [profile, mark, expected] of [['nlcius', 'nen.nl:nlcius:v1.0', peppol], ['core', '>urn:cen.eu:en16931:2017<', names]]) {
        const done = shop.command('invoices export', '--format', 'ubl', '--profile', profile, '--out', out(profile));
        assert.equal(done.code, 0, done.err);
        assert.deepEqual((await readdir(out(profile))).sort(), expected.toSorted());
        for (const name of expected) {
          const file = path.join(out(profile), name);
          assert.equal(schemaTrouble(file, name.startsWith('C')), '', name);
          assert.ok(readFileSync(file, 'utf8').includes(mark), name);
        }
      }
      const mixed = shop.command('invoices export', '--format', 'pdf', '--profile', 'nlcius', '--out', out('mixed'));
      assert.match(mixed.err, /Only UBL has profiles/);
      assert.ok(!existsSync(out('mixed')));
    } finally {
      await shop.close();
    }
  });
});

// The long run: two thousand documents of the demo shop, every one valid by the schemas and sound as a PDF, with the same
// amounts on paper and for machines; the books of every year valid too. AUTOJET_LONG_INVOICES says how many.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { dataFile, sqlite } from '../support/rows.mjs';
import { openShop } from '../support/shop.mjs';

const wanted = Number(process.env.AUTOJET_LONG_INVOICES ?? 2000);
const schemas = process.env.AUTOJET_SCHEMAS ?? path.join(import.meta.dirname, '../../../shared/xsd');
const batch = 100;

const run = (name, parameters) => new Promise((resolve, reject) => {
  const child = spawn(name, parameters, { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '', complaints = '';
  child.stdout.on('data', part => (said += part));
  child.stderr.on('data', part => (complaints += part));
  child.on('error', reject);
  child.on('close', code => resolve({ code, said, complaints }));
});

// As many at once as there are cores.
async function each(things, work) {
  const left = [...things.entries()];
  await Promise.all(Array.from({ length: os.cpus().length }, async () => {
    for (let next = left.pop(); next; next = left.pop()) await work(next[1]);
  }));
}

const valid = (schema, files) => spawnSync('xmllint', ['--nonet', '--noout', '--schema', path.join(schemas, schema), ...files], { encoding: 'utf8', maxBuffer: 1 << 26 });
const found = (ubl, name) => [...ubl.matchAll(new RegExp(`<cbc:${name} currencyID="EUR">([\\d.]+)<`, 'g'))].map(one => one[1]);

function asPrinted(amount) {
  const [euros, cents] = amount.split('.');
  return `${euros.replace(/\B(?=(\d{3})+$)/g, '.')},${cents}`;
}

describe(`${wanted} documents of the demo shop`, () => {
  let shop, ubls, pdfs, names;
  before(async () => {
    shop = await openShop({ prepare: one => assert.equal(one.command('demo', '--bookings', String(wanted * 3), '--invoices', String(wanted), '--seed', '11').code, 0) });
    ubls = path.join(shop.folder, 'ubl');
    pdfs = path.join(shop.folder, 'pdf');
    for (const [format, out] of [['ubl', ubls], ['pdf', pdfs]]) {
      const done = shop.command('invoices export', '--format', format, '--out', out);
      assert.equal(done.code, 0, done.err);
    }
    names = await readdir(ubls);
  });
  after(() => shop.close());

  test('are as many as were asked for, of all kinds', () => {
    assert.ok(names.length >= wanted, `${names.length}`);
    const kinds = sqlite(dataFile(shop), 'SELECT DISTINCT kind FROM journal_entry ORDER BY kind').split('\n');
    for (const kind of ['bank', 'card', 'cash', 'credit_note', 'invoice']) assert.ok(kinds.includes(kind), kind);
  });

  test('every UBL is valid by the schema', { skip: !existsSync(schemas) && 'no schemas at hand' }, () => {
    for (const [schema, credit] of [['ubl-2.1/maindoc/UBL-Invoice-2.1.xsd', false], ['ubl-2.1/maindoc/UBL-CreditNote-2.1.xsd', true]]) {
      const files = names.filter(name => name.startsWith('C') === credit).map(name => path.join(ubls, name));
      assert.ok(files.length > 0, schema);
      for (let first = 0; first < files.length; first += batch) {
        const done = valid(schema, files.slice(first, first + batch));
        assert.equal(done.status, 0, done.stderr.split('\n').filter(line => !line.endsWith(' validates')).slice(0, 20).join('\n'));
      }
    }
  });

  test('every PDF is sound and shows the amounts of its UBL', async () => {
    await each(names, async name => {
      const pdf = path.join(pdfs, name.replace('.xml', '.pdf'));
      const checked = await run('qpdf', ['--check', pdf]);
      assert.equal(checked.code, 0, `${name}: ${checked.said}${checked.complaints}`);
      const ubl = await readFile(path.join(ubls, name), 'utf8');
      const text = (await run('pdftotext', ['-layout', pdf, '-'])).said;
      for (const amount of [...found(ubl, 'TaxInclusiveAmount'), ...found(ubl, 'PayableAmount'), ...found(ubl, 'TaxableAmount'), ...found(ubl, 'TaxAmount')])
        assert.ok(text.includes(asPrinted(amount)), `${name}: ${amount}\n${text}`);
    });
  });

  test('the books of every year are valid, balanced, and say what the UBLs say', async () => {
    const years = sqlite(dataFile(shop), 'SELECT DISTINCT year FROM journal_entry ORDER BY year').split('\n');
    for (const year of years) {
      const xaf = path.join(shop.folder, `${year}.xaf`);
      const done = shop.command('accounts export', '--format', 'xaf', '--year', year, '--out', xaf);
      assert.equal(done.code, 0, done.err);
      if (existsSync(schemas)) assert.equal(valid('XmlAuditfileFinancieel3.2.xsd', [xaf]).status, 0);
    }
    assert.equal(sqlite(dataFile(shop), 'SELECT count(*) FROM (SELECT 1 FROM journal_line GROUP BY shop, entry HAVING SUM(debit) <> SUM(credit))'), '0');
    let sum = 0;
    for (const name of names) {
      const gross = Math.round(Number(found(await readFile(path.join(ubls, name), 'utf8'), 'TaxInclusiveAmount')[0]) * 100);
      sum += name.startsWith('C') ? -gross : gross;
    }
    const booked = sqlite(dataFile(shop), "SELECT SUM(l.debit - l.credit) FROM journal_line l JOIN journal_entry e USING (shop, entry) WHERE e.kind IN ('invoice', 'credit_note') AND l.account = 1300");
    assert.equal(String(sum), booked);
  });
});

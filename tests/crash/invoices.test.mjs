// kill -9 while invoices are issued: numbers have no gap, what was acknowledged is there and in the books, and they balance.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signInDee } from '../support/cast.mjs';
import { formTo } from '../support/page.mjs';
import { dataFile, keyFile, sqlite } from '../support/rows.mjs';
import { openShop, until, wait } from '../support/shop.mjs';

const rounds = Number(process.env.AUTOJET_CRASH_ROUNDS ?? 20);
const clerks = 6;

// Issues, and now and then takes one back, until the server is gone; gathers what it has said yes to.
async function issue(dee, page, said) {
  const walkIn = n => ({ description0: 'Lamp', price0: `${10 + (n % 90)},25`, basis: 'including_vat', buyer_kind: 'consumer', name: '', means: 'cash', prepaid: n % 2 ? `${10 + (n % 90)},25` : '', language: 'nl' });
  const [, token] = formTo(page.text, '/desk/invoices/new').fields.find(([name]) => name === 'csrf_token');
  for (let n = 0; ; ++n) {
    try {
      const made = await dee.submit(page, '/desk/invoices/new', walkIn(n));
      assert.equal(made.status, 303, made.text);
      said.push(made.location);
      if (Math.random() > 0.2) continue;
      const credited = await dee.post(`${made.location}/credit`, { csrf_token: token });
      assert.equal(credited.status, 303, credited.text);
      said.push(credited.location);
    } catch (error) {
      if (error instanceof assert.AssertionError) throw error;
      return;
    }
  }
}

// 1..n in each series and year, as the series says.
function checkNumbers(file, what) {
  for (const line of sqlite(file, 'SELECT prefix, year, last FROM invoice_series').split('\n').filter(Boolean)) {
    const [prefix, year, last] = line.split('|');
    const numbers = sqlite(file, `SELECT number FROM accounts_document WHERE number LIKE '${prefix}${year}-%' ORDER BY length(number), number`).split('\n');
    assert.deepEqual(numbers, Array.from({ length: Number(last) }, (_, n) => `${prefix}${year}-${String(n + 1).padStart(4, '0')}`), what);
  }
}

const none = (file, sql, what) => assert.equal(sqlite(file, `SELECT count(*) FROM (${sql})`), '0', what);

function checkBooks(file, what) {
  none(file, 'SELECT 1 FROM journal_line GROUP BY shop, entry HAVING SUM(debit) <> SUM(credit)', `${what}: entries that do not balance`);
  none(file, 'SELECT 1 FROM journal_line l LEFT JOIN journal_entry e USING (shop, entry) WHERE e.entry IS NULL', `${what}: lines without an entry`);
  none(file, `SELECT 1 FROM accounts_document d LEFT JOIN journal_entry e ON e.shop = d.shop AND e.document = d.number AND e.kind IN ('invoice', 'credit_note')
    WHERE e.entry IS NULL`, `${what}: documents that are not in the books`);
  none(file, `SELECT 1 FROM journal_entry e LEFT JOIN accounts_document d ON d.shop = e.shop AND d.number = e.document
    WHERE e.kind IN ('invoice', 'credit_note') AND d.document IS NULL`, `${what}: entries about documents that are not there`);
  none(file, 'SELECT 1 FROM accounts_document d LEFT JOIN accounts_content c USING (shop, document) WHERE c.content IS NULL', `${what}: documents without content`);
}

test(`${rounds} times killed while issuing, numbers have no gaps and the books balance`, async () => {
  const shop = await openShop();
  try {
    const dee = await signInDee(shop);
    const all = [];
    for (let round = 0; round < rounds; ++round) {
      const said = [];
      const page = await dee.get('/desk/invoices/new');
      assert.equal(page.status, 200, page.text);
      const work = Array.from({ length: clerks }, () => issue(dee, page, said));
      await until(() => said.length > 0, 'the first invoice', 30_000);
      await wait(Math.random() * 400);
      await shop.kill();
      await Promise.all(work);
      await shop.start();
      const what = `round ${round}`;
      const file = dataFile(shop);
      assert.equal(sqlite(file, 'PRAGMA integrity_check'), 'ok', what);
      assert.equal(sqlite(keyFile(shop), 'PRAGMA integrity_check'), 'ok', what);
      checkNumbers(file, what);
      checkBooks(file, what);
      for (const url of said) {
        const pdf = await dee.get(`${url}/pdf`);
        assert.equal(pdf.status, 200, `${what}: ${url} is lost`);
        assert.ok(pdf.bytes.subarray(0, 5).equals(Buffer.from('%PDF-')), `${what}: ${url} opens`);
      }
      all.push(...said);
    }
    assert.ok(all.length >= rounds, `${all.length} documents were acknowledged`);
    assert.equal(new Set(all).size, all.length);
  } finally {
    await shop.close();
  }
});

// Payments, from outside: an invoice paid in two taps, in parts and in cash; what was wrong taken back; a reminder; and the
// bank, which is read only after the policy says so, and refuses what is broken, doubled or hostile.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { book, freeStarts, signInDee } from '../support/cast.mjs';
import { errorBeside, formTo, textOf } from '../support/page.mjs';
import { dataFile, sqlite } from '../support/rows.mjs';
import { openShop } from '../support/shop.mjs';
import { Visitor } from '../support/visitor.mjs';

const iban = 'NL91ABNA0417164300';
const walkIn = { description0: 'Lamp', price0: '12,34', vat0: 'standard', basis: 'including_vat', buyer_kind: 'consumer', name: 'Ada de Vries', means: 'transfer', prepaid: '', language: 'nl' };
const yesterday = () => new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);

const bankEntry = ({ amount, received = true, name = 'A. de Vries', text, reference = '' }) => {
  const role = received ? 'Dbtr' : 'Cdtr';
  return `<Ntry><Amt Ccy="EUR">${amount}</Amt><CdtDbtInd>${received ? 'CRDT' : 'DBIT'}</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>${yesterday()}</Dt></BookgDt>`
    + `<AcctSvcrRef>${reference}</AcctSvcrRef><NtryDtls><TxDtls><RltdPties><${role}><Nm>${name}</Nm></${role}><${role}Acct><Id><IBAN>NL69INGB0123456789</IBAN></Id></${role}Acct></RltdPties>`
    + `<RmtInf><Ustrd>${text}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>`;
};
const balance = (kind, amount) => `<Bal><Tp><CdOrPrtry><Cd>${kind}</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">${amount.toFixed(2)}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>${yesterday()}</Dt></Dt></Bal>`;
const bankFile = (lines, { account = iban, id = '1', head = '' } = {}) => {
  const sum = lines.reduce((all, line) => all + Number(line.amount) * (line.received === false ? -1 : 1), 0);
  return `<?xml version="1.0" encoding="UTF-8"?>${head}<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt><GrpHdr><MsgId>1</MsgId></GrpHdr><Stmt><Id>${id}</Id>`
    + `<Acct><Id><IBAN>${account}</IBAN></Id><Ccy>EUR</Ccy></Acct>${balance('OPBD', 1000)}${balance('CLBD', 1000 + sum)}${lines.map(bankEntry).join('')}</Stmt></BkToCstmrStmt></Document>`;
};

describe('payments at the desk', () => {
  let shop, dee;
  before(async () => {
    shop = await openShop();
    dee = await signInDee(shop);
    const settings = await dee.get('/desk/accounts/settings');
    assert.equal((await dee.submit(settings, '/desk/accounts/settings', { iban, days: '14' })).status, 303);
  });
  after(() => shop.close());

  const issue = async (changes = {}) => {
    const made = await dee.submit(await dee.get('/desk/invoices/new'), '/desk/invoices/new', { ...walkIn, ...changes });
    assert.equal(made.status, 303, textOf(made.text));
    const id = made.location.split('/').pop();
    return { id, invoice: made.location, url: `/desk/payments/of/${id}`, number: sqlite(dataFile(shop), `SELECT number FROM accounts_document WHERE document = ${id}`) };
  };
  const pay = async (one, values) => dee.submit(await dee.get(one.url), one.url, values);
  const debtors = () => sqlite(dataFile(shop), 'SELECT COALESCE(SUM(debit - credit), 0) FROM journal_line WHERE account = 1300');
  const takeIn = async (file, name = 'bank.xml') => {
    const form = formTo((await dee.get('/desk/bank')).text, '/desk/bank');
    const boundary = 'the-bank-file';
    const part = (head, value) => `--${boundary}\r\nContent-Disposition: form-data; ${head}\r\n\r\n${value}\r\n`;
    const body = part('name="csrf_token"', form.value('csrf_token'))
      + `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: application/xml\r\n\r\n${file}\r\n--${boundary}--\r\n`;
    return dee.post('/desk/bank', Buffer.from(body), { 'Content-Type': `multipart/form-data; boundary=${boundary}` });
  };

  test('from the invoice to "paid by card" in two taps', async () => {
    const one = await issue();
    const invoice = await dee.get(one.invoice);
    assert.ok(invoice.text.includes(`href="${one.url}"`), 'the first tap');
    const page = await dee.get(one.url);
    const card = formTo(page.text, one.url);
    assert.ok(card.buttons.some(button => button.value === 'card'), 'the second');
    const paid = await pay(one, { means: 'card' });
    assert.equal(paid.status, 303, textOf(paid.text));
    assert.match(textOf((await dee.get(one.invoice)).text), /Betaald/);
    assert.equal(debtors(), '0');
  });

  test('cash is rounded to five cents and the change is said', async () => {
    const one = await issue();
    const paid = await pay(one, { means: 'cash', given: '50' });
    assert.equal(paid.status, 303, textOf(paid.text));
    assert.match(textOf((await dee.follow(paid)).text), /Geef terug:\s*€\s*37,65/);
    assert.equal(sqlite(dataFile(shop), 'SELECT SUM(debit - credit) FROM journal_line WHERE account = 1000'), '1235');
    assert.equal(sqlite(dataFile(shop), 'SELECT SUM(debit - credit) FROM journal_line WHERE account = 4910'), '-1');
  });

  test('more than is open is refused beside its field, and parts make the whole', async () => {
    const one = await issue();
    const over = await pay(one, { amount: '12,35', means: 'card' });
    assert.equal(over.status, 422);
    assert.match(errorBeside(over.text, 'amount'), /meer dan er openstaat/);
    assert.match(textOf(over.text), /Open:\s*€\s*12,34/);
    assert.equal((await pay(one, { amount: '2,34', means: 'bank' })).status, 303);
    assert.match(textOf((await dee.get(one.url)).text), /Deels betaald/);
    assert.equal((await pay(one, { amount: '10,00', means: 'card' })).status, 303);
    assert.equal(debtors(), '0');
  });

  test('a form that is sent twice, even at once, is one payment', async () => {
    const one = await issue();
    const page = await dee.get(one.url);
    const answers = await Promise.all(Array.from({ length: 6 }, () => dee.submit(page, one.url, { amount: '5,00', means: 'card' })));
    assert.deepEqual(answers.map(answer => answer.status), Array(6).fill(303));
    assert.equal(debtors(), '734');
    assert.equal((await pay(one, { means: 'card' })).status, 303);
  });

  test('what was wrong is taken back by an entry of its own, and nothing is deleted', async () => {
    const one = await issue();
    await pay(one, { means: 'card' });
    const before = Number(sqlite(dataFile(shop), 'SELECT COUNT(*) FROM journal_entry'));
    const back = await dee.submit(await dee.get(one.url), '/reversal', { reason: 'wrong_means' });
    assert.equal(back.status, 303, textOf(back.text));
    assert.equal(Number(sqlite(dataFile(shop), 'SELECT COUNT(*) FROM journal_entry')), before + 1);
    const text = textOf((await dee.get(one.url)).text);
    assert.match(text, /is teruggedraaid/);
    assert.match(text, /anders betaald/);
    assert.equal(debtors(), '1234');
  });

  test('the list of open invoices says what the books say, and is a file too', async () => {
    const page = textOf((await dee.get('/desk/payments')).text);
    assert.match(page, /Klopt met de rekening debiteuren/);
    assert.match(page, /€\s*12,34/);
    const file = await dee.get('/desk/payments/open.csv');
    assert.match(file.headers['content-type'], /text\/csv/);
    const sum = file.text.trim().split('\r\n').slice(1).reduce((all, line) => all + Math.round(Number(line.split(',').pop()) * 100), 0);
    assert.equal(`${sum}`, debtors());
  });

  test('nobody is reminded before their time, and the reminder can be read beforehand', async () => {
    const starts = await freeStarts(shop);
    const booking = await book(shop, starts[0]);
    const address = `/desk/invoices/of/${booking.reference.replace('-', '')}`;
    const made = await dee.submit(await dee.get(address), address, { means: 'transfer', prepaid: '' });
    const url = `/desk/payments/reminders/of/${made.location.split('/').pop()}`;
    const page = await dee.get(url);
    assert.match(textOf(page.text), /nog te vroeg/);
    assert.match(textOf(page.text), /slipped your mind|ontschoten/);
    const [name, token] = await dee.token(url);
    assert.equal((await dee.post(url, { [name]: token, way: 'mail' })).status, 409);
    assert.equal(sqlite(dataFile(shop), 'SELECT COUNT(*) FROM payment_reminder'), '0');
    assert.equal((await dee.submit(page, '/pause', { reason: 'agreed' })).status, 303);
    assert.match(textOf((await dee.get(url)).text), /Gepauzeerd: We hebben een andere dag afgesproken/);
  });

  test('D0: the bank is closed until the owner has published the sentence', async () => {
    const page = await dee.get('/desk/bank');
    assert.match(textOf(page.text), /We lezen de bestanden van onze bank in/);
    assert.ok(!page.text.includes('name="file"'));
    const [name, token] = await dee.token('/desk/bank');
    const body = `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${token}\r\n--b\r\nContent-Disposition: form-data; name="file"; filename="b.xml"\r\n\r\n${bankFile([{ amount: '1.00', text: 'x' }])}\r\n--b--\r\n`;
    const refused = await dee.post('/desk/bank', Buffer.from(body), { 'Content-Type': 'multipart/form-data; boundary=b' });
    assert.ok(refused.status >= 400, `${refused.status}`);
    assert.equal(sqlite(dataFile(shop), 'SELECT COUNT(*) FROM bank_line'), '0');
    const review = await dee.submit(page, '/clauses/bank_lines');
    const draft = review.status === 303 ? await dee.follow(review) : review;
    const published = await dee.submit(draft, '/desk/policy/versions');
    assert.ok(published.status < 400, textOf(published.text));
    assert.ok((await dee.get('/desk/bank')).text.includes('name="file"'), 'and now it is open');
  });

  test('a hostile, broken or foreign file is refused wholly, with a reason', async () => {
    const good = bankFile([{ amount: '12.34', text: 'x' }]);
    const bomb = '<!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>';
    for (const [file, words] of [
      [bankFile([{ amount: '12.34', text: '&c;' }], { head: bomb }), /verklaart eigen dingen/],
      [bankFile([{ amount: '12.34', text: 'x' }], { head: '<!DOCTYPE x SYSTEM "file:///etc/passwd">' }), /verklaart eigen dingen/],
      [good.slice(0, -40), /stuk/], ['', /Kies een bestand/], ['<html></html>', /geen bankafschrift/],
      [`<Document>${'<a>'.repeat(50_000)}${'</a>'.repeat(50_000)}</Document>`, /stuk/],
      [bankFile([{ amount: '12.34', text: 'x' }], { account: 'NL69INGB0123456789' }), /andere bankrekening/],
      [good.replace('Ccy="EUR">12.34', 'Ccy="USD">12.34'), /andere munt/],
      [good.replace('>12.34<', '>12.35<'), /leiden niet/],
      [good.replace('>12.34<', '>1e9<'), /geen bedrag is/],
      [good.replace('>12.34<', '>99999999999999999999<'), /geen bedrag is/]]) {
      const refused = await takeIn(file);
      assert.equal(refused.status, 422, textOf(refused.text).slice(0, 400));
      assert.match(errorBeside(refused.text, 'file') ?? '', words);
    }
    const huge = await takeIn('x'.repeat(5 * 1024 * 1024)).catch(() => ({ status: 413 }));
    assert.ok([413, 422].includes(huge.status), `${huge.status}`);
    assert.equal(sqlite(dataFile(shop), 'SELECT COUNT(*) FROM bank_line'), '0');
  });

  test('a file counts once; what is certain is booked at once; the rest is explained, and taken back', async () => {
    const one = await issue();
    const lines = [{ amount: '12.34', text: `Factuur ${one.number}`, reference: 'A1' }, { amount: '9.50', received: false, name: 'De Bank', text: 'Kosten', reference: 'A2' }];
    const taken = await takeIn(bankFile(lines));
    assert.equal(taken.status, 303, textOf(taken.text));
    assert.match(taken.location, /new=2&known=0/);
    const again = await takeIn(bankFile(lines));
    assert.equal(again.status, 409);
    assert.match(errorBeside(again.text, 'file'), /al ingelezen/);
    const more = await takeIn(bankFile([...lines, { amount: '3.00', text: 'iets', reference: 'A3' }], { id: '2' }));
    assert.match(more.location, /new=1&known=2/);

    const page = await dee.get('/desk/bank');
    assert.match(textOf(page.text), /Alles boeken wat zeker is: 1/);
    assert.match((await dee.submit(page, '/desk/bank/certain')).location, /booked=1/);
    assert.match(textOf((await dee.get(one.url)).text), /Betaald via de bank/);

    const costs = sqlite(dataFile(shop), 'SELECT line FROM bank_line WHERE amount = -950');
    const url = `/desk/bank/lines/${costs}`;
    const wrong = await dee.submit(await dee.get(url), url, { account: '' });
    assert.equal(wrong.status, 422);
    assert.match(errorBeside(wrong.text, 'account'), /rest/);
    assert.equal((await dee.submit(await dee.get(url), url, { account: '4700' })).status, 303);
    assert.equal(sqlite(dataFile(shop), 'SELECT SUM(debit - credit) FROM journal_line WHERE account = 1100 AND entry IN (SELECT entry FROM payment WHERE bank_line IS NOT NULL)'), '284');
    assert.equal((await dee.submit(await dee.get(url), '/reversal', { reason: 'other' })).status, 303);
    assert.equal(sqlite(dataFile(shop), 'SELECT explained FROM bank_line WHERE amount = -950'), '0');
    assert.doesNotMatch(sqlite(dataFile(shop), 'SELECT hex(told) FROM bank_line'), new RegExp(Buffer.from('Factuur').toString('hex'), 'i'), 'sealed');
  });

  test('Cy and a form without its token get nothing', async () => {
    const one = await issue();
    const cy = new Visitor(shop);
    for (const address of ['/desk/payments', '/desk/payments/open.csv', '/desk/payments/reminders', one.url, '/desk/bank']) assert.equal((await cy.get(address)).status, 303, address);
    assert.equal((await cy.post(one.url, { amount: '1', means: 'card' })).status, 403);
    assert.equal((await dee.post(one.url, { amount: '1', means: 'card' })).status, 403);
  });
});

// The demo shop: what somebody sees who looks at a shop that has been at work for months, by the same rules as any shop.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { signInDee } from '../support/cast.mjs';
import { publishClauses } from '../support/publishing.mjs';
import { dataFile, sqlite } from '../support/rows.mjs';
import { openShop } from '../support/shop.mjs';

const fill = (made, ...more) => {
  const filled = made.command('demo', '--bookings', '300', '--invoices', '200', '--seed', '1', ...more);
  if (filled.code !== 0) throw new Error(filled.text);
};
const rows = (shop, sql) => sqlite(dataFile(shop), sql).split('\n').filter(Boolean).map(line => line.split('|'));
const count = (shop, sql) => Number(sqlite(dataFile(shop), sql));
const halfUp = (amount, by) => Math.floor((2 * amount + by) / (2 * by));

describe('the demo shop', () => {
  let shop, dee;
  before(async () => {
    shop = await openShop({ prepare: fill });
    dee = await signInDee(shop);
  });
  after(() => shop?.close());

  test('has work in every state, and every reason to wait', () => {
    const states = rows(shop, "SELECT DISTINCT state || COALESCE(' ' || waiting_for, '') FROM work_order").flat();
    for (const state of ['booked', 'arrived', 'in_progress', 'ready', 'collected', 'waiting parts', 'waiting approval', 'waiting customer'])
      assert.ok(states.includes(state), `${state}: ${states}`);
    for (const state of ['open', 'doing', 'done', 'skipped']) assert.ok(count(shop, `SELECT count(*) FROM work_task WHERE state = '${state}'`) > 0, state);
  });

  test('nothing has happened after now, and nothing before what came first', () => {
    assert.equal(count(shop, 'SELECT count(*) FROM work_order_step WHERE at_time > unixepoch()'), 0);
    assert.equal(count(shop, 'SELECT count(*) FROM work_order_step s JOIN work_order_step t USING (shop, work_order) WHERE t.step = s.step + 1 AND t.at_time < s.at_time'), 0);
    assert.equal(count(shop, 'SELECT count(*) FROM work_time WHERE started > unixepoch() OR ended > unixepoch()'), 0);
  });

  test('has quotes of each outcome', () => {
    const outcomes = rows(shop, `SELECT q.state, a.answer IS NOT NULL, SUM(l.work_line IS NULL AND NOT d.approved), SUM(NOT l.agreed_before AND d.approved)
      FROM quote q JOIN quote_line l USING (shop, quote) LEFT JOIN quote_answer a USING (shop, quote)
      LEFT JOIN quote_answer_line d ON d.shop = a.shop AND d.answer = a.answer AND d.line = l.line GROUP BY q.quote`)
      .map(([state, answered, refused, approved]) => answered === '0' ? state : Number(refused) === 0 ? 'approved' : Number(approved) === 0 ? 'refused' : 'in part');
    for (const outcome of ['sent', 'withdrawn', 'approved', 'in part', 'refused']) assert.ok(outcomes.includes(outcome), `${outcome}: ${outcomes}`);
    assert.ok(count(shop, 'SELECT count(*) FROM quote WHERE version = 2') > 0, 'a second version');
  });

  test('the invoices of orders say what their lines say', () => {
    const lines = new Map();
    for (const [order, basis, thousandths, price, discount, vat] of rows(shop, `SELECT w.work_order, w.basis, l.thousandths, l.unit_price, l.discount, l.vat
        FROM work_order w JOIN work_line l USING (shop, work_order)`)) {
      const one = lines.get(order) ?? { basis, nets: {} };
      one.nets[vat] = (one.nets[vat] ?? 0) + halfUp(thousandths * price, 1000) - discount;
      lines.set(order, one);
    }
    const kept = new Map(rows(shop, "SELECT work_order, amount FROM work_order_price WHERE how = 'absorbed'"));
    const rate = { standard: 21, reduced: 9, reverse_charge: 0 };
    const deposited = "(SELECT count(*) FROM accounts_invoice o WHERE o.booking = i.booking AND o.corrects IS NULL) > 1";
    const invoiced = rows(shop, `SELECT v.work_order, i.gross FROM work_order_invoice v JOIN accounts_invoice i ON i.document = v.document WHERE NOT ${deposited}`);
    assert.ok(invoiced.length > 60, `${invoiced.length}`);
    const bases = new Set();
    for (const [order, gross] of invoiced) {
      const { basis, nets } = lines.get(order);
      bases.add(basis);
      let sum = 0;
      for (const [vat, net] of Object.entries(nets)) sum += basis === 'including_vat' ? net : net + halfUp(net * rate[vat], 100);
      if (kept.has(order)) sum = Math.min(sum, Number(kept.get(order)));
      assert.equal(Number(gross), sum, `order ${order}, ${basis}`);
    }
    assert.deepEqual([...bases].sort(), ['excluding_vat', 'including_vat']);
  });

  test('somebody came without an appointment, something became dearer, and the shop paid for some of it', () => {
    assert.ok(count(shop, "SELECT count(*) FROM work_order WHERE booking IS NULL AND state = 'collected'") > 0);
    for (const how of ['at_desk', 'by_phone', 'absorbed', 'quote']) assert.ok(count(shop, `SELECT count(*) FROM work_order_price WHERE how = '${how}'`) > 0, how);
  });

  test('what is confirmed is planned on somebody, and each mechanic has work', () => {
    assert.equal(count(shop, `SELECT count(*) FROM booking b WHERE status = 'confirmed' AND NOT EXISTS
      (SELECT 1 FROM booking_plan p WHERE p.booking = b.booking AND p.account IS NOT NULL)`), 0);
    assert.ok(count(shop, 'SELECT count(DISTINCT account) FROM booking_plan') >= 3);
    assert.ok(count(shop, "SELECT count(*) FROM booking WHERE status = 'cancelled'") > 0);
  });

  test('has open items with reminders, days of the till that are closed, and balanced books', () => {
    assert.ok(count(shop, 'SELECT count(*) FROM payment_reminder') > 0);
    assert.ok(count(shop, 'SELECT count(*) FROM journal_till') > 0);
    assert.equal(count(shop, 'SELECT count(*) FROM (SELECT 1 FROM journal_line GROUP BY shop, entry HAVING SUM(debit) <> SUM(credit))'), 0);
  });

  test('the desk shows it: the week, the board, and figures with something in each', async () => {
    const names = (await dee.get('/desk/orders')).text;
    assert.ok((names.match(/href="\/desk\/orders\/[0-9A-Z]{8}"/g) ?? []).length >= 8);
    assert.match((await dee.get('/desk/week')).text, /\/desk\/bookings\/[0-9A-Z]{8}/);
    const last = new Date(Date.now() - 30 * 86_400_000);
    const quarter = `${last.getUTCFullYear()}-Q${Math.floor(last.getUTCMonth() / 3) + 1}`;
    const figures = await dee.get(`/desk/figures?period=${quarter}`);
    assert.equal(figures.status, 200);
    assert.doesNotMatch(figures.text, /empty-chart/);
    assert.match(figures.text, /<dl class="key-figures">/);
    assert.ok((await dee.get(`/desk/figures/services?period=${quarter}`)).text.trim().split('\r\n').length > 4);
  });

  test('it can be backed up, with all that refers to each other', () => {
    const done = shop.command('backup', '--out', `${shop.folder}/backups`);
    assert.equal(done.code, 0, done.err);
  });

  test('the same seed books the same', async () => {
    const other = await openShop({ prepare: fill });
    try {
      const booked = one => sqlite(dataFile(one), 'SELECT service, size, start_time, price_cents FROM booking ORDER BY 3, 1, 4, 2');
      assert.equal(booked(other), booked(shop));
    } finally {
      await other.close();
    }
  });

  test('what the shop sees for itself is noted only once it has published that', async () => {
    assert.ok(count(shop, 'SELECT count(keys) FROM work_order_intake') > 50);
    assert.equal(count(shop, 'SELECT count(odometer) + count(fuel) FROM work_order_intake'), 0);
    await publishClauses(dee, 'condition');
    await shop.stop();
    fill(shop);
    assert.ok(count(shop, 'SELECT count(odometer) FROM work_order_intake') > 50);
    assert.ok(count(shop, 'SELECT count(*) FROM work_order_mark') > 0);
  });
});

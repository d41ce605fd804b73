// Every promise of the policy and every duty of the law, with what shows that it is kept; and what happens when one is not.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { after, before, describe, test } from 'node:test';
import { book, deskPath, freeStarts, signInDee } from '../support/cast.mjs';
import { dataFile, sqlite } from '../support/rows.mjs';
import { openShop } from '../support/shop.mjs';
import { ask } from '../support/wire.mjs';

const promises = ['W1', 'W2', 'W3', 'W4', 'W5', 'D0', 'D1', 'D2', 'D3', 'D4', 'D5', 'D6', 'P1', 'P2', 'P3', 'P4', 'K1', 'K2', 'K3',
  'S1', 'S2', 'S3', 'S4', 'S5', 'C1', 'C2', 'T1', 'R1', 'R2', 'R3', 'R4', 'R5', 'R6', 'R7', 'R8', 'X1', 'X2', 'V1', 'V2'];
const duties = Array.from({ length: 50 }, (_, n) => String(n + 1));

function change(shop, sql) {
  const done = spawnSync('sqlite3', ['-batch', '-cmd', '.timeout 5000', dataFile(shop), sql], { encoding: 'utf8' });
  assert.equal(done.status, 0, done.stderr);
}
const prove = shop => {
  const done = shop.command('policy prove', '--json');
  return { code: done.code, proof: JSON.parse(done.out.slice(done.out.indexOf('{'))) };
};

describe('the proof', () => {
  let shop, dee;
  before(async () => {
    shop = await openShop();
    dee = await signInDee(shop);
  });
  after(() => shop.close());

  test('duty 6: lists every promise and every duty with code, test and what was seen; a fresh installation fails none', () => {
    const { code, proof } = prove(shop);
    assert.equal(code, 0, JSON.stringify([...proof.promises, ...proof.duties].filter(row => row.verdict === 'fails')));
    assert.deepEqual(proof.promises.map(row => row.number), promises);
    assert.deepEqual(proof.duties.map(row => row.number), duties);
    for (const row of [...proof.promises, ...proof.duties]) {
      assert.ok(row.title.length > 3, row.number);
      assert.ok(row.enforced.length > 0 && row.tests.length > 0 && row.observed.length > 0, row.number);
      assert.match(row.checked, /^20\d\d-/, row.number);
      assert.ok(['holds', 'not_yet_due'].includes(row.verdict), row.number);
    }
    assert.ok(proof.promises.some(row => row.verdict === 'not_yet_due'), 'there is no backup to judge yet');
  });

  test('the page shows them in both languages, and the same to programs', async () => {
    for (const [language, word] of [['en', 'Holds'], ['nl', 'Klopt']]) {
      const page = await ask(shop, { path: `/${language}/privacy/proof` });
      assert.equal(page.status, 200);
      for (const number of promises) assert.ok(page.text.includes(`id="proof-${number}"`), number);
      for (const number of duties) assert.ok(page.text.includes(`id="duty-${number}"`), number);
      assert.ok(page.text.includes(word));
    }
    const json = await ask(shop, { path: '/privacy/proof.json' });
    assert.deepEqual(json.json.promises.map(row => row.number), promises);
  });

  test('S4: who may write through WhatsApp is told of Meta first, and nobody else is written to there', async () => {
    for (const [language, meta] of [['en', /WhatsApp belongs to Meta/], ['nl', /WhatsApp is van Meta/]]) {
      const page = await ask(shop, { path: `/${language}/contact` });
      assert.match(page.text, /https:\/\/wa\.me\/31613906099/);
      assert.match(page.text, meta);
      assert.ok(page.text.includes(`/${language}/privacy#S4`));
    }
    const booking = await book(shop, (await freeStarts(shop))[3]);
    const page = await dee.get(deskPath(booking.reference));
    assert.equal(page.status, 200);
    assert.ok(!page.text.includes('wa.me'), 'Ada came through the website');
  });

  test('a ledger that somebody altered fails, is told to the desk, and ends the command with 1', async () => {
    const [start] = await freeStarts(shop);
    await book(shop, start);
    await dee.get(`/desk/day?date=${start.slice(0, 10)}`);
    assert.match(shop.command('ledger verify').out, /[1-9]\d* entries/);
    assert.equal(prove(shop).code, 0);
    change(shop, "UPDATE ledger SET actor = 'staff:1' WHERE sequence = 1");
    const { code, proof } = prove(shop);
    assert.equal(code, 1);
    assert.equal(proof.promises.find(row => row.number === 'T1').verdict, 'fails');
    assert.notEqual(shop.command('ledger verify').code, 0);
    assert.match((await dee.get('/desk/week')).text, /belofte van ons privacybeleid|promise of our privacy policy/);
    assert.equal(sqlite(dataFile(shop), "SELECT verdict FROM proof_observation WHERE observer = 'ledger'"), 'fails');
  });

  test('an overdue record fails, and holds again once the sweep has passed', () => {
    // A message that is thirteen months old, as if the sweep had never run.
    change(shop, "INSERT INTO repeated_request VALUES (1, x'00', x'00', 1, 1000)");
    const { code, proof } = prove(shop);
    assert.equal(code, 1);
    assert.equal(proof.promises.find(row => row.number === 'K1').verdict, 'fails');
    change(shop, 'DELETE FROM repeated_request');
    assert.equal(prove(shop).proof.promises.find(row => row.number === 'K1').verdict, 'holds');
  });
});

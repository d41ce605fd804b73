// kill -9 in the middle of the sweep that forgets customers: it goes on where it was, and touches nobody whose time is
// not over (policy K2, duty 28).
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { ada, book, deskPath, freeStarts, signInDee } from '../support/cast.mjs';
import { dataFile, keyFile, sqlite } from '../support/rows.mjs';
import { openShop, until, wait } from '../support/shop.mjs';

const rounds = Number(process.env.AUTOJET_CRASH_ROUNDS ?? 50) > 20 ? 12 : 6;
const people = 600;
const threeYears = 3 * 365 * 86_400;

// As if everything in the shop had happened three years ago.
function makeOld(shop) {
  const done = spawnSync('sqlite3', ['-batch', dataFile(shop), `
    UPDATE booking SET start_time = start_time - ${threeYears}, end_time = end_time - ${threeYears}, created = created - ${threeYears};
    UPDATE person SET created = created - ${threeYears};
    UPDATE claim SET quantum = quantum - ${threeYears / 300};`], { encoding: 'utf8' });
  assert.equal(done.status, 0, done.stderr);
}

const count = (shop, table, where = '1') => Number(sqlite(dataFile(shop), `SELECT count(*) FROM ${table} WHERE ${where}`));
// Of people: businesses have keys of the same class, and stay.
const keys = shop => Number(sqlite(keyFile(shop), "SELECT count(*) FROM person_key WHERE retention = 'customer'")) - count(shop, 'company');

test(`${rounds} times killed, the sweep of ${people} customers ends right`, async () => {
  const shop = await openShop({ prepare: async made => {
    const filled = made.command('demo', '--bookings', String(people));
    assert.equal(filled.code, 0, filled.text);
    makeOld(made);
  } });
  try {
    const dee = await signInDee(shop);
    const [start] = await freeStarts(shop);
    const fresh = await book(shop, start);
    const old = `created < ${Math.floor(Date.now() / 1000) - threeYears / 2}`;
    for (let round = 0; round < rounds && count(shop, 'person', old) > 0; ++round) {
      await wait(Math.random() * 300);
      await shop.kill();
      for (const file of [dataFile(shop), keyFile(shop)]) assert.equal(sqlite(file, 'PRAGMA integrity_check'), 'ok');
      assert.equal(sqlite(dataFile(shop), `SELECT count(*) FROM booking b WHERE NOT EXISTS
        (SELECT 1 FROM person p WHERE p.shop = b.shop AND p.person = b.person)`), '0', 'bookings of nobody');
      assert.ok(keys(shop) <= count(shop, 'person'), 'a key is gone before its row');
      await shop.start();
    }
    await until(() => count(shop, 'person', old) === 0, 'the end of the sweep', 60_000);
    for (const table of ['person', 'booking']) assert.equal(count(shop, table), 1, table);
    assert.equal(keys(shop), 1);
    assert.equal(sqlite(dataFile(shop), 'SELECT count(*) FROM claim c WHERE NOT EXISTS (SELECT 1 FROM booking b WHERE b.booking = c.holder)'), '0');
    const page = await dee.get(deskPath(fresh.reference));
    assert.equal(page.status, 200);
    assert.ok(page.text.includes(ada.name), 'somebody whose time is not over');
  } finally {
    await shop.close();
  }
});

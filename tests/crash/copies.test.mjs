// kill -9 in the middle of a backup, a restore, a change of the master key: each goes on and ends right.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { ada, book, freeStarts, pathOf } from '../support/cast.mjs';
import { backupsIn, elsewhere, letYearsPass, newestIn, outOf } from '../support/copies.mjs';
import { dataFile, keyFile, sqlite } from '../support/rows.mjs';
import { binary, openShop, run, until } from '../support/shop.mjs';
import { ask } from '../support/wire.mjs';

const rounds = Number(process.env.AUTOJET_COPIES_ROUNDS ?? 15);
const people = 1500;
let shop, booking, usual;

// Runs the command until it ends or the time is over; then it is killed. True when it ended by itself, well.
function perform(parameters, milliseconds) {
  return new Promise((resolve, reject) => {
    const begun = performance.now();
    const child = spawn(binary, parameters, { stdio: ['ignore', 'ignore', 'pipe'] });
    let trouble = '';
    child.stderr.on('data', text => (trouble += text));
    const timer = setTimeout(() => child.kill('SIGKILL'), milliseconds);
    child.once('close', (code, signal) => {
      clearTimeout(timer);
      if (signal === 'SIGKILL') resolve(false);
      else if (code !== 0) reject(new Error(`${parameters.join(' ')}: ${trouble}`));
      else resolve(performance.now() - begun);
    });
  });
}
// At moments spread over the time that the whole takes.
const somewhere = time => Math.random() * time;

before(async () => {
  shop = await openShop({ prepare: one => assert.equal(one.command('demo', '--bookings', String(people)).code, 0) });
  booking = await book(shop, (await freeStarts(shop, 'hand-wash', 'small', { days: 60 })).at(-1), { service: 'hand-wash' });
  usual = await perform(['backup', '--data', shop.data, '--out', outOf(shop)], 60_000);
  await shop.stop();
  const known = () => Number(sqlite(dataFile(shop), 'SELECT count(*) FROM person')), all = known();
  letYearsPass(shop, 'SELECT MIN(person) FROM person GROUP BY identity HAVING count(*) = 1 ORDER BY 1 LIMIT 400');  // who is linked stays with them
  await shop.start();
  await until(() => known() === all - 400, 'the erasures', 60_000);
  await shop.stop();
});
after(() => shop.close());

const tables = ['person', 'booking', 'claim', 'booking_event', 'blind_index', 'staff_account', 'contact_message', 'outbox'];
const counts = of => tables.map(table => `${table} ${sqlite(dataFile(of), `SELECT count(*) FROM ${table}`)}`);

test(`duty 28: a restore that was killed ${rounds} times and more goes on, is not served before, and forgets who was erased`, async () => {
  const [backup] = await backupsIn(outOf(shop));
  const parameters = data => ['restore', '--from', backup, '--data', data, '--keys', shop.keys];
  const whole = await perform(parameters(path.join(shop.folder, 'whole')), 120_000);
  let kills = 0;
  for (let round = 0; kills < rounds && round < 10 * rounds; ++round) {
    const back = elsewhere(shop, `back-${round}`);
    while (!(await perform(parameters(back.data), somewhere(whole)))) {
      ++kills;
      if (!existsSync(path.join(back.data, 'restoring'))) {
        if (existsSync(dataFile(back))) break;  // it had ended already, and died on its way out
        continue;
      }
      const served = run('backup', '--data', back.data, '--keys', shop.keys, '--out', path.join(shop.folder, 'never'));
      assert.notEqual(served.code, 0);
      assert.match(served.err, /has not ended/);
    }
    assert.ok(!existsSync(path.join(back.data, 'restoring')));
    assert.deepEqual(counts(back), counts(shop), `round ${round}`);
    assert.equal(sqlite(dataFile(back), 'PRAGMA integrity_check'), 'ok');
    await rm(back.data, { recursive: true });
  }
  assert.ok(kills >= rounds, `${kills} kills`);
});

test(`a change of the master key that was killed ${rounds} times and more goes on, and no key is lost`, async () => {
  const rotate = ['keys', 'rotate', '--data', shop.data];
  const names = () => sqlite(keyFile(shop), 'SELECT count(*) FROM person_key');
  const before = names();
  const whole = await perform(rotate, 120_000);
  let kills = 0;
  for (let round = 0; kills < rounds && round < 10 * rounds; ++round) {
    while (!(await perform(rotate, somewhere(whole)))) {
      ++kills;
      if (existsSync(path.join(shop.keys, 'master.next')) || existsSync(path.join(shop.keys, 'master.old')))
        assert.match(run('backup', '--data', shop.data, '--out', path.join(shop.folder, 'never')).err, /keys rotate again/);
    }
    for (const rest of ['master.next', 'master.old']) assert.ok(!existsSync(path.join(shop.keys, rest)));
  }
  assert.ok(kills >= rounds, `${kills} kills`);
  assert.equal(names(), before);
  await shop.start();
  const page = await ask(shop, { path: pathOf(booking.manage_url) });
  assert.ok(page.text.includes(ada.name));
  await shop.stop();
});

test(`a backup that was killed ${rounds} times and more is whole or not there`, async () => {
  const out = path.join(shop.folder, 'many');
  let kills = 0;
  for (let round = 0; kills < rounds && round < 10 * rounds; ++round)
    if (!(await perform(['backup', '--data', shop.data, '--out', out], somewhere(usual)))) ++kills;
  await perform(['backup', '--data', shop.data, '--out', out], 60_000);
  assert.ok(kills >= rounds, `${kills} kills`);
  const all = await backupsIn(out);
  for (const backup of all) assert.ok(!backup.endsWith('.unfinished'), backup);
  await perform(['restore', '--drill', '--from', await newestIn(out), '--data', shop.data], 120_000);
});

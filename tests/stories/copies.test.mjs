// Backups, what comes back of them, and who does not: over the real binary, with everything that is left on disk.
import assert from 'node:assert/strict';
import { cp, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { bookOnWebsite, pathOf, signInDee } from '../support/cast.mjs';
import { backupsIn, elsewhere, keysTo, letYearsPass, newestIn, outOf } from '../support/copies.mjs';
import { outboxOf } from '../support/mail.mjs';
import { dataFile, keyFile, sqlite } from '../support/rows.mjs';
import { openShop, run, until } from '../support/shop.mjs';
import { contentsOf, tracesOf } from '../support/traces.mjs';
import { Visitor } from '../support/visitor.mjs';
import { ask } from '../support/wire.mjs';

const ofAda = { name: 'Quibblewick Zanzibarov', email: 'quibblewick@zanzibar-mail.example', phone: '06 87654321', plate: 'XVR-87-Z', vehicle: 'Wartburg Knackwurst', message: 'Marzipanfrosch im Kofferraum' };
const ofBo = { name: 'Pimpernel Ottoschnack', email: 'ottoschnack@pimpernel-post.example', phone: '06 98765432', plate: 'GZ-123-B', vehicle: 'Trabant Himbeerquark', message: 'Bitte Schnurrbartwichse' };
const values = { ...ofAda, 'the phone as stored': '+31687654321', 'the plate as a key': 'XVR87Z' };

describe('backups', () => {
  let shop, ada, bo, back;
  const restore = (name, from, ...more) => run('restore', '--from', from, '--data', path.join(shop.folder, name), '--keys', shop.keys, ...more);
  const count = (of, table) => Number(sqlite(dataFile(of), `SELECT count(*) FROM ${table}`));

  before(async () => {
    shop = await openShop();
    await signInDee(shop);
    ada = await bookOnWebsite(new Visitor(shop), 'nl', { details: ofAda });
    bo = await bookOnWebsite(new Visitor(shop), 'nl', { details: ofBo, pick: 6 });
    await until(async () => (await outboxOf(shop)).length >= 2, 'the mails');
  });
  after(async () => {
    await back?.close();
    await shop.close();
  });

  test('are made while the server runs, and say what was written and when it is over', async () => {
    const made = shop.command('backup', '--out', outOf(shop), '--keys-to', keysTo(shop));
    assert.equal(made.code, 0, made.text);
    assert.match(made.out, /Backup of the data: .*\n.*over.*deleted, on 20/);
    assert.match(made.out, /Backup of the keys: .*\n/);
    assert.ok((await outboxOf(shop)).length >= 2, 'the server goes on');
    for (const folder of [outOf(shop), keysTo(shop)]) {
      const [backup] = await backupsIn(folder);
      for (const name of (await contentsOf(backup)).keys()) assert.equal((await stat(path.join(backup, name))).mode & 0o777, 0o600, name);
    }
  });

  test('T1: hold no master key, no readable data, no blind index, no session and no one-time link', async () => {
    const [data, keys] = [await newestIn(outOf(shop)), await newestIn(keysTo(shop))];
    const master = await readFile(path.join(shop.keys, 'master.key'));
    for (const folder of [data, keys]) {
      const contents = await contentsOf(folder);
      assert.deepEqual(tracesOf({ ...values, ...ofBo, dee: 'dee@autojet.example' }, contents), []);
      for (const [name, bytes] of contents) assert.ok(!bytes.includes(master), name);
    }
    const file = path.join(data, 'autojet.db');
    assert.equal(sqlite(file, 'SELECT count(*) FROM blind_index'), '0');
    assert.equal(sqlite(file, 'SELECT count(*) FROM session'), '0');
    assert.equal(sqlite(file, 'SELECT count(*) FROM staff_account WHERE link_digest IS NOT NULL OR email_digest IS NOT NULL'), '0');
    assert.ok(Number(sqlite(dataFile(shop), 'SELECT count(*) FROM blind_index')) > 0);
  });

  test('T1: are refused where one thief would have both', () => {
    for (const parameters of [['--out', path.join(shop.data, 'backups')], ['--out', shop.keys], ['--keys-to', outOf(shop)], ['--out', path.join(keysTo(shop), 'data')],
      ['--out', path.join(shop.folder, 'new'), '--keys-to', path.join(shop.folder, 'new', 'keys')]]) {
      const made = shop.command('backup', ...parameters);
      assert.ok(made.code >= 64, parameters.join(' '));
    }
    assert.ok(shop.command('backup').code >= 64, 'nowhere is no place');
  });

  test('duty 42: a restore is practised beside the running server, and that is on record', async () => {
    const drill = shop.command('restore', '--drill', '--from', await newestIn(outOf(shop)));
    assert.equal(drill.code, 0, drill.text);
    assert.equal(sqlite(dataFile(shop), "SELECT count(*) FROM restore_drill WHERE trouble = ''"), '1');
    assert.deepEqual([...(await contentsOf(shop.data)).keys()].filter(name => name.startsWith('drill')), []);
  });

  test('with one byte changed are refused by the name of the file, and the drill says so', async () => {
    const altered = path.join(shop.folder, 'altered');
    await cp(await newestIn(outOf(shop)), altered, { recursive: true });
    const bytes = await readFile(path.join(altered, 'autojet.db'));
    bytes[bytes.length >> 1] ^= 1;
    await writeFile(path.join(altered, 'autojet.db'), bytes);
    const refused = restore('new', altered);
    assert.ok(refused.code >= 64);
    assert.match(refused.err, /autojet\.db/);
    assert.ok(shop.command('restore', '--drill', '--from', altered).code >= 64);
    assert.equal(sqlite(dataFile(shop), "SELECT trouble FROM restore_drill WHERE trouble <> ''"), 'backup_altered');
  });

  test('come back into an empty folder only, and with their own keys only', async () => {
    const backup = await newestIn(outOf(shop));
    assert.match(run('restore', '--from', backup, '--data', shop.data).err, /empty folder/);
    assert.match(run('restore', '--from', backup, '--data', path.join(shop.folder, 'fresh')).err, /no keys/);
    assert.match(restore('fresh', await newestIn(keysTo(shop))).err, /backup of keys/);
    assert.equal(restore('apart', backup).code, 0);
    assert.match(run('ledger', 'verify', '--data', path.join(shop.folder, 'apart')).err, /--keys where they are/);
    assert.equal(run('ledger', 'verify', '--data', path.join(shop.folder, 'apart'), '--keys', shop.keys).code, 0);
  });

  describe('after an erasure', () => {
    before(async () => {
      const mails = (await outboxOf(shop)).length;
      await shop.stop();
      const person = sqlite(dataFile(shop), `SELECT person FROM booking ORDER BY booking LIMIT 1`);
      letYearsPass(shop, person);
      await shop.start();
      await until(() => count(shop, 'person') === 1, 'the erasure');
      await until(async () => (await outboxOf(shop)).length < mails, 'the end of her mail');
    });

    test('duty 24: nothing of her is left in data, log, keys, mail files and backups; of others everything is', async () => {
      const mails = await outboxOf(shop);
      assert.ok(mails.some(mail => mail.to === ofBo.email));
      assert.ok(!mails.some(mail => mail.to === ofAda.email), 'mail files are copies');
      const reference = sqlite(path.join(await newestIn(outOf(shop)), 'autojet.db'), 'SELECT reference FROM booking ORDER BY booking LIMIT 1');
      const everywhere = async () => {
        const sources = new Map();
        for (const folder of [shop.data, shop.keys, outOf(shop), keysTo(shop)])
          for (const [name, bytes] of await contentsOf(folder)) sources.set(path.join(folder, name), bytes);
        return sources.set('the log', Buffer.from(shop.log));
      };
      assert.deepEqual(tracesOf(values, await everywhere()), []);
      assert.ok(tracesOf(ofBo, await everywhere()).every(trace => trace.includes('/outbox/')));
      assert.ok(tracesOf({ email: ofBo.email }, await everywhere()).length > 0, 'the search finds');
      await until(async () => tracesOf({ reference }, await contentsOf(shop.data)).length === 0, 'the end of her reference in the write-ahead log');
    });

    test('duty 29: a restore forgets her again before it serves, and brings back everybody else', async () => {
      const done = restore('back', await newestIn(outOf(shop)));
      assert.equal(done.code, 0, done.text);
      assert.match(done.out, /rows of 1 persons/);
      back = elsewhere(shop, 'back');
      for (const table of ['person', 'booking', 'claim', 'blind_index', 'booking_event', 'staff_account']) assert.equal(count(back, table), count(shop, table), table);
      await shop.stop();
      await back.start();
      assert.equal((await ask(back, { path: pathOf(new URL(ada.manage, back.url)) })).status, 404);
      const page = await ask(back, { path: pathOf(new URL(bo.manage, back.url)) });
      assert.equal(page.status, 200);
      assert.ok(page.text.includes(ofBo.name));
      const dee = new Visitor(back);
      const signedIn = await dee.submit(await dee.get('/desk/sign-in'), '/desk/sign-in', { email: 'dee@autojet.example', password: 'een lange zin voor Dee' });
      assert.equal(signedIn.status, 303, 'staff are found by their address again');
      assert.deepEqual(tracesOf(values, await contentsOf(back.data)), []);
      await back.stop();
      await shop.start();
    });

    test('duty 30: an older backup of the keys brings her key back only until the erasures are replayed', async () => {
      const [older] = await backupsIn(keysTo(shop));
      assert.equal(shop.command('backup', '--out', path.join(shop.folder, 'later')).code, 0);
      const erasures = path.join(await newestIn(path.join(shop.folder, 'later')), 'erasures.txt');
      assert.match(await readFile(erasures, 'utf8'), /^(\d+ \d+ \w+ \S+ \d+\n)+$/, 'numbers and classes alone');
      const keys = path.join(shop.folder, 'keys-back');
      const done = run('keys', 'restore', '--from', older, '--master', path.join(shop.keys, 'master.key'), '--keys', keys, '--erasures', erasures);
      assert.equal(done.code, 0, done.text);
      const names = file => sqlite(file, 'SELECT shop, person, retention, expiry_group FROM person_key ORDER BY 1, 2, 3, 4');
      assert.equal(names(path.join(keys, 'keys.db')), names(keyFile(shop)));
      assert.ok(names(path.join(older, 'keys.db')).length > names(keyFile(shop)).length);
    });

    test('T1: the master key is changed when nobody works with the keys, and everything opens as before', async () => {
      const before = await readFile(path.join(shop.keys, 'master.key'));
      assert.match(shop.command('keys rotate').err, /stop it first/);
      await shop.stop();
      const done = shop.command('keys rotate');
      assert.equal(done.code, 0, done.text);
      assert.notDeepEqual(await readFile(path.join(shop.keys, 'master.key')), before);
      await shop.start();
      const page = await ask(shop, { path: pathOf(new URL(bo.manage, shop.url)) });
      assert.ok(page.text.includes(ofBo.name));
      assert.equal(restore('after-rotation', await newestIn(outOf(shop))).code, 0, 'older backups of the data come back too');
    });
  });
});

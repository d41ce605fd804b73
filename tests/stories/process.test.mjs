// Starting, stopping, refusing to start; the command line.
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, stat, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { book, freeStarts, pathOf, signInDee } from '../support/cast.mjs';
import { openShop, run, wait } from '../support/shop.mjs';
import { ask, askRaw, statusOf } from '../support/wire.mjs';

describe('the process', () => {
  let folder;
  before(async () => (folder = await mkdtemp(path.join(os.tmpdir(), 'autojet-process-'))));
  after(() => rm(folder, { recursive: true, force: true }));
  const data = name => path.join(folder, name);

  test('starts on an empty folder and on a full one in about a second', async () => {
    const begin = Date.now();
    const shop = await openShop();
    const first = Date.now() - begin;
    await shop.stop();
    const again = Date.now();
    await shop.start();
    const second = Date.now() - again;
    await shop.close();
    assert.ok(first < 3000 && second < 2000, `${first} ms, then ${second} ms`);
  });

  test('prints where site and desk are, and the owner link until it is used', async () => {
    const shop = await openShop();
    assert.ok(shop.log.includes(`${shop.url}/`) && shop.log.includes(`${shop.url}/desk`));
    assert.equal(shop.ownerLinks.length, 1);
    await signInDee(shop);
    await shop.stop();
    shop.log = '';
    await shop.start();
    assert.deepEqual(shop.ownerLinks, []);
    await shop.close();
  });

  test('answers forty readers at once right after it has started', async () => {
    const shop = await openShop();
    const booking = await book(shop, (await freeStarts(shop))[0]);
    for (let round = 0; round < 3; ++round) {
      await shop.stop();
      await shop.start();
      const answers = await Promise.all(Array.from({ length: 40 }, () => ask(shop, { path: pathOf(booking.manage_url) })));
      assert.ok(answers.every(answer => answer.status === 200));
    }
    await shop.close();
  });

  test('finishes a request in flight at SIGTERM, takes no new one, and ends with 0', async () => {
    const shop = await openShop();
    const body = '{"service":"nope"}';
    const head = `POST /api/v1/bookings HTTP/1.1\r\nHost: ${shop.host}\r\nContent-Type: application/json\r\nContent-Length: ${body.length + 4}\r\n\r\n`;
    const answer = askRaw(shop, head + body, { slowly: ' ' });
    await wait(600);
    const ended = shop.stop();
    await wait(300);
    await assert.rejects(askRaw(shop, 'GET / HTTP/1.1\r\n\r\n'), 'no new connection');
    assert.equal(statusOf(await answer), 422);
    assert.deepEqual(await ended, { code: 0, signal: null });
    await shop.close();
  });

  test('ends at SIGTERM although a desk listens for changes and a connection is idle', async () => {
    const shop = await openShop();
    const dee = await signInDee(shop);
    const listening = dee.ask({ path: '/desk/events', headers: { Accept: 'text/event-stream' } }).catch(() => {});
    await ask(shop, { path: '/healthz' });
    await wait(200);
    const begin = Date.now();
    assert.equal((await shop.stop()).code, 0);
    assert.ok(Date.now() - begin < 5000, `${Date.now() - begin} ms`);
    await listening;
    await shop.close();
  });

  test('ends at SIGINT as well', async () => {
    const shop = await openShop();
    assert.equal((await shop.end('SIGINT')).code, 0);
    await shop.close();
  });

  test('refuses unlimited requests on anything but loopback', () => {
    for (const address of ['0.0.0.0:18080', '[::]:18080', '192.0.2.1:18080']) {
      const refused = run('serve', '--data', data('open'), '--listen', address, '--limits', 'off');
      assert.notEqual(refused.code, 0, address);
      assert.match(refused.err, /loopback/);
    }
  });

  test('refuses keys inside the data folder, by any path', async () => {
    for (const keys of [data('in/keys'), data('in'), data('in/../in/deeper/keys')]) {
      const refused = run('serve', '--data', data('in'), '--keys', keys, '--listen', '127.0.0.1:18081');
      assert.notEqual(refused.code, 0, keys);
      assert.match(refused.err, /[Kk]eys/);
    }
    await mkdir(data('in'), { recursive: true });
    await symlink(data('in'), data('link'));
    assert.notEqual(run('serve', '--data', data('in'), '--keys', data('link/keys'), '--listen', '127.0.0.1:18081').code, 0);
  });

  test('refuses a second server on the same data, and the first goes on', async () => {
    const shop = await openShop();
    const second = run('serve', '--data', shop.data, '--listen', '127.0.0.1:18082');
    assert.notEqual(second.code, 0);
    assert.match(second.err, /another autojet/);
    assert.equal((await ask(shop, { path: '/readyz' })).status, 200);
    await shop.close();
  });

  test('refuses an address that is taken, and addresses and settings that make no sense', async () => {
    const shop = await openShop();
    const taken = run('serve', '--data', data('taken'), '--listen', shop.host);
    assert.notEqual(taken.code, 0);
    await shop.close();
    for (const listen of ['nonsense', '127.0.0.1', '127.0.0.1:', '127.0.0.1:99999', ':8080', '127.0.0.1:x'])
      assert.notEqual(run('serve', '--data', data('odd'), '--listen', listen).code, 0, listen);
    const file = data('odd.toml');
    for (const text of ['url = 7', 'unknown = "x"', '= broken', '[mail]\nhost = "x"']) {
      await writeFile(file, text);
      const refused = run('serve', '--data', data('odd'), '--listen', '127.0.0.1:18083', '--config', file);
      assert.notEqual(refused.code, 0, text);
      assert.match(refused.err, /line \d/, text);
    }
  });

  test('keeps data and keys to the user who runs it', async () => {
    const shop = await openShop();
    for (const each of [shop.data, shop.keys]) assert.equal((await stat(each)).mode & 0o077, 0, each);
    await shop.close();
  });

  test('init sets up a shop once', () => {
    assert.equal(run('init', '--data', data('init')).code, 0);
    const again = run('init', '--data', data('init'));
    assert.notEqual(again.code, 0);
    assert.match(again.err, /already/);
  });

  test('staff add refuses what makes no account', () => {
    for (const parameters of [['--name', '', '--email', 'bo@example.com'], ['--name', 'Bo', '--email', 'bo'], ['--name', 'Bo', '--email', 'bo@example.com', '--role', 'king'], ['--name', 'Bo', '--email', 'bo@example.com', '--host', 'nowhere.example']])
      assert.notEqual(run('staff', 'add', '--data', data('init'), ...parameters).code, 0, parameters.join(' '));
    assert.equal(run('staff', 'add', '--data', data('init'), '--name', 'Bo', '--email', 'bo@example.com').code, 0);
    assert.notEqual(run('staff', 'add', '--data', data('init'), '--name', 'Bo', '--email', 'BO@example.com').code, 0, 'twice');
  });

  test('demo fills a shop that then serves, the same for the same seed', async () => {
    const shop = await openShop({ prepare: made => {
      const filled = made.command('demo', '--bookings', '300', '--seed', '7');
      if (filled.code !== 0) throw new Error(filled.text);
    } });
    const dee = await signInDee(shop);
    const week = await dee.get('/desk/week');
    assert.equal(week.status, 200);
    assert.match(week.text, /\/desk\/bookings\/[0-9A-Z]{8}/);
    await shop.close();
  });

  test('says its version, and helps who is lost', () => {
    assert.match(run('version').out, /^autojet \d+\.\d+/);
    assert.equal(run('version').code, 0);
    for (const parameters of [[], ['nonsense'], ['serve'], ['serve', '--data']]) assert.notEqual(run(...parameters).code, 0);
    for (const word of ['init', 'serve', 'staff', 'demo', 'policy', 'version']) assert.match(run('--help').out, new RegExp(`\\b${word}\\b`));
  });

  test('writes no log line about a person or a path', async () => {
    const shop = await openShop();
    await ask(shop, { path: '/en/booking/SECRETLINK-ABCDEF?email=ada@example.com' });
    await ask(shop, { path: '/en', headers: { Host: 'ada.example' } });
    await shop.stop();
    assert.doesNotMatch(shop.log, /SECRETLINK|ada[@.]example/);
    await shop.close();
  });
});

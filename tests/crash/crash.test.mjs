// kill -9 under booking load: what was acknowledged is there, no bay is double-booked, the files are whole.
import assert from 'node:assert/strict';
import http from 'node:http';
import { test } from 'node:test';
import { ada, freeStarts, pathOf, request, signInDee } from '../support/cast.mjs';
import { dataFile, keyFile, sqlite } from '../support/rows.mjs';
import { openShop, wait } from '../support/shop.mjs';
import { ask, postJson } from '../support/wire.mjs';

const rounds = Number(process.env.AUTOJET_CRASH_ROUNDS ?? 50);
const clients = 12;

// Books until the server is gone; gathers what it has said yes to.
async function load(shop, starts, said) {
  const agent = new http.Agent({ keepAlive: true });
  for (;;) {
    const start = starts[Math.floor(Math.random() * starts.length)];
    try {
      const body = JSON.stringify(request(start, { service: Math.random() < 0.5 ? 'tyre-change' : 'check' }));
      const answer = await ask(shop, { method: 'POST', path: '/api/v1/bookings', agent, body, headers: { 'Content-Type': 'application/json' } });
      if (answer.status === 201) said.push(answer.json);
      else assert.equal(answer.status, 409, answer.text);
    } catch (error) {
      agent.destroy();
      if (error instanceof assert.AssertionError) throw error;
      return;
    }
  }
}

test(`${rounds} times killed under load, nothing acknowledged is lost and nothing overlaps`, async () => {
  const shop = await openShop();
  try {
    const dee = await signInDee(shop);
    const starts = await freeStarts(shop, 'tyre-change', 'small', { days: 92, after: 2 });
    starts.push(...(await freeStarts(shop, 'tyre-change', 'small', { days: 92, after: 94 })), ...(await freeStarts(shop, 'tyre-change', 'small', { days: 92, after: 186 })));
    const all = [];
    for (let round = 0; round < rounds; ++round) {
      const said = [];
      const loads = Array.from({ length: clients }, () => load(shop, starts, said));
      await wait(20 + Math.random() * 120);
      await shop.kill();
      await Promise.all(loads);
      await shop.start();

      for (const booking of said) {
        const page = await ask(shop, { path: pathOf(booking.manage_url) });
        assert.equal(page.status, 200, `round ${round}: ${booking.reference} is lost`);
        assert.ok(page.text.includes(ada.name), `round ${round}: ${booking.reference} can still be opened`);
      }
      all.push(...said);
      const file = dataFile(shop);
      assert.equal(sqlite(file, 'PRAGMA integrity_check'), 'ok', `round ${round}`);
      assert.equal(sqlite(keyFile(shop), 'PRAGMA integrity_check'), 'ok', `round ${round}`);
      assert.equal(sqlite(file, 'SELECT count(*) FROM (SELECT 1 FROM claim GROUP BY shop, resource, quantum HAVING count(*) > 1)'), '0');
    }
    assert.ok(all.length >= rounds, `${all.length} bookings were acknowledged`);
    await checkWhole(shop, all, dee);
  } finally {
    await shop.close();
  }
});

// Every booking has exactly its claims, and no two of one bay overlap.
async function checkWhole(shop, said, dee) {
  const spans = said.map(booking => [Date.parse(booking.start), Date.parse(booking.end)]).sort((a, b) => a[0] - b[0]);
  for (let n = 1; n < spans.length; ++n) assert.ok(spans[n][0] >= spans[n - 1][1], 'the lift is booked twice');
  const file = dataFile(shop);
  const wrong = sqlite(file, `SELECT count(*) FROM booking b WHERE b.status <> 'cancelled' AND (b.end_time - b.start_time) / 300 <>
    (SELECT count(*) FROM claim c WHERE c.shop = b.shop AND c.holder = b.booking AND c.resource = b.resource AND c.quantum >= b.start_time / 300 AND c.quantum < b.end_time / 300)`);
  assert.equal(wrong, '0', 'bookings without all of their claims');
  assert.equal(sqlite(file, 'SELECT count(*) FROM claim c WHERE NOT EXISTS (SELECT 1 FROM booking b WHERE b.shop = c.shop AND b.booking = c.holder)'), '0', 'claims without a booking');
  assert.equal(sqlite(file, `SELECT count(*) FROM booking b WHERE NOT EXISTS
    (SELECT 1 FROM outbox o WHERE o.shop = b.shop AND o.subject = b.booking AND o.event = 'booking.received')`), '0', 'bookings without their message');
  for (const booking of said.slice(0, 20)) {
    const page = await dee.get(`/desk/bookings/${booking.reference.replace('-', '')}`);
    assert.equal(page.status, 200);
    assert.ok(page.text.includes(ada.name));
  }
  const answer = await postJson(shop, '/api/v1/bookings', request((await freeStarts(shop, 'hand-wash', 'small'))[0], { service: 'hand-wash' }));
  assert.equal(answer.status, 201, 'it goes on booking');
}

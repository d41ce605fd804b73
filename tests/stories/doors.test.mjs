// What every answer has in common: headers, cookies, addresses that come from the configuration.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { book, bookOnWebsite, deskPath, freeStarts, pathOf, request, signInDee } from '../support/cast.mjs';
import { outboxOf } from '../support/mail.mjs';
import { linksOf } from '../support/page.mjs';
import { openShop, until } from '../support/shop.mjs';
import { Visitor } from '../support/visitor.mjs';
import { ask, askRaw, postJson } from '../support/wire.mjs';

const declared = new Map([['autojet_form', /^autojet_form=[\w-]+; Path=\/; HttpOnly; SameSite=Lax$/],
  ['autojet_me', /^autojet_me=[\w-]*; Path=\/; HttpOnly; SameSite=Lax(; Max-Age=0)?$/], ['autojet_desk', /^autojet_desk=[\w-]*; Path=\/; HttpOnly; SameSite=Lax; Max-Age=\d+$/]]);

function checkHeaders(answer) {
  const { headers, asked, status } = answer;
  const what = `${asked.method} ${asked.path} ${status}`;
  const policy = headers['content-security-policy'] ?? '';
  assert.match(policy, /default-src '(none|self)'/, what);
  assert.match(policy, /frame-ancestors 'none'/, what);
  assert.match(policy, /form-action 'self'/, what);
  assert.doesNotMatch(policy, /unsafe|\*|https?:|data:/, what);
  assert.equal(headers['x-content-type-options'], 'nosniff', what);
  assert.match(headers['referrer-policy'], /^(same-origin|no-referrer)$/, what);
  assert.match(headers['permissions-policy'], /camera=\(\)/, what);
  assert.equal(headers['cross-origin-opener-policy'], 'same-origin', what);
  assert.equal(headers.server, undefined, what);
  for (const line of answer.setCookies) {
    const name = line.split('=')[0];
    assert.match(line, declared.get(name) ?? /^$/, `${what}: ${line}`);
  }
  if (answer.type === 'text/html') {
    assert.doesNotMatch(answer.text, /<script(?![^>]*\bsrc=)|\son\w+="|\sstyle="|<style|javascript:/i, what);
    assert.doesNotMatch(answer.text, /(src|href|action)="(https?:)?\/\/(?!wa\.me\/|(www\.)?autoriteitpersoonsgegevens\.nl|(www\.)?google\.\w+\/maps|(www\.)?openstreetmap\.org)/, what);
    assert.match(answer.text, /<html lang="(nl|en)"/, what);
  }
}

describe('every answer', () => {
  let shop, dee, booking;
  before(async () => {
    shop = await openShop();
    dee = await signInDee(shop);
    booking = await book(shop, (await freeStarts(shop))[0]);
  });
  after(() => shop.close());

  // Follows every link of the same origin; answers all that was found.
  async function crawl(visitor, starts) {
    const seen = new Map();
    const waiting = [...starts];
    while (waiting.length > 0 && seen.size < 400) {
      const path = waiting.pop().split('#')[0];
      const shape = path.replace(/\d{4}-\d\d-\d\d/g, 'DATE').replace(/service=[\w-]+/, 'service').replace(/size=\w+/, 'size');
      if (!path.startsWith('/') || path.startsWith('//') || seen.has(shape)) continue;
      const answer = await visitor.get(path);
      seen.set(shape, answer);
      if (answer.location) waiting.push(answer.location);
      if (answer.type === 'text/html') waiting.push(...linksOf(answer.text));
    }
    return [...seen.values()];
  }

  test('of a crawl has the security headers, only declared cookies, nothing inline and nothing foreign', async () => {
    const visitor = new Visitor(shop);
    const { manage } = await bookOnWebsite(visitor, 'nl');
    const found = await crawl(visitor, ['/', '/nl', '/en', manage, pathOf(booking.manage_url), '/sitemap.xml', '/robots.txt', '/healthz', '/api/openapi.json']);
    found.forEach(checkHeaders);
    const broken = found.filter(answer => answer.status >= 400 && answer.asked.path !== '/sitemap.xml');
    assert.deepEqual(broken.map(answer => `${answer.status} ${answer.asked.path}`), [], 'no broken link');
    assert.ok(found.length > 25, `${found.length} pages`);
    assert.deepEqual([...visitor.cookies.keys()], ['autojet_form']);
  });

  test('of the desk has them too', async () => {
    const found = await crawl(dee, ['/desk', deskPath(booking.reference), `/desk/day?date=${booking.start.slice(0, 10)}`]);
    found.forEach(checkHeaders);
    assert.deepEqual(found.filter(answer => answer.status >= 400).map(answer => answer.asked.path), []);
    assert.deepEqual([...dee.cookies.keys()].sort(), ['autojet_desk', 'autojet_form']);
    for (const answer of found.filter(each => each.type === 'text/html')) assert.match(answer.headers['cache-control'], /no-store/);
  });

  test('that refuses has them too', async () => {
    const refusals = [
      { path: '/nothing' }, { path: '/api/nothing' }, { path: '/%ff' }, { path: '/en/services', method: 'DELETE' }, { path: '/en', headers: { Host: 'evil.example' } },
      { path: '/en/contact', method: 'POST', body: 'x', headers: { 'Content-Type': 'text/plain' } }, { path: '/en/contact', method: 'POST' },
      { path: '/api/v1/bookings', method: 'POST', body: 'x'.repeat(100_000), headers: { 'Content-Type': 'application/json' } }, { path: `/${'x'.repeat(3000)}` },
      { path: '/en', headers: { 'X-Long': 'x'.repeat(20_000) } },
    ];
    const statuses = [];
    for (const refusal of refusals) {
      const answer = await ask(shop, { ...refusal, agent: false });
      checkHeaders(answer);
      statuses.push(answer.status);
    }
    assert.deepEqual(statuses, [404, 404, 400, 405, 421, 415, 403, 413, 414, 431]);
  });

  test('with a cookie is kept by nobody', async () => {
    const answer = await ask(shop, { path: '/en/contact' });
    assert.equal(answer.setCookies.length, 1);
    assert.match(answer.headers['cache-control'], /no-store/);
  });

  test('without a form needs no cookie', async () => {
    for (const path of ['/en', '/nl/services', '/en/privacy', '/nl/cookies', '/en/book', '/api/v1/services', '/healthz'])
      assert.deepEqual((await ask(shop, { path })).setCookies, [], path);
  });

  test('hashed assets are kept for a year and compressed on request', async () => {
    const page = await ask(shop, { path: '/en' });
    const assets = linksOf(page.text).filter(link => link.startsWith('/assets/'));
    assert.ok(assets.length > 0);
    for (const path of assets) {
      const answer = await ask(shop, { path, headers: { 'Accept-Encoding': 'gzip' } });
      assert.equal(answer.status, 200, path);
      assert.match(answer.headers['cache-control'], /max-age=31536000.*immutable/, path);
      if (answer.type === 'text/css') assert.equal(answer.headers['content-encoding'], 'gzip', path);
      const again = await ask(shop, { path, headers: { 'If-None-Match': answer.headers.etag ?? '""' } });
      if (answer.headers.etag) assert.equal(again.status, 304, path);
    }
    assert.equal((await ask(shop, { path: '/assets/site.000000.css' })).status, 404);
  });

  test('addresses come from the configuration, whatever Host and forwarding headers say', async () => {
    const configured = await openShop({ config: 'url = "https://boeken.autojet.example"\n' });
    try {
      const lies = { Host: `localhost:${configured.port}`, 'X-Forwarded-Host': 'evil.example', 'X-Forwarded-Proto': 'http', Forwarded: 'host=evil.example', 'X-Original-URL': '/desk', 'X-Rewrite-URL': '/desk' };
      const [start] = await freeStarts(configured);
      const answer = await postJson(configured, '/api/v1/bookings', request(start), lies);
      assert.equal(answer.status, 201);
      assert.ok(answer.json.manage_url.startsWith('https://boeken.autojet.example/en/booking/'), answer.json.manage_url);
      const mail = await until(async () => (await outboxOf(configured))[0], 'the mail');
      assert.ok(mail.text.includes(answer.json.manage_url));
      assert.doesNotMatch(mail.text + mail.headers, /evil|localhost|127\.0\.0\.1/);
      for (const path of ['/en', `${pathOf(answer.json.manage_url)}/booked`, '/en/contact', '/desk/sign-in', '/nothing']) {
        const page = await ask(configured, { path, headers: lies });
        assert.ok(!page.text.includes('evil.example') && !page.text.includes('localhost'), path);
        assert.ok(!(page.location ?? '').includes('evil'), path);
        assert.match(page.headers['strict-transport-security'], /max-age=\d{7,}/, path);
        for (const line of page.setCookies) assert.match(line, /; Secure/);
      }
    } finally {
      await configured.close();
    }
  });

  test('redirects stay on this site', async () => {
    for (const [path, language, location] of [['/', 'nl', '/nl/'], ['/', 'en-US,en;q=0.9', '/en/'], ['/', 'fr', '/nl/'], ['/', undefined, '/nl/']]) {
      const answer = await ask(shop, { path, headers: language ? { 'Accept-Language': language } : {} });
      assert.equal(answer.status, 303);
      assert.equal(answer.location, location);
      assert.match(answer.headers.vary, /Accept-Language/);
      assert.equal((await ask(shop, { path: location })).status, 200, location);
    }
    for (const path of ['//evil.example', '/\\evil.example', '/nl//evil.example', '/%2f%2fevil.example']) {
      const raw = await askRaw(shop, `GET ${path} HTTP/1.1\r\nHost: ${shop.host}\r\nConnection: close\r\n\r\n`);
      assert.doesNotMatch(raw, /^Location: .*evil/im, path);
    }
  });

  test('healthz and readyz answer under any host name', async () => {
    for (const path of ['/healthz', '/readyz']) {
      const answer = await ask(shop, { path, headers: { Host: 'load-balancer' } });
      assert.equal(answer.status, 200);
      assert.match(answer.text, /^(ok|ready)\n$/);
    }
  });

  test('plain addresses work as well as those with a language', async () => {
    for (const path of ['/services', '/book', '/contact', '/privacy', '/cookies'])
      for (const prefix of ['', '/nl', '/en']) {
        const answer = await ask(shop, { path: prefix + path, headers: { 'Accept-Language': 'en' } });
        assert.equal(answer.status, 200, prefix + path);
        assert.ok(answer.text.includes(`<html lang="${prefix === '/nl' ? 'nl' : 'en'}">`), prefix + path);
      }
  });
});

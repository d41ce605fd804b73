// Bytes that no browser would send: refused with a status that says why, and the server goes on.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openShop } from '../support/shop.mjs';
import { ask, askRaw, statusOf } from '../support/wire.mjs';

describe('bytes on the wire', () => {
  let shop;
  before(async () => (shop = await openShop()));
  after(async () => {
    assert.doesNotMatch(shop.log, /incident|error/);
    await shop.close();
  });
  const head = (line, ...fields) => `${[line, `Host: ${shop.host}`, 'Connection: close', ...fields].join('\r\n')}\r\n\r\n`;
  const post = (...fields) => head('POST /api/v1/bookings HTTP/1.1', 'Content-Type: application/json', ...fields);

  test('requests that could be read in two ways are refused', async () => {
    for (const bytes of [
      `${post('Content-Length: 2', 'Content-Length: 3')}{}`, `${post('Content-Length: 2', 'Transfer-Encoding: chunked')}0\r\n\r\n`, `${post('Content-Length: +2')}{}`,
      `${post('Content-Length: -2')}{}`, `${post('Content-Length: 2x')}{}`, `${post('Transfer-Encoding: chunked, chunked')}0\r\n\r\n`, `${post('Transfer-Encoding: xchunked')}0\r\n\r\n`,
      head('GET /en HTTP/1.1', 'Host: evil.example'), 'GET /en HTTP/1.1\r\nHost : x\r\n\r\n', 'GET /en HTTP/1.1\r\nHost: a\r\n b\r\n\r\n', head('GET /en HTTP/1.1', 'X\u0000: y'),
      'GET /en\r\n\r\n', 'GET  /en HTTP/1.1\r\n\r\n', 'NONSENSE\r\n\r\n', '\u0016\u0003\u0001\u0002\u0000\u0001\u0000', 'GET /en HTTP/9.9\r\n\r\n', 'GET en HTTP/1.1\r\nHost: x\r\n\r\n',
    ]) {
      const status = statusOf(await askRaw(shop, bytes, { patience: 3000 }));
      assert.ok([400, 501, 505].includes(status), `${status} for ${JSON.stringify(bytes.slice(0, 90))}`);
    }
  });

  test('a request without Host, or with an impossible one, is refused', async () => {
    for (const host of ['', 'a b', 'x/../y', '127.0.0.1@evil', `${'x'.repeat(300)}`, 'evil.example', '127.0.0.1:99:99', 'ä.example']) {
      const status = statusOf(await askRaw(shop, `GET /en HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`));
      assert.ok([400, 421].includes(status), `${status} ${host}`);
    }
    assert.ok([400, 421].includes(statusOf(await askRaw(shop, 'GET /en HTTP/1.1\r\nConnection: close\r\n\r\n'))));
    assert.ok([400, 421].includes(statusOf(await askRaw(shop, head('GET http://evil.example/en HTTP/1.1')))));
  });

  test('bodies beyond the limit are refused, announced or not', async () => {
    assert.equal(statusOf(await askRaw(shop, post('Content-Length: 99999999'))), 413);
    assert.equal(statusOf(await askRaw(shop, post('Content-Length: 99999999', 'Expect: 100-continue'))), 413);
    assert.equal(statusOf(await askRaw(shop, `${post('Transfer-Encoding: chunked')}${`2000\r\n${'x'.repeat(0x2000)}\r\n`.repeat(12)}0\r\n\r\n`)), 413);
    for (const path of ['/en/contact', '/en/book', '/en/book/review', '/desk/sign-in']) {
      const answer = await ask(shop, { method: 'POST', path, body: `name=${'x'.repeat(200_000)}`, agent: false, headers: { 'Content-Type': 'application/x-www-form-urlencoded' } });
      assert.equal(answer.status, 413, path);
    }
  });

  test('forms that are no forms are refused', async () => {
    const form = (body, type = 'application/x-www-form-urlencoded') => ask(shop, { method: 'POST', path: '/en/contact', body, headers: { 'Content-Type': type } });
    for (const type of ['application/json', 'text/plain', 'image/png', '']) assert.equal((await form('a=b', type)).status, 415, type);
    assert.equal((await form('a=b&'.repeat(2000))).status, 400, 'too many fields');
    for (const body of ['a=%', 'a=%zz', '%', '=', '&&&&', '\u0000']) assert.ok([400, 403].includes((await form(body)).status), body);
    for (const [body, boundary] of [['', ''], ['--x\r\n', 'x'], ['--x\r\n\r\n\r\n--x--', 'x'], [`--x\r\nContent-Disposition: form-data; name="a"; filename="b"\r\n\r\n${'z'.repeat(1000)}\r\n--x--\r\n`, 'x']])
      assert.ok([400, 403, 413, 415].includes((await form(body, `multipart/form-data; boundary=${boundary}`)).status), body.slice(0, 40));
  });

  test('other methods are refused and told what is allowed', async () => {
    for (const [path, allowed] of [['/en', 'GET'], ['/en/contact', 'GET, POST'], ['/desk/sign-out', 'POST'], ['/en/book/review', 'POST'], ['/healthz', 'GET'], ['/robots.txt', 'GET']]) {
      for (const method of ['DELETE', 'PUT', 'PATCH', 'TRACE', 'PROPFIND']) {
        const answer = await ask(shop, { method, path });
        assert.equal(answer.status, 405, `${method} ${path}`);
        for (const word of allowed.split(', ')) assert.ok(answer.headers.allow.split(', ').includes(word), `${method} ${path}: ${answer.headers.allow}`);
      }
      const options = await ask(shop, { method: 'OPTIONS', path });
      assert.equal(options.status, 204);
      assert.equal(options.headers['access-control-allow-origin'], undefined);
    }
    assert.equal((await ask(shop, { path: '/en/book/review' })).status, 405);
  });

  test('HEAD has the headers of GET and no body', async () => {
    for (const path of ['/en', '/api/v1/services', '/nl/privacy', '/en/contact']) {
      const [get, headed] = [await ask(shop, { path }), await ask(shop, { method: 'HEAD', path })];
      assert.equal(headed.status, get.status);
      assert.equal(headed.bytes.length, 0);
      assert.equal(headed.headers['content-length'], get.headers['content-length']);
    }
  });

  test('paths that climb or hide bytes find nothing', async () => {
    for (const path of ['/../etc/passwd', '/assets/../../autojet.db', '/assets/%2e%2e/%2e%2e/etc/passwd', '/assets/..%2f..%2fetc%2fpasswd', '/en/%00', '/en/%0d%0aX:y', '/%c0%ae%c0%ae/', '/en/./services', `/${'a/'.repeat(500)}`, '/en/services%2f', '/%', '/%zz']) {
      const raw = await askRaw(shop, head(`GET ${path} HTTP/1.1`));
      assert.ok([400, 404, 414].includes(statusOf(raw)), `${statusOf(raw)} ${path}`);
      assert.doesNotMatch(raw, /root:|SQLite format|^X: ?y/m);
    }
  });

  test('many and long headers are refused', async () => {
    assert.equal(statusOf(await askRaw(shop, head('GET /en HTTP/1.1', ...Array.from({ length: 300 }, (_, n) => `X-${n}: y`)))), 431);
    assert.equal(statusOf(await askRaw(shop, head('GET /en HTTP/1.1', `Cookie: ${'x'.repeat(40_000)}`))), 431);
  });

  test('pipelined requests are answered in order', async () => {
    const one = path => `GET ${path} HTTP/1.1\r\nHost: ${shop.host}\r\n\r\n`;
    const raw = await askRaw(shop, one('/healthz') + one('/nothing') + one('/readyz') + head('GET /api/v1/services HTTP/1.1'));
    assert.deepEqual([...raw.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map(found => found[1]), ['200', '404', '200', '200']);
  });

  test('slow senders are cut off while others are served', async () => {
    const slow = [
      askRaw(shop, 'GET /en HTTP/1.1\r\nHost: x\r\nX-Slow: ', { patience: 30_000, slowly: 'x' }),
      askRaw(shop, `${post('Content-Length: 60000')}{`, { patience: 30_000, slowly: ' ' }),
    ];
    const begin = Date.now();
    assert.equal((await ask(shop, { path: '/en' })).status, 200);
    assert.ok(Date.now() - begin < 1000);
    for (const raw of await Promise.all(slow)) assert.equal(statusOf(raw), 408);
    assert.ok(Date.now() - begin < 25_000);
  });
});

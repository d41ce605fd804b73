// Requests as exactly as a test wants them: any Host, any header, any bytes, from any loopback address.
import http from 'node:http';
import net from 'node:net';

const agent = new http.Agent({ keepAlive: true, maxSockets: 64 });

// options: method, path, headers, body (text or Buffer), from (local address), agent.
export function ask(shop, options) {
  const { method = 'GET', path = '/', headers = {}, body, from } = options;
  return new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { 'Content-Length': Buffer.byteLength(body) };
    const request = http.request({
      host: '127.0.0.1', port: shop.port, method, path, localAddress: from, setHost: false,
      agent: options.agent ?? (from ? false : agent), headers: { Host: shop.host, ...length, ...headers },
    });
    request.on('error', reject);
    request.on('response', response => {
      const pieces = [];
      response.on('data', piece => pieces.push(piece));
      response.on('error', reject);
      response.on('end', () => resolve(new Answer(response, Buffer.concat(pieces), { method, path })));
    });
    request.end(body);
  });
}

export class Answer {
  constructor(response, bytes, asked) {
    this.status = response.statusCode;
    this.headers = response.headers;
    this.bytes = bytes;
    this.asked = asked;
  }

  get text() {
    return this.bytes.toString('utf8');
  }

  get json() {
    return JSON.parse(this.text);
  }

  get type() {
    return (this.headers['content-type'] ?? '').split(';')[0];
  }

  get location() {
    return this.headers.location;
  }

  get setCookies() {
    return this.headers['set-cookie'] ?? [];
  }
}

// The bytes as they are, and everything that comes back until the other side closes or `patience` has passed.
export function askRaw(shop, bytes, { patience = 15_000, slowly } = {}) {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = net.connect(shop.port, '127.0.0.1');
    const finish = () => {
      clearInterval(drip);
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(patience, finish);
    socket.setEncoding('latin1');
    socket.on('data', text => (answer += text));
    socket.on('end', finish);
    socket.on('error', error => (answer || error.code === 'EPIPE' || error.code === 'ECONNRESET' ? finish() : reject(error)));
    socket.write(bytes);
    const drip = slowly && setInterval(() => socket.writable && socket.write(slowly), 500);
  });
}

export const statusOf = raw => Number(/^HTTP\/1\.1 (\d{3})/.exec(raw)?.[1]);

export function postJson(shop, path, value, headers = {}) {
  return ask(shop, {
    method: 'POST', path, headers: { 'Content-Type': 'application/json', ...headers },
    body: typeof value === 'string' || Buffer.isBuffer(value) ? value : JSON.stringify(value),
  });
}

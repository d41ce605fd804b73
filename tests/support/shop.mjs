// The real binary on a data folder of its own, for as long as a test needs it.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
export const binary = process.env.AUTOJET ?? path.join(root, 'build/release/autojet');

const open = new Set();
process.on('exit', () => open.forEach(shop => shop.process?.kill('SIGKILL')));

export function run(...parameters) {
  const done = spawnSync(binary, parameters, { encoding: 'utf8' });
  return { code: done.status, out: done.stdout, err: done.stderr, text: done.stdout + done.stderr };
}

export function freePort() {
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

export const wait = milliseconds => new Promise(resolve => setTimeout(resolve, milliseconds));

// Asks again until the answer is neither undefined, null nor false.
export async function until(ask, what = 'what was waited for', patience = 10_000) {
  const deadline = Date.now() + patience;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > deadline) throw new Error(`${what} did not come within ${patience} ms`);
    await wait(25);
  }
}

export class Shop {
  constructor(folder, options) {
    this.folder = folder;
    this.data = path.join(folder, 'data');
    this.keys = path.join(folder, 'data-keys');
    this.options = options;
    this.log = '';
  }

  get url() {
    return `http://127.0.0.1:${this.port}`;
  }

  get host() {
    return `127.0.0.1:${this.port}`;
  }

  // The one-time links that were printed, in the order of the shops.
  get ownerLinks() {
    return [...this.log.matchAll(/(\/desk\/setup\/\S+)/g)].map(found => found[1]);
  }

  command(name, ...more) {
    return run(...name.split(' '), '--data', this.data, ...more);
  }

  async start() {
    this.port ??= await freePort();
    const parameters = ['serve', '--data', this.data, '--keys', this.keys, '--listen', this.host];
    if (this.options.limits !== 'on') parameters.push('--limits', 'off');
    if (this.options.config) {
      const file = path.join(this.folder, 'autojet.toml');
      await writeFile(file, this.options.config);
      parameters.push('--config', file);
    }
    const from = this.log.length;
    this.process = spawn(binary, parameters, { stdio: ['ignore', 'pipe', 'pipe'] });
    open.add(this);
    this.ended = new Promise(resolve => this.process.once('close', (code, signal) => resolve({ code, signal })));
    for (const stream of [this.process.stdout, this.process.stderr]) {
      stream.setEncoding('utf8');
      stream.on('data', text => (this.log += text));
    }
    let gone = false;
    this.ended.then(() => (gone = true));
    await until(() => gone || this.log.slice(from).includes('serving on '), 'the line that says where it serves');
    if (gone) throw new Error(`autojet did not start: ${this.log.slice(from)}`);
    return this;
  }

  async end(signal) {
    this.process.kill(signal);
    const how = await this.ended;
    open.delete(this);
    return how;
  }

  stop() {
    return this.end('SIGTERM');
  }

  kill() {
    return this.end('SIGKILL');
  }

  // Stops what still runs and removes every trace.
  async close() {
    if (open.has(this)) await this.end('SIGKILL');
    await rm(this.folder, { recursive: true, force: true });
  }
}

// options: limits 'on' | 'off' (off), config (text of a configuration file), prepare(shop) before the first start.
export async function openShop(options = {}) {
  const shop = new Shop(await mkdtemp(path.join(os.tmpdir(), 'autojet-')), options);
  if (options.prepare) {
    const made = shop.command('init');
    if (made.code !== 0) throw new Error(made.text);
    await options.prepare(shop);
  }
  return shop.start();
}

export const secondHost = 'blink.example';

// A second shop on the same installation: Blink in Utrecht, with Cy's competitors at work.
export function addSecondShop(shop) {
  const made = shop.command('shop add', '--host', secondHost, '--url', `http://${secondHost}`, '--name', 'Blink',
    '--street', 'Glansweg 1', '--postcode', '3511 AB', '--city', 'Utrecht', '--phone', '+31302345678',
    '--email', 'hallo@blink.example', '--kvk', '12345678', '--vat', 'NL005130382B90');
  if (made.code !== 0) throw new Error(made.text);
}

// Somebody with a browser that has no JavaScript: keeps cookies, fills in forms.
import { formsOf, formTo } from './page.mjs';
import { ask } from './wire.mjs';

export class Visitor {
  constructor(shop, { host, from } = {}) {
    this.shop = shop;
    this.host = host ?? shop.host;
    this.from = from;
    this.cookies = new Map();
  }

  async ask(options) {
    const cookie = [...this.cookies].map(pair => pair.join('=')).join('; ');
    const headers = { Host: this.host, ...(cookie && { Cookie: cookie }), ...options.headers };
    const answer = await ask(this.shop, { from: this.from, ...options, headers });
    for (const line of answer.setCookies) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line);
      if (/max-age=0/i.test(line) || value === '') this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return answer;
  }

  get(path, headers) {
    return this.ask({ path, headers });
  }

  post(path, fields, headers) {
    return this.ask({
      method: 'POST', path, body: Buffer.isBuffer(fields) ? fields : new URLSearchParams(fields).toString(),
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
    });
  }

  // Sends the form of a page that leads to `end`, filled in.
  submit(page, end, values = {}) {
    const form = formTo(page.text, end);
    const filled = form.filled(values);
    if (form.method === 'GET') return this.get(`${form.action.split('?')[0]}?${filled}`);
    return this.post(form.action, filled);
  }

  // Follows the redirect of an answer, as browsers do after a form.
  async follow(answer) {
    if (answer.status !== 303) throw new Error(`expected a redirect, got ${answer.status} from ${answer.asked.path}`);
    return this.get(answer.location);
  }

  // A valid form token of the page, under the field's own name.
  async token(path) {
    const page = await this.get(path);
    for (const form of formsOf(page.text))
      for (const [name, value] of form.fields) if (name.startsWith('csrf')) return [name, value];
    throw new Error(`no form token on ${path}`);
  }
}

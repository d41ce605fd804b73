// Figures: what the shop's own numbers say, for who may see them, on the page and as a file.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { password, signInDee } from '../support/cast.mjs';
import { openShop } from '../support/shop.mjs';
import { Visitor } from '../support/visitor.mjs';

describe('figures', () => {
  let shop, dee;
  const links = {};
  before(async () => {
    shop = await openShop({ prepare: made => {
      const done = [made.command('demo', '--bookings', '600', '--seed', '7')];
      for (const role of ['desk', 'mechanic', 'bookkeeper']) {
        const added = made.command('staff add', '--name', role, '--email', `${role}@autojet.example`, '--role', role, '--language', 'en');
        links[role] = /\/desk\/setup\/\S+/.exec(added.out)?.[0];
        done.push(added);
      }
      for (const each of done) if (each.code !== 0) throw new Error(each.text);
      links.owner = /\/desk\/setup\/\S+/.exec(done[0].out)?.[0];
    } });
    dee = await signInDee(shop, links.owner ? { link: links.owner } : {});
  });
  after(() => shop?.close());

  async function signIn(role) {
    const visitor = new Visitor(shop);
    const page = await visitor.get(links[role]);
    assert.equal((await visitor.submit(page, links[role], { password, password_again: password })).status, 303);
    return visitor;
  }
  const year = new Date().getFullYear();

  test('Dee sees charts with their tables, and the numbers of the files are those of the page', async () => {
    const page = await dee.get(`/desk/figures?period=${year}`);
    assert.equal(page.status, 200);
    assert.ok(page.text.match(/role="img"/g).length >= 3);
    assert.doesNotMatch(page.text, /style=/);
    for (const name of ['utilisation', 'takings', 'services', 'lead-times']) {
      const file = await dee.get(`/desk/figures/${name}?period=${year}`);
      assert.equal(file.status, 200, name);
      assert.match(file.headers['content-type'], /^text\/csv/);
      assert.match(file.headers['content-disposition'], new RegExp(`${name}-${year}\\.csv`));
      assert.ok(file.text.split('\r\n').length > 2, name);
    }
    const rows = (await dee.get(`/desk/figures/services?period=${year}`)).text.trim().split('\r\n').slice(1);
    for (const row of rows) {
      const [service, times] = row.split(',');
      if (!service.startsWith('"')) assert.ok(page.text.includes(`<th scope="row">${service}</th><td>${times.replace('<5', 'minder dan 5')}</td>`), row);
    }
  });

  test('the bookkeeper sees them too; the desk, the mechanic and Cy do not', async () => {
    assert.equal((await (await signIn('bookkeeper')).get('/desk/figures')).status, 200);
    for (const role of ['desk', 'mechanic']) {
      const somebody = await signIn(role);
      assert.equal((await somebody.get('/desk/figures')).status, 403, role);
      assert.equal((await somebody.get('/desk/figures/takings')).status, 403, role);
    }
    assert.match((await new Visitor(shop).get('/desk/figures')).location, /^\/desk\/sign-in/);
  });

  test('periods that are none show this month; files that are none are not there', async () => {
    for (const period of ['2026-13', '0', '%00', '9999', "';--"])
      assert.ok([200, 400].includes((await dee.get(`/desk/figures?period=${encodeURIComponent(period)}`)).status), period);
    assert.equal((await dee.get('/desk/figures/names')).status, 404);
  });
});

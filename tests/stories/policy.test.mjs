// The policy from the command line and on its pages: one model, and nothing wider than what is published.
import assert from 'node:assert/strict';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { openShop, root, run } from '../support/shop.mjs';
import { ask } from '../support/wire.mjs';

describe('the policy on the command line', () => {
  let copy;
  before(async () => {
    copy = await mkdtemp(path.join(os.tmpdir(), 'autojet-policy-'));
    await cp(path.join(root, 'policy'), copy, { recursive: true });
  });
  after(() => rm(copy, { recursive: true, force: true }));
  const check = () => run('policy', 'check', '--policy', copy);

  async function widened(change) {
    const file = path.join(copy, 'privacy.toml');
    const text = await readFile(file, 'utf8');
    const changed = change(text);
    assert.notEqual(changed, text, 'the change took place');
    await writeFile(file, changed);
    const found = check();
    await writeFile(file, text);
    return found;
  }

  test('the model in the program holds together, and so does its source', () => {
    for (const found of [run('policy', 'check'), check()]) {
      assert.equal(found.code, 0, found.text);
      assert.match(found.out, /holds together/);
    }
  });

  test('a longer period, one more recipient, purpose or cookie needs a new version', async () => {
    const longer = await widened(text => text.replace(/months = 24/, 'months = 36'));
    assert.notEqual(longer.code, 0, longer.text);
    const cookie = await widened(text => `${text}\n[[cookie]]\nid = "track"\nname = "tracker"\nkeeps = ["C1"]\nkind = "functional"\nlife_days = 365\nhttp_only = true\nsame_site = "Lax"\ntitle = { nl = "volgt", en = "follows" }\n`);
    assert.notEqual(cookie.code, 0, cookie.text);
    assert.match(cookie.out, /\S+: \S+/);
  });

  test('a promise that is gone, and a file that cannot be read, are told', async () => {
    const gone = await widened(text => text.replace(/\[\[promise\]\]\nnumber = "S1"\n[^[]*/, ''));
    assert.notEqual(gone.code, 0);
    const broken = await widened(text => `${text}\n= nonsense`);
    assert.notEqual(broken.code, 0);
  });

  test('a published version that was touched is told', async () => {
    const folder = path.join(copy, 'published');
    const name = (await readdir(folder)).find(each => each.endsWith('.toml'));
    const file = path.join(folder, name);
    const text = await readFile(file, 'utf8');
    await writeFile(file, `${text}\n# touched\n`);
    const found = check();
    await writeFile(file, text);
    assert.notEqual(found.code, 0);
  });

  test('policy show prints every promise in both languages', async () => {
    const model = await readFile(path.join(root, 'policy/privacy.toml'), 'utf8');
    const numbers = [...model.matchAll(/^number = "(\w+)"/gm)].map(found => found[1]);
    assert.ok(numbers.length > 30);
    for (const language of ['nl', 'en']) {
      const shown = run('policy', 'show', '--language', language);
      assert.equal(shown.code, 0);
      for (const number of numbers) assert.match(shown.out, new RegExp(`\\b${number}\\b`), `${language} ${number}`);
    }
  });

  test('the pages show the same promises, with the date of the last change', async () => {
    const shop = await openShop();
    try {
      for (const [address, date] of [['/nl/privacy', '24 juni 2026'], ['/en/privacy', '24 June 2026']]) {
        const page = await ask(shop, { path: address });
        assert.ok(page.text.includes(date), address);
        for (const number of ['D0', 'D1', 'D2', 'K2', 'K3', 'S4', 'R7', 'X2', 'V1', 'T1']) assert.ok(page.text.includes(`id="${number}"`), `${address} ${number}`);
        for (const fact of ['95113479', 'NL005130382B90', 'Televisieweg 63', 'info@autojetalmere.nl', 'autoriteitpersoonsgegevens.nl']) assert.ok(page.text.includes(fact), `${address} ${fact}`);
      }
      for (const address of ['/nl/cookies', '/en/cookies']) {
        const page = await ask(shop, { path: address });
        for (const name of ['autojet_form', 'autojet_desk', 'autojet_me']) assert.ok(page.text.includes(name), `${address} ${name}`);
      }
    } finally {
      await shop.close();
    }
  });
});

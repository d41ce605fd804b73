// Passkeys in a browser: Chromium's own virtual authenticator makes and uses them.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { findingsOf, launch, overflowOf, picture } from '../support/browser.mjs';
import { password, signInDee } from '../support/cast.mjs';
import { openShop } from '../support/shop.mjs';

const email = 'dee@autojet.example';

describe('a passkey', () => {
  let shop, browser, context, page, device, address;
  before(async () => {
    shop = await openShop();
    await signInDee(shop);
    address = `http://localhost:${shop.port}`;
    browser = await launch();
    context = await browser.newContext({ locale: 'en-GB', viewport: { width: 390, height: 844 }, reducedMotion: 'reduce' });
    context.setDefaultTimeout(10_000);
    page = await context.newPage();
    page.complaints = [];
    page.on('pageerror', error => page.complaints.push(error.message));
    const client = await context.newCDPSession(page);
    await client.send('WebAuthn.enable');
    const { authenticatorId } = await client.send('WebAuthn.addVirtualAuthenticator', {
      options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
    });
    device = {
      verified: is => client.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: is }),
      credentials: async () => (await client.send('WebAuthn.getCredentials', { authenticatorId })).credentials,
      forget: () => client.send('WebAuthn.clearCredentials', { authenticatorId }),
      put: credential => client.send('WebAuthn.addCredential', { authenticatorId, credential }),
    };
  });
  after(async () => {
    await browser?.close();
    await shop?.close();
  });

  const go = path => page.goto(address + path);
  const signOut = async () => {
    await go('/desk/account');
    await page.locator('form[action="/desk/sign-out"] button').click();
    await page.waitForURL(/sign-in/);
  };
  async function givePassword() {
    await go('/desk/sign-in');
    await page.fill('#email', email);
    await page.fill('#password', password);
    await page.locator('form[action="/desk/sign-in"] button').click();
  }
  // Of the pages of this test, at both widths.
  async function look(name) {
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: width === 390 ? 844 : 900 });
      assert.equal(await overflowOf(page), '', `${name} at ${width}`);
      await picture(page, `passkey-${name}-${width}`);
    }
    assert.deepEqual(await findingsOf(page), [], name);
  }

  test('is added at the account with the password, and brings recovery codes', async () => {
    await givePassword();
    await page.waitForURL(/\/desk\/day/);
    await go('/desk/account/passkeys/new');
    await look('new');
    await page.fill('#name', 'Phone');
    await page.fill('#password', password);
    await page.locator('form[data-passkey=registration] button[type=submit]').click();
    await page.locator('.recovery-list li').first().waitFor();
    assert.equal(await page.locator('.recovery-list li').count(), 10);
    const [credential] = await device.credentials();
    assert.equal(credential.isResidentCredential, true);
    assert.equal(credential.rpId, 'localhost');
    await go('/desk/account');
    assert.match(await page.textContent('main'), /Phone/);
    await look('account');
  });

  test('signs in alone, and the session says so', async () => {
    await signOut();
    await look('sign-in');
    await page.locator('form[data-passkey=sign_in] button').click();
    await page.waitForURL(/\/desk\/day/);
    await go('/desk/account');
    assert.match(await page.textContent('main'), /(met een passkey|with a passkey)/);
  });

  test('is the second step after the password', async () => {
    await signOut();
    await givePassword();
    await page.waitForURL(/\/desk\/sign-in\/code/);
    await look('second-step');
    await page.locator('form[data-passkey=sign_in] button').click();
    await page.waitForURL(/\/desk\/day/);
  });

  test('is not asked without the finger: the page says so in words', async () => {
    await signOut();
    await device.verified(false);
    await page.locator('form[data-passkey=sign_in] button').click();
    await page.locator('.passkey-error:not([hidden])').waitFor();
    assert.match(await page.textContent('.passkey-error'), /\S/);
    await device.verified(true);
    await page.locator('form[data-passkey=sign_in] button').click();
    await page.waitForURL(/\/desk\/day/);
  });

  test('that was copied is refused when its counter goes back', async () => {
    const [credential] = await device.credentials();
    await signOut();
    await device.forget();
    await device.put({ ...credential, signCount: 1 });
    await page.locator('form[data-passkey=sign_in] button').click();
    await page.locator('.notice-bad').waitFor();
    assert.match(await page.textContent('.notice-bad'), /(gekopieerd|copied)/);
    await device.forget();
    await device.put({ ...credential, signCount: credential.signCount + 50 });
    await page.locator('form[data-passkey=sign_in] button').click();
    await page.waitForURL(/\/desk\/day/);
    await go('/desk/account');
    assert.match(await page.textContent('main'), /(kopie van|a copy of it)/);
  });

  test('is renamed, and removed with itself as proof', async () => {
    await page.locator('.session-list a[href^="/desk/account/passkeys/"]').click();
    await page.fill('#name', 'Old phone');
    await page.locator('form[action$="/name"] button').click();
    await page.waitForURL(/done=1/);
    await page.locator('.session-list a[href^="/desk/account/passkeys/"]').click();
    await page.check('input[name=by]');
    await look('remove');
    await page.locator('form[action$="/removal"] button').click();
    await page.waitForURL(/done=1/);
    assert.doesNotMatch(await page.textContent('main'), /Old phone/);
    await signOut();
    await page.locator('form[data-passkey=sign_in] button').click();
    await page.locator('.notice-bad').waitFor();
    await givePassword();
    await page.waitForURL(/\/desk\/day/);
    assert.deepEqual(page.complaints, []);
  });

  test('is not offered where the address is a number, nor without scripts', async () => {
    const plain = await browser.newContext({ javaScriptEnabled: false });
    const still = await plain.newPage();
    await still.goto(`${address}/desk/sign-in`);
    assert.equal(await still.locator('form[data-passkey]').isVisible(), false);
    assert.equal(await still.locator('#password').isVisible(), true);
    await plain.close();
  });
});

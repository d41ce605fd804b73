// Debian's Chromium, watched: what it logs, what it asks of others, what axe finds, how wide its pages are.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { root } from './shop.mjs';

const require = createRequire(import.meta.url);
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const pictures = path.join(root, 'build/screenshots');

export function launch() {
  mkdirSync(pictures, { recursive: true });
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
}

// A page in a fresh profile that remembers whatever it should not have seen. options as for newContext().
export async function openPage(browser, shop, options = {}) {
  const context = await browser.newContext({ locale: 'nl-NL', viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce', ...options });
  context.setDefaultTimeout(30_000);
  const page = await context.newPage();
  page.complaints = [];
  const refused = new Set();
  page.on('response', answer => answer.request().isNavigationRequest() && answer.status() >= 400 && refused.add(answer.url()));
  page.on('pageerror', error => page.complaints.push(`script error: ${error.message}`));
  page.on('console', message => {
    if (!['error', 'warning'].includes(message.type())) return;
    if (refused.has(message.location().url)) return;  // a page that is meant to be refused
    page.complaints.push(`console: ${message.text()} at ${message.location().url}`);
  });
  page.on('request', request => {
    if (!request.url().startsWith(`${shop.url}/`)) page.complaints.push(`asked elsewhere: ${request.url()}`);
  });
  page.on('requestfailed', request => {
    if (request.resourceType() !== 'eventsource' && !/ERR_ABORTED/.test(request.failure().errorText)) page.complaints.push(`failed: ${request.url()} ${request.failure().errorText}`);
  });
  page.shop = shop;
  return page;
}

export function noComplaints(page) {
  assert.deepEqual(page.complaints, []);
}

// Everything that axe knows of WCAG 2.2 A and AA and its best practices.
export async function findingsOf(page) {
  await page.evaluate(axe);
  const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
  return found.violations.flatMap(each => each.nodes.map(node => `${each.id}: ${node.target.join(' ')}: ${node.failureSummary.split('\n').slice(1).join(' ').trim()}`));
}

export async function overflowOf(page) {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return '';
    const guilty = [...document.querySelectorAll('body *')].filter(each => each.getBoundingClientRect().right > clientWidth + 1);
    return `${scrollWidth} > ${clientWidth}: ${guilty.slice(-1).map(each => `${each.tagName}.${each.className}`)}`;
  });
}

export function picture(page, name) {
  return page.screenshot({ path: path.join(pictures, `${name}.png`), fullPage: true });
}

// Presses Tab until the focus is on what the selector names, and checks that the focus can be seen.
export async function tabTo(page, selector, most = 150) {
  for (let n = 0; n < most; ++n) {
    await page.keyboard.press('Tab');
    const seen = await page.evaluate(wanted => {
      const at = document.activeElement;
      if (!at?.matches(wanted)) return null;
      const shown = [at, at.parentElement, at.closest('label')].filter(Boolean).map(each => getComputedStyle(each));
      return shown.some(style => style.outlineStyle !== 'none' || style.boxShadow !== 'none') ? 'visible' : 'hidden';
    }, selector);
    if (seen === 'hidden') throw new Error(`the focus on ${selector} cannot be seen`);
    if (seen) return;
  }
  throw new Error(`${selector} cannot be reached with the Tab key on ${page.url()}`);
}

// Loads a page and waits until the fonts are there.
export async function visit(page, address) {
  const answer = await page.goto(page.shop.url + address);
  await page.evaluate(() => document.fonts.ready.then(() => true));
  return answer;
}

// The desk stays fresh: the server says "changed", the page fetches itself again. Works without this file, by reloading.
'use strict';

let waiting = false;

// The parts that are marked, where a page marks some: what lies between them looks after itself.
function renew(old, fresh) {
  const parts = [...old.querySelectorAll('[data-live-part]')];
  for (const part of parts) {
    const other = fresh.querySelector(`[data-live-part="${part.dataset.livePart}"]`);
    if (other && other.innerHTML !== part.innerHTML) part.replaceChildren(...other.childNodes);
  }
  if (parts.length === 0 && fresh.innerHTML !== old.innerHTML) old.replaceChildren(...fresh.childNodes);
}

// Somebody types, or has opened a part to do so: what they have there is not taken away.
function isAtWork() {
  if (document.querySelector('main details[open]')) return true;
  return [...document.querySelectorAll('main input, main textarea')].some((field) => field.value !== field.defaultValue);
}

async function refresh() {
  document.dispatchEvent(new Event('desk-changed'));
  if (waiting || document.hidden || isAtWork() || !document.querySelector('main [data-live]')) return;
  if (document.activeElement && document.activeElement.matches('main input, main textarea, main select')) return;
  waiting = true;
  try {
    const answer = await fetch(location.href, { headers: { Accept: 'text/html' }, credentials: 'same-origin' });
    if (!answer.ok || answer.redirected) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('main');
    const old = document.querySelector('main');
    if (!fresh || !old) return;
    const focused = document.activeElement && document.activeElement.getAttribute('href');
    renew(old, fresh);
    if (focused && document.activeElement === document.body) old.querySelector(`a[href="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
  } finally {
    waiting = false;
  }
}

if (document.querySelector('main [data-live]')) {
  const source = new EventSource('/desk/events');
  let lost = false;
  source.addEventListener('changed', refresh);
  source.addEventListener('error', () => (lost = true));
  source.addEventListener('open', () => {
    if (lost) refresh();
    lost = false;
  });
  document.addEventListener('visibilitychange', refresh);
}

document.addEventListener('submit', (event) => {
  const form = event.target;
  if (form.method !== 'post') return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = 'yes';
});

window.addEventListener('pageshow', () => {
  for (const form of document.forms) delete form.dataset.sent;
});

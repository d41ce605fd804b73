// The desk stays fresh: the server says "changed", the page fetches itself again. Works without this file, by reloading.
'use strict';

let waiting = false;

// Somebody types, or has opened a part to do so: what they have there is not taken away.
function isAtWork() {
  if (document.querySelector('main details[open]')) return true;
  return [...document.querySelectorAll('main input, main textarea')].some((field) => field.value !== field.defaultValue);
}

async function refresh() {
  if (waiting || document.hidden || isAtWork() || !document.querySelector('main [data-live]')) return;
  if (document.activeElement && document.activeElement.matches('main input, main textarea, main select')) return;
  waiting = true;
  try {
    const answer = await fetch(location.href, { headers: { Accept: 'text/html' }, credentials: 'same-origin' });
    if (!answer.ok || answer.redirected) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('main');
    const old = document.querySelector('main');
    if (!fresh || !old || fresh.innerHTML === old.innerHTML) return;
    const focused = document.activeElement && document.activeElement.getAttribute('href');
    old.replaceChildren(...fresh.childNodes);
    if (focused) old.querySelector(`a[href="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
  } finally {
    waiting = false;
  }
}

if (document.querySelector('main [data-live]')) {
  const source = new EventSource('/desk/events');
  source.addEventListener('changed', refresh);
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

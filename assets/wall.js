// The wall keeps itself up to date: when the server says "changed", when a minute is over, and when the line is back.
// Without this file the page reloads every minute.
'use strict';

const stale = () => document.getElementById('stale');

async function renew() {
  try {
    const answer = await fetch(location.href, { headers: { Accept: 'text/html' }, credentials: 'same-origin' });
    if (answer.redirected) return location.reload();
    if (!answer.ok) throw new Error('no answer');
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('main');
    if (fresh) document.querySelector('main').replaceChildren(...fresh.childNodes);
  } catch {
    if (stale()) stale().hidden = false;
  }
}

const source = new EventSource('/desk/events');
source.addEventListener('changed', renew);
source.addEventListener('open', renew);
source.addEventListener('error', () => {
  if (stale()) stale().hidden = false;
});
setInterval(renew, 60_000);

// Adds up the till while somebody counts. Without this file the server adds up.
'use strict';

const form = document.querySelector('.till-count');
const live = form?.querySelector('.till-live');

function show() {
  const fields = [...form.querySelectorAll('[data-worth]')];
  const filled = fields.some((field) => field.value.trim() !== '');
  live.hidden = !filled;
  if (!filled) return;
  const cents = fields.reduce((sum, field) => sum + (Number.parseInt(field.value, 10) || 0) * Number(field.dataset.worth), 0);
  const money = new Intl.NumberFormat(document.documentElement.lang, { style: 'currency', currency: 'EUR' });
  const difference = cents - Number(form.dataset.expected);
  live.textContent = `${live.dataset.counted} ${money.format(cents / 100)}. ${live.dataset.difference} ${money.format(difference / 100)}`;
}

form?.addEventListener('input', show);

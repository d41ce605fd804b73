// What goes back of what was handed over, while it is typed; and the button that prints. Both work without this file:
// the server says the change after booking, browsers print by themselves.
'use strict';

const cents = text => {
  const typed = text.replace(/[^\d.,]/g, '').replace(',', '.');
  return /^\d+(\.\d{1,2})?$/.test(typed) ? Math.round(Number(typed) * 100) : NaN;
};

const given = document.getElementById('given');
const back = document.getElementById('back');

if (given && back) {
  const euros = new Intl.NumberFormat(given.dataset.lang, { style: 'currency', currency: 'EUR' });
  const show = () => {
    const change = cents(given.value) - Number(given.dataset.cash);
    if (Number.isNaN(change)) back.textContent = '';
    else back.textContent = change < 0 ? back.dataset.short : `${back.dataset.back} ${euros.format(change / 100)}`;
  };
  given.addEventListener('input', show);
  show();
}

for (const button of document.querySelectorAll('[data-print]')) {
  button.hidden = false;
  button.addEventListener('click', () => window.print());
}

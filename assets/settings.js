// Settings: services are dragged into their order, and colours show at once. Works without this file, by buttons and by
// the preview.
'use strict';

const list = document.querySelector('[data-order]');
if (list) {
  let dragged = null;
  for (const row of list.children) row.draggable = true;
  list.addEventListener('dragstart', (event) => {
    dragged = event.target.closest('.set-row');
    dragged?.classList.add('dragged');
  });
  list.addEventListener('dragover', (event) => {
    const over = event.target.closest('.set-row');
    if (!dragged || !over) return;
    event.preventDefault();
    const box = over.getBoundingClientRect();
    if (over !== dragged) list.insertBefore(dragged, event.clientY < box.top + box.height / 2 ? over : over.nextSibling);
  });
  list.addEventListener('drop', (event) => event.preventDefault());
  list.addEventListener('dragend', () => {
    if (!dragged) return;
    dragged.classList.remove('dragged');
    const form = dragged.querySelector('form');
    dragged = null;
    const order = document.createElement('input');
    order.type = 'hidden';
    order.name = 'order';
    order.value = [...list.children].map((row) => row.dataset.id).join(',');
    form.append(order);
    form.submit();
  });
}

const look = document.querySelector('[data-look]');
if (look) {
  const show = () => {
    const { paint, glow, link } = look.elements;
    for (const page of document.querySelectorAll('.sample-page')) {
      page.style.setProperty('--s-ink', paint.value);
      page.style.setProperty('--s-jet', glow.value);
      page.style.setProperty('--s-link', page.classList.contains('sample-dark') ? glow.value : link.value);
    }
  };
  look.addEventListener('input', show);
}

// The intake on a tablet: point at the outline, sign with a finger, send photos as soon as they are taken. Every form
// works without this file: by choosing from a list, on paper, with a button.
'use strict';

for (const part of document.querySelectorAll('.script-only')) part.hidden = false;

const outline = document.querySelector('[data-outline]');
if (outline) {
  const form = outline.closest('form');
  const spot = document.createElementNS('http://www.w3.org/2000/svg', 'g');
  spot.setAttribute('class', 'mark mark-new');
  const dot = document.createElementNS('http://www.w3.org/2000/svg', 'circle');
  dot.setAttribute('r', '11');
  spot.append(dot);

  const put = (x, y) => {
    form.elements.x.value = Math.round(x);
    form.elements.y.value = Math.round(y);
    dot.setAttribute('cx', x);
    dot.setAttribute('cy', y);
    outline.append(spot);
  };
  const nearest = (x, y) => {
    let best = null;
    for (const option of form.elements.zone.options) {
      if (!option.value) continue;
      const away = (option.dataset.x - x) ** 2 + (option.dataset.y - y) ** 2;
      if (!best || away < best.away) best = { option, away };
    }
    return best.option.value;
  };
  outline.classList.add('is-live');
  outline.addEventListener('click', (event) => {
    const box = outline.getBoundingClientRect();
    const x = ((event.clientX - box.left) / box.width) * 200;
    const y = ((event.clientY - box.top) / box.height) * 400;
    put(x, y);
    form.elements.zone.value = nearest(x, y);
  });
  form.elements.zone.addEventListener('change', () => {
    const chosen = form.elements.zone.selectedOptions[0];
    if (chosen.value) put(Number(chosen.dataset.x), Number(chosen.dataset.y));
  });
}

const pad = document.querySelector('canvas.pad');
if (pad) {
  const form = pad.closest('form');
  const pen = pad.getContext('2d');
  let drawn = false;
  const place = (event) => {
    const box = pad.getBoundingClientRect();
    return [((event.clientX - box.left) / box.width) * pad.width, ((event.clientY - box.top) / box.height) * pad.height];
  };
  const wipe = () => {
    pen.fillStyle = '#fff';
    pen.fillRect(0, 0, pad.width, pad.height);
    drawn = false;
  };
  wipe();
  pen.lineWidth = 5;
  pen.lineCap = 'round';
  pen.lineJoin = 'round';
  pad.addEventListener('pointerdown', (event) => {
    pad.setPointerCapture(event.pointerId);
    pen.beginPath();
    pen.moveTo(...place(event));
  });
  pad.addEventListener('pointermove', (event) => {
    if (!pad.hasPointerCapture(event.pointerId)) return;
    pen.lineTo(...place(event));
    pen.stroke();
    drawn = true;
  });
  form.querySelector('[data-wipe]').addEventListener('click', wipe);
  form.addEventListener('submit', (event) => {
    if (form.elements.signature.files.length || !drawn) return;
    event.preventDefault();
    event.stopPropagation();
    pad.toBlob((png) => {
      const files = new DataTransfer();
      files.items.add(new File([png], 'signature.png', { type: 'image/png' }));
      form.elements.signature.files = files.files;
      form.requestSubmit();
    }, 'image/png');
  });
}

for (const input of document.querySelectorAll('input[type=file][data-send]'))
  input.addEventListener('change', () => {
    if (input.files.length) input.form.requestSubmit();
  });

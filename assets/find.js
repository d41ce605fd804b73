// The search box finds while one types. Without this file Enter asks for a page instead. What is typed travels in the
// body of a request and stands in no address.
'use strict';

(() => {
  const form = document.querySelector('form.find');
  if (!form) return;
  const input = form.querySelector('input[type=search]');
  const list = document.createElement('div');
  const options = document.createElement('div');
  const advice = document.createElement('p');
  list.className = 'find-list';
  list.hidden = true;
  options.id = 'find-options';
  options.setAttribute('role', 'listbox');
  options.setAttribute('aria-label', input.labels[0].textContent);
  advice.className = 'find-advice';
  advice.setAttribute('role', 'status');
  list.append(options, advice);
  form.append(list);
  for (const [name, value] of [['role', 'combobox'], ['aria-autocomplete', 'list'], ['aria-expanded', 'false'], ['aria-controls', options.id]])
    input.setAttribute(name, value);

  let chosen = -1;
  let asked = null;
  let timer = 0;

  function show(open) {
    list.hidden = !open;
    input.setAttribute('aria-expanded', String(open && options.children.length > 0));
    if (!open) choose(-1);
  }

  function choose(index) {
    chosen = index;
    [...options.children].forEach((option, at) => option.setAttribute('aria-selected', String(at === index)));
    const option = options.children[index];
    if (!option) return input.removeAttribute('aria-activedescendant');
    input.setAttribute('aria-activedescendant', option.id);
    option.scrollIntoView({ block: 'nearest' });
  }

  function text(tag, content, name) {
    const element = document.createElement(tag);
    element.textContent = content;
    if (name) element.className = name;
    return element;
  }

  function optionOf(each, index) {
    const option = document.createElement('div');
    option.id = `find-${index}`;
    option.dataset.url = each.url;
    option.setAttribute('role', 'option');
    option.append(text('strong', each.name), text('small', each.reach));
    if (each.plate) {
      const plate = text('span', '', each.country === 'NL' ? 'plate' : 'plate plate-foreign');
      plate.append(text('span', each.country, 'plate-band'), text('span', each.plate, 'plate-text'));
      option.append(plate);
    }
    return option;
  }

  async function find() {
    asked?.abort();
    if (!input.value.trim()) return show(false);
    const mine = asked = new AbortController();
    try {
      const answer = await fetch(form.action, { method: 'POST', body: new URLSearchParams(new FormData(form)), headers: { Accept: 'application/json' }, credentials: 'same-origin', signal: mine.signal });
      if (!answer.ok || answer.redirected) return show(false);
      const { found, advice: words } = await answer.json();
      if (mine.signal.aborted) return;
      options.replaceChildren(...found.map(optionOf));
      advice.textContent = words;
      advice.hidden = !words;
      choose(-1);
      show(true);
    } catch (error) {
      if (error.name !== 'AbortError') show(false);
    }
  }

  input.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(find, 120);
  });
  input.addEventListener('keydown', (event) => {
    const count = options.children.length;
    if (event.key === 'Escape' && !list.hidden) {
      event.preventDefault();
      return show(false);
    }
    if (list.hidden || count === 0) return;
    if (event.key === 'ArrowDown') choose((chosen + 1) % count);
    else if (event.key === 'ArrowUp') choose(chosen <= 0 ? count - 1 : chosen - 1);
    else if (event.key === 'Enter' && chosen >= 0) location.assign(options.children[chosen].dataset.url);
    else return;
    event.preventDefault();
  });
  options.addEventListener('mousedown', (event) => event.preventDefault());
  options.addEventListener('click', (event) => {
    const option = event.target.closest('[role=option]');
    if (option) location.assign(option.dataset.url);
  });
  input.addEventListener('blur', () => show(false));
  document.addEventListener('keydown', (event) => {
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || event.target.matches('input, textarea, select')) return;
    event.preventDefault();
    input.focus();
  });
})();

// The day and the week as a calendar: drag, pull, undo, by mouse, finger and keyboard. Without this file the page shows
// the same as a board, and bookings are planned anew by the form on their page.
'use strict';

(() => {
  const root = document.getElementById('calendar');
  if (!root || !window.EventCalendar) return;

  const { view, by, date, offset, opens, closes, icons, token, language } = root.dataset;
  const grid = root.querySelector('.calendar-grid');
  const said = Object.fromEntries([...root.querySelectorAll('[data-word]')].map(word => [word.dataset.word, word.textContent]));
  const columnsOf = kind => [...root.querySelectorAll(`[data-${kind}]`)].map(each => ({ id: each.dataset[kind], title: each.textContent }));
  const bays = columnsOf('bay');
  const columns = by === 'person' ? columnsOf('person') : bays;
  const shut = [...root.querySelectorAll('[data-shut]')].map(each => Number(each.dataset.shut));
  const minute = 60_000;
  const step = 15 * minute;
  let held = false;     // something is being dragged
  let missed = false;   // news came meanwhile
  let draggedAt = 0;
  let planned = new Map();

  const element = (name, classes, ...inside) => {
    const made = document.createElement(name);
    if (classes) made.className = classes;
    made.append(...inside);
    return made;
  };
  const icon = name => {
    const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    const use = document.createElementNS('http://www.w3.org/2000/svg', 'use');
    use.setAttribute('href', `${icons}#${name}`);
    svg.setAttribute('class', 'icon');
    svg.setAttribute('aria-hidden', 'true');
    svg.append(use);
    return svg;
  };

  // The calendar keeps the shop's wall clock, wherever the browser is: its dates read as that clock does.
  const two = number => String(number).padStart(2, '0');
  const dayOf = moment => `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
  const timeOf = moment => `${two(moment.getHours())}:${two(moment.getMinutes())}`;
  const columnOf = event => {
    const id = by === 'person' ? event.person : event.bay;
    return columns.some(column => column.id === id) ? id : columns[0]?.id;
  };
  const bayName = id => bays.find(bay => bay.id === id)?.title ?? '';

  function shown(event) {
    return {
      id: event.reference, start: event.start, end: event.end, resourceIds: [columnOf(event)],
      editable: !event.fixed, classNames: ['planned', `state-${event.state}`], extendedProps: event,
    };
  }
  function blocked(block) {
    return {
      id: `block-${block.id}`, start: block.start, end: block.end, resourceIds: [block.bay], editable: false,
      classNames: ['blocked'], extendedProps: block,
    };
  }

  function content({ event }) {
    const about = event.extendedProps;
    if (!about.reference) {
      const button = element('button', 'blocked-button', icon('block'), `${said.blocked}: ${about.word}`);
      button.type = 'button';
      button.addEventListener('click', () => say(button.textContent, [[said.release, () => release(about.id)]]));
      return { domNodes: [button] };
    }
    const link = element('a', 'planned-link');
    link.href = `/desk/bookings/${about.reference}`;
    link.draggable = false;
    link.dataset.reference = about.reference;
    link.setAttribute('aria-describedby', 'calendar-hint');
    link.append(
      element('span', 'planned-time', timeOf(event.start), element('span', 'planned-until', `–${timeOf(event.end)}`)),
      element('span', 'planned-word', icon(about.icon), element('span', 'planned-word-text', about.word)),
      element('strong', 'planned-service', about.service));
    if (about.plate) link.append(element('span', 'planned-plate', about.plate));
    const where = by === 'person' ? bayName(about.bay) : '';
    const who = [about.name, where].filter(Boolean).join(' · ');
    if (who) link.append(element('span', 'planned-who', who));
    return { domNodes: [link] };
  }

  const toast = document.getElementById('toast');
  let toastEnds;
  function say(text, offers = [], kind = 'good') {
    clearTimeout(toastEnds);
    toast.className = `toast toast-${kind} toast-shown`;
    toast.replaceChildren(element('p', '', text));
    for (const [word, act] of [...offers, [said.close, () => {}]]) {
      const button = element('button', 'toast-button', word);
      button.type = 'button';
      button.addEventListener('click', () => {
        hush();
        act();
      });
      toast.append(button);
    }
    if (kind === 'good') toastEnds = setTimeout(hush, 120_000);
  }
  function hush() {
    toast.className = 'toast';
    toast.replaceChildren();
  }

  async function ask(url, options) {
    try {
      const answer = await fetch(url, { credentials: 'same-origin', headers: { Accept: 'application/json' }, ...options });
      if (answer.redirected) location.reload();
      return { ok: answer.ok, ...(await answer.json()) };
    } catch {
      return { ok: false, code: 'offline', title: said.offline };
    }
  }
  const send = (reference, end, fields) =>
    ask(`/desk/bookings/${reference}/${end}`, { method: 'POST', body: new URLSearchParams({ csrf_token: token, ...fields }) });

  async function fetchEvents() {
    const answer = await ask(root.dataset.events);
    if (!answer.ok) {
      say(said.stale, [], 'bad');
      return null;
    }
    planned = new Map(answer.events.map(event => [event.reference, event]));
    return [...answer.events.map(shown), ...(by === 'person' ? [] : answer.blocks.map(blocked))];
  }

  // What is in the hand stays there; what has the focus keeps it.
  async function refresh() {
    if (held) {
      missed = true;
      return;
    }
    const events = await fetchEvents();
    if (!events) return;
    if (held) {
      missed = true;
      return;
    }
    const focused = document.activeElement?.dataset?.reference;
    calendar.setOption('events', events);
    requestAnimationFrame(() => {
      if (focused && document.activeElement?.dataset?.reference !== focused) focusOn(focused);
    });
  }
  const focusOn = reference => grid.querySelector(`a[data-reference="${CSS.escape(reference)}"]`)?.focus({ preventScroll: true });

  const fieldsOf = (about, start, end, column) => ({
    date: dayOf(start), time: timeOf(start), minutes: String(Math.round((end - start) / minute)),
    bay: by === 'bay' ? column : about.bay, person: by === 'person' ? column : about.person,
    waits: about.waits ? '1' : '0', seen: about.seen,
  });

  async function plan(reference, start, end, column, revert) {
    const about = planned.get(reference);
    const answer = await send(reference, 'moves', fieldsOf(about, start, end, column));
    if (answer.ok) {
      await refresh();
      const undo = answer.move ? [[said.undo, () => takeBack(reference, answer.move)]] : [];
      return say(answer.message, undo);
    }
    revert();
    await refresh();
    const changed = answer.type === 'urn:autojet:problem:changed_meanwhile' || answer.code === 'changed_meanwhile';
    const offers = changed && planned.has(reference) ? [[said.anyway, () => plan(reference, start, end, column, () => {})]] : [];
    say(answer.title ?? said.offline, offers, 'bad');
  }

  async function takeBack(reference, move) {
    const answer = await send(reference, 'moves/reversal', { move });
    await refresh();
    focusOn(reference);
    if (answer.ok) say(said.undone);
    else say(answer.title ?? said.offline, [], 'bad');
  }

  async function release(block) {
    const answer = await fetch(`/desk/blocks/${block}/removal`, { method: 'POST', credentials: 'same-origin', body: new URLSearchParams({ csrf_token: token }) }).catch(() => null);
    if (!answer?.ok) say(said.offline, [], 'bad');
    await refresh();
  }

  // An empty place offers what can be put there.
  function offer({ date: moment, resource }) {
    const day = dayOf(moment), column = columns.find(each => each.id === String(resource?.id));
    const bay = by === 'bay' && column ? `&bay=${column.id}` : '';
    say(`${timeOf(moment)}${column ? `, ${column.title}` : ''}`, [
      [said.book, () => location.assign(`/desk/bookings/new?date=${day}`)],
      [said.block, () => location.assign(`/desk/blocks/new?date=${day}&from=${timeOf(moment)}${bay}`)]]);
  }

  // It calls itself a table, whose cells are empty and whose bookings stand elsewhere. What readers of the screen get is
  // the bookings, as links in order.
  function calm() {
    for (const each of grid.querySelectorAll('[role]')) {
      for (const name of ['role', 'aria-colspan', 'aria-colindex']) each.removeAttribute(name);
    }
    for (const each of grid.querySelectorAll('aside, nav, header')) each.setAttribute('role', 'presentation');
    for (const each of grid.querySelectorAll('span[aria-label]')) each.removeAttribute('aria-label');
  }

  const letGo = () => {
    held = false;
    draggedAt = performance.now();
    if (missed) {
      missed = false;
      setTimeout(refresh, 0);
    }
  };
  const dropped = info => plan(info.event.id, info.event.start, info.event.end, info.event.resourceIds[0], info.revert);

  const calendar = EventCalendar.create(grid, {
    view: view === 'day' ? 'resourceTimeGridDay' : 'resourceTimeGridWeek',
    date, timeZone: offset === 'Z' ? 'UTC' : offset, locale: language, firstDay: 1,
    hiddenDays: view === 'week' && shut.length < 7 ? shut : [],
    headerToolbar: { start: '', center: '', end: '' },
    resources: columns, datesAboveResources: true, columnWidth: 'minmax(6rem, 1fr)',
    allDaySlot: false, nowIndicator: true, pointer: false, editable: true, eventStartEditable: true, eventDurationEditable: true,
    slotMinTime: opens, slotMaxTime: closes, flexibleSlotTimeLimits: { eventFilter: () => true },
    slotDuration: '00:30', snapDuration: '00:15', slotHeight: 42, slotEventOverlap: false,
    slotLabelFormat: { hour: '2-digit', minute: '2-digit', hour12: false },
    eventTimeFormat: { hour: '2-digit', minute: '2-digit', hour12: false },
    dayHeaderFormat: { weekday: 'short', day: 'numeric', month: 'short' },
    longPressDelay: 350, events: [], eventContent: content,
    eventDragStart: () => { held = true; },
    eventDragStop: letGo,
    eventResizeStart: () => { held = true; },
    eventResizeStop: letGo,
    dateClick: offer,
    eventAllUpdated: calm,
    eventDrop: dropped,
    eventResize: dropped,
  });

  grid.addEventListener('click', event => {
    if (performance.now() - draggedAt < 300) event.preventDefault();
  }, true);

  const ways = { ArrowUp: [-1, 0, 0], ArrowDown: [1, 0, 0], ArrowLeft: [0, -1, 0], ArrowRight: [0, 1, 0] };
  grid.addEventListener('keydown', async event => {
    const reference = event.target.dataset?.reference;
    const way = event.shiftKey ? ways[event.key] : undefined;
    const longer = { '+': 1, '-': -1, '=': 1, _: -1 }[event.key];
    const shownNow = reference && calendar.getEventById(reference);
    if (!shownNow || shownNow.editable === false || (!way && !longer)) return;
    event.preventDefault();
    const [later, aside] = way ?? [0, 0];
    const at = columns.findIndex(column => column.id === String(shownNow.resourceIds[0]));
    const column = columns[at + aside];
    if (!column) return;
    const start = new Date(shownNow.start.getTime() + later * step);
    const end = new Date(shownNow.end.getTime() + (later + (longer ?? 0)) * step);
    if (end > start) await plan(reference, start, end, column.id, () => {});
    focusOn(reference);
  });

  // Other days keep the view by person.
  if (by === 'person') {
    document.addEventListener('click', event => {
      const link = event.target.closest?.('.date-nav a[href^="/desk/day"], .date-nav a[href^="/desk/week"]');
      if (!link) return;
      const url = new URL(link.href);
      url.searchParams.set('by', 'person');
      link.href = url;
    }, true);
    document.addEventListener('submit', event => {
      if (!event.target.matches('.date-pick') || event.target.elements.by) return;
      const field = element('input');
      Object.assign(field, { type: 'hidden', name: 'by', value: 'person' });
      event.target.append(field);
    }, true);
  }

  document.addEventListener('desk-changed', refresh);
  (async () => {
    const events = await fetchEvents();
    if (!events) return;
    calendar.setOption('events', events);
    root.hidden = false;
    calm();
    for (const part of document.querySelectorAll('[data-live-part=board], [data-live-part=people]')) part.hidden = true;
    document.documentElement.classList.add('has-calendar');
  })();
})();

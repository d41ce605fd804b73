// As much of HTML as a test needs: the forms of a page, what stands in their fields, and the visible text.
const entities = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' };

export function unescapeHtml(text) {
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name) => {
    if (hex) return String.fromCodePoint(parseInt(hex, 16));
    if (decimal) return String.fromCodePoint(Number(decimal));
    return entities[name] ?? whole;
  });
}

function attributesOf(tag) {
  const found = {};
  for (const [, name, value] of tag.matchAll(/([\w-]+)(?:="([^"]*)")?/g)) found[name] ??= unescapeHtml(value ?? '');
  return found;
}

function fieldsOf(html) {
  const fields = [];
  for (const [tag] of html.matchAll(/<input\b[^>]*>/g)) {
    const { name, value = '', type = 'text', checked } = attributesOf(tag);
    if (name && (!['radio', 'checkbox'].includes(type) || checked !== undefined)) fields.push([name, value]);
  }
  for (const [, tag, text] of html.matchAll(/<textarea\b([^>]*)>([^]*?)<\/textarea>/g))
    fields.push([attributesOf(tag).name, unescapeHtml(text.replace(/^\r?\n/, ''))]);
  for (const [, tag, options] of html.matchAll(/<select\b([^>]*)>([^]*?)<\/select>/g)) {
    const all = [...options.matchAll(/<option\b([^>]*)>/g)].map(found => attributesOf(found[1]));
    const chosen = all.find(option => option.selected !== undefined) ?? all[0];
    if (chosen) fields.push([attributesOf(tag).name, chosen.value]);
  }
  return fields.filter(([name]) => name);
}

export class Form {
  constructor(tag, html) {
    const { action = '', method = 'get' } = attributesOf(tag);
    this.action = action;
    this.method = method.toUpperCase();
    this.fields = fieldsOf(html);
    this.buttons = [...html.matchAll(/<button\b([^>]*)>/g)].map(found => attributesOf(found[1]));
    this.choices = [...html.matchAll(/<input\b[^>]*type="radio"[^>]*>/g)].map(([radio]) => attributesOf(radio));
  }

  value(name) {
    return this.fields.find(field => field[0] === name)?.[1];
  }

  // What a browser would send after somebody has filled these in.
  filled(values = {}) {
    const left = this.fields.filter(([name]) => !(name in values));
    return new URLSearchParams([...left, ...Object.entries(values)]);
  }
}

export function formsOf(html) {
  return [...html.matchAll(/<form\b([^>]*)>([^]*?)<\/form>/g)].map(found => new Form(found[1], found[2]));
}

// The form that leads to an address with this end.
export function formTo(html, end) {
  const form = formsOf(html).find(candidate => candidate.action.split('?')[0].endsWith(end));
  if (!form) throw new Error(`no form to ${end} among: ${formsOf(html).map(each => each.action).join(' ')}`);
  return form;
}

export function linksOf(html) {
  return [...html.matchAll(/<(?:a|link)\b([^>]*)>/g)].map(found => attributesOf(found[1]).href).filter(Boolean);
}

export function textOf(html) {
  return unescapeHtml(html.replace(/<(script|style)\b[^]*?<\/\1>/g, ' ').replace(/<[^>]+>/g, ' ')).replace(/\s+/g, ' ');
}

// What stands beside a field as its error.
export function errorBeside(html, field) {
  const found = new RegExp(`<[^>]*id="${field}-error"[^>]*>([^]*?)</`).exec(html);
  return found && textOf(found[1]).trim();
}

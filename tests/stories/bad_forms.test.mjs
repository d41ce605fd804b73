// Whatever is typed into a form: a clear error beside its field, the rest kept, nothing half written, never a 500.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { ada, adasCar, book, deskPath, freeStarts, pathOf, signInDee } from '../support/cast.mjs';
import { errorBeside, formTo, textOf } from '../support/page.mjs';
import { openShop } from '../support/shop.mjs';
import { Visitor } from '../support/visitor.mjs';

const unreadable = ['Ada\u0000', 'Ada\u0007', 'Ada\u001b[2J', 'Ada\u202eadA', 'Ada\u2066', 'Ada\ufeff'];
const script = '"><script>alert(1)</script><img src=x onerror=alert(2)>\'"</textarea></title>';

// application/x-www-form-urlencoded with raw bytes in one field.
function encoded(fields, name, bytes) {
  const rest = new URLSearchParams(fields.filter(field => field[0] !== name)).toString();
  const hex = [...bytes].map(byte => `%${byte.toString(16).padStart(2, '0')}`).join('');
  return Buffer.from(`${rest}&${name}=${hex}`);
}

describe('bad input to a form', () => {
  let shop, dee, visitor, starts;
  before(async () => {
    shop = await openShop();
    dee = await signInDee(shop);
    visitor = new Visitor(shop);
    starts = await freeStarts(shop, 'hand-wash', 'small');
  });
  after(async () => {
    assert.doesNotMatch(shop.log, /incident|error/);
    await shop.close();
  });

  const good = () => ({ name: 'Ada de Vries', phone: '0612345678', email: 'ada@example.com', plate: adasCar.plate, country: 'NL', vehicle: 'Volvo V60', message: 'hello' });
  const choice = start => `service=hand-wash&size=small&start=${encodeURIComponent(start)}`;

  // Every form with fields for people: where it is, where it leads, good values, and who fills it in.
  const forms = () => ({
    review: { who: visitor, page: `/en/book/details?${choice(starts[0])}`, end: '/book/review', values: good(), clean: 200 },
    contact: { who: visitor, page: '/en/contact', end: '/contact', values: { name: 'Ada', phone: '', email: ada.email, message: 'hello' }, clean: 303 },
    desk: { who: dee, page: `/desk/bookings/new?service=hand-wash&size=small&date=${starts[0].slice(0, 10)}`, end: '/desk/bookings', values: { ...good(), start: starts[0], language: 'nl' }, clean: 303 },
  });

  async function send({ who, page, end, values }, changes) {
    const asked = await who.get(page);
    assert.equal(asked.status, 200, page);
    return who.submit(asked, end, { ...values, ...changes });
  }

  async function refused(form, changes, field) {
    const answer = await send(form, changes);
    const what = `${form.end} ${JSON.stringify(changes).slice(0, 80)}`;
    assert.equal(answer.status, 422, what);
    assert.ok(errorBeside(answer.text, field), `${what}: an error beside ${field}`);
    assert.match(answer.text, new RegExp(`href="#${field}"`), `${what}: the summary leads to ${field}`);
    const kept = formTo(answer.text, form.end);
    for (const [name, value] of Object.entries({ ...form.values, ...changes }))
      if (name !== field && name !== 'start' && typeof value === 'string') assert.equal(kept.value(name), value, `${what}: ${name} is kept`);
    return answer;
  }

  test('missing, too long and unreadable values are told beside their field', async () => {
    for (const form of Object.values(forms())) {
      await refused(form, { name: '' }, 'name');
      await refused(form, { name: '  \u00a0 ' }, 'name');
      await refused(form, { name: 'A'.repeat(101) }, 'name');
      await refused(form, { phone: '', email: '' }, 'phone');
      await refused(form, { phone: '0612' }, 'phone');
      await refused(form, { phone: '9'.repeat(200) }, 'phone');
      await refused(form, { email: 'ada@' }, 'email');
      await refused(form, { email: `${'a'.repeat(300)}@example.com` }, 'email');
      await refused(form, { email: 'ada@example.com\r\nBcc: all@example.com' }, 'email');
      await refused(form, { message: 'm'.repeat(4001) }, 'message');
      await refused(form, { message: 'Mijn BSN is 111222333' }, 'message');
      for (const value of unreadable) {
        await refused(form, { name: value }, 'name');
        await refused(form, { message: value }, 'message');
      }
    }
    await refused(forms().contact, { message: '' }, 'message');
  });

  test('vehicles are checked, and foreign plates accepted', async () => {
    for (const form of [forms().review, forms().desk]) {
      await refused(form, { plate: 'X0X0X0' }, 'plate');
      await refused(form, { plate: 'B'.repeat(16), country: 'D' }, 'plate');
      await refused(form, { country: '??' }, 'country');
      await refused(form, { vehicle: 'V'.repeat(201) }, 'vehicle');
      await refused(form, { vehicle: 'Volvo\u202e' }, 'vehicle');
    }
    const answer = await send(forms().review, { plate: 'b-mw 1234', country: 'D' });
    assert.equal(answer.status, 200);
    assert.match(textOf(answer.text), /B-MW 1234/i);
  });

  test('invalid UTF-8 is told beside its field, and the page stays valid', async () => {
    for (const form of Object.values(forms()))
      for (const [name, bytes] of [['name', [0x41, 0xff, 0xfe]], ['message', [0xc0, 0xaf]], ['name', [0xed, 0xa0, 0x80]], ['message', [0xf4, 0x90, 0x80, 0x80]]]) {
        const asked = await form.who.get(form.page);
        const filled = [...formTo(asked.text, form.end).filled(form.values)];
        const answer = await form.who.post(formTo(asked.text, form.end).action, encoded(filled, name, bytes));
        assert.equal(answer.status, 422, `${form.end} ${name}`);
        assert.ok(errorBeside(answer.text, name), `${form.end} ${name}`);
        assert.equal(Buffer.compare(Buffer.from(answer.text), answer.bytes), 0, `${form.end} ${name}: the page is valid UTF-8`);
      }
  });

  test('script in every field is text on every page', async () => {
    const typed = { name: script.slice(0, 100), vehicle: script, message: script };
    const made = await book(shop, starts[2], { service: 'hand-wash', customer: { name: typed.name, email: ada.email }, vehicle: { plate: '"><b>x</b>', country: 'D', description: script }, message: script });
    await send(forms().contact, { name: typed.name, message: script });
    const pages = [
      await send(forms().review, typed), await send(forms().review, { ...typed, email: script }), await send(forms().contact, { name: script, email: script, phone: script, message: script }),
      await send(forms().desk, { ...typed, phone: script, plate: script }), await dee.get(deskPath(made.reference)), await dee.get(`/desk/day?date=${starts[2].slice(0, 10)}`),
      await dee.get('/desk/messages'), await visitor.get(pathOf(made.manage_url)), await visitor.get(`/en/book/time?service=${encodeURIComponent(script)}&size=${encodeURIComponent(script)}`),
      await visitor.get(`/en/book?service=${encodeURIComponent(script)}`), await visitor.get(`/en/book/details?${choice(script)}`), await visitor.get(`/en/${encodeURIComponent(script)}`),
      await visitor.get(`/desk/sign-in?next=/desk/${encodeURIComponent(script)}`), await dee.get(`/desk/bookings/${encodeURIComponent('"><script>')}`),
      await dee.get(`/desk/blocks/new?date=${encodeURIComponent(script)}&from=${encodeURIComponent(script)}`), await dee.get(`/desk/day?date=${encodeURIComponent(script)}`),
      await visitor.get(`/en/contact?sent=${encodeURIComponent(script)}`), await visitor.get(`/nl/services?x=${encodeURIComponent(script)}`),
      await visitor.submit(await visitor.get('/desk/sign-in'), '/desk/sign-in', { email: script, password: script }),
    ];
    const cancel = await dee.submit(pages[4], '/cancellation', { reason: script });
    assert.equal(cancel.status, 303);
    pages.push(await visitor.get(pathOf(made.manage_url)), await dee.get(deskPath(made.reference)));
    for (const page of pages) {
      assert.ok(page.status < 500, page.asked.path);
      assert.doesNotMatch(page.text, /<script>alert|<img src=x|<\/textarea><\/title>|<b>x<\/b>/, `${page.asked.method} ${page.asked.path}`);
    }
    const calendar = await visitor.get(`${pathOf(made.manage_url)}/appointment.ics`);
    assert.ok(calendar.status === 200 || calendar.status === 404);
  });

  test('unknown, past and impossible choices lead back to choices', async () => {
    for (const start of ['', 'soon', '2020-01-01T09:00:00+01:00', '2027-03-28T02:30', '2027-03-28T02:30:00+01:00', '9999-12-31T23:59:59Z', 'x'.repeat(500)]) {
      const answer = await visitor.get(`/en/book/details?${choice(start)}`);
      assert.ok([409, 422].includes(answer.status), start);
      assert.ok(answer.text.includes('name="start"') || answer.text.includes('name="service"'), start);
      const sent = await send(forms().review, { start });
      assert.ok([409, 422].includes(sent.status), start);
      for (const value of ['Ada de Vries', 'ada@example.com', 'Volvo V60']) assert.ok(sent.text.includes(value), `${start}: ${value} is kept`);
    }
    for (const query of ['', 'service=nope&size=small', 'service=hand-wash&size=lorry', 'service=hand-wash', 'size=small', 'service=%ff&size=%00']) {
      const answer = await visitor.get(`/en/book/time?${query}`);
      assert.ok([400, 422].includes(answer.status), query);
    }
    for (const from of ['9999-12-31', '0000-01-01', '2027-02-30', 'x', '2020-01-01'])
      assert.equal((await visitor.get(`/en/book/time?service=hand-wash&size=small&from=${from}`)).status, 200, from);
  });

  test('days of the desk may be any day or nonsense', async () => {
    for (const page of ['/desk/day', '/desk/week', '/desk/bookings/new', '/desk/blocks/new'])
      for (const date of ['2027-03-28', '2027-10-31', '0000-01-01', '0001-01-01', '1969-12-31', '2038-01-19', '9999-12-31', '2027-02-30', '', 'x', '%ff', '-1'])
        assert.equal((await dee.get(`${page}?service=check&size=small&date=${date}`)).status, 200, `${page} ${date}`);
    for (const before of ['0', '-1', '99999999999999999999', 'x', '1']) assert.equal((await dee.get(`/desk/messages?before=${before}`)).status, 200, before);
  });

  test('blocks of time are checked, also on the day when the clock changes', async () => {
    const date = starts[0].slice(0, 10);
    const asked = await dee.get(`/desk/blocks/new?date=${date}`);
    const form = formTo(asked.text, '/desk/blocks');
    const right = { bay: form.choices[0].value, date, from: '09:00', until: '10:00', reason: form.value('reason') };
    for (const [field, values] of Object.entries({
      bay: ['', '999', 'x', '-1'], date: ['2027-02-30', 'x', ''], from: ['25:00', 'x', '', '09:00:00x'], until: ['09:00', '08:00', 'x', ''], reason: ['', 'nope', script],
    }))
      for (const value of values) {
        const answer = await dee.submit(asked, '/desk/blocks', { ...right, [field]: value });
        assert.equal(answer.status, 422, `${field}=${value}`);
        assert.ok(errorBeside(answer.text, field), `${field}=${value}`);
      }
    const missing = await dee.submit(asked, '/desk/blocks', { ...right, date: '2027-03-28', from: '02:30', until: '04:00' });
    assert.equal(missing.status, 422);
    assert.ok(errorBeside(missing.text, 'from'));
    assert.doesNotMatch((await dee.get('/desk/day?date=2027-03-28')).text, /\/removal/);
  });

  test('unknown bookings, messages and blocks are not found', async () => {
    const token = await dee.token('/desk/blocks/new');
    for (const reference of ['AAAAAAAA', '0', 'x'.repeat(300), '%ff', '..%2f..', '%00'])
      for (const end of ['/confirmation', '/cancellation', '/links?record=1', '/unlinking?record=1'])
        assert.ok([400, 404].includes((await dee.post(`/desk/bookings/${reference}${end}`, [token, ['reason', 'x']])).status), reference + end);
    for (const id of ['0', '-1', 'x', '99999999999999999999', '1e3'])
      assert.equal((await dee.post(`/desk/messages/${id}/handling`, [token])).status, 404, id);
    for (const id of ['0', '-1', 'x', '99999999999999999999'])
      assert.ok([303, 404].includes((await dee.post(`/desk/blocks/${id}/removal?date=x`, [token])).status), id);
    const made = await book(shop, starts[4], { service: 'hand-wash' });
    for (const record of ['0', '-1', 'x', '9223372036854775808', '1e3', ''])
      for (const end of ['links', 'unlinking'])
        assert.ok([303, 404, 409, 422].includes((await dee.post(`${deskPath(made.reference)}/${end}?record=${record}`, [token])).status), `${end} ${record}`);
  });

  test('setting up the first sign-in is checked, and the link still works afterwards', async () => {
    const fresh = await openShop();
    try {
      const link = fresh.ownerLinks[0];
      const cy = new Visitor(fresh);
      const values = { name: 'Dee', email: 'dee@autojet.example', password: 'a long enough sentence', password_again: 'a long enough sentence' };
      const page = await cy.get(link);
      for (const [field, changes] of Object.entries({
        name: { name: '' }, email: { email: 'dee' }, password: { password: 'short', password_again: 'short' }, password_again: { password_again: 'another long sentence' },
      })) {
        const answer = await cy.submit(page, link, { ...values, ...changes });
        assert.equal(answer.status, 422, field);
        assert.ok(errorBeside(answer.text, field), field);
        assert.ok(!answer.text.includes('a long enough sentence'), 'passwords are not sent back');
      }
      assert.equal((await cy.submit(page, link, { ...values, password: 'p'.repeat(201), password_again: 'p'.repeat(201) })).status, 422);
      assert.equal((await cy.submit(page, link, { ...values, name: 'Dee\u0000' })).status, 422);
      assert.equal((await cy.submit(page, link, values)).status, 303);
    } finally {
      await fresh.close();
    }
  });

  test('nothing of all this was written', async () => {
    assert.ok((await freeStarts(shop, 'hand-wash', 'small')).includes(starts[0]));
    const messages = await dee.get('/desk/messages');
    assert.equal([...messages.text.matchAll(/\/handling"/g)].length, 1, 'the one clean message');
  });
});

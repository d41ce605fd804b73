// Ada books, Bo works at the bays, Cy is a stranger, Dee owns the shop.
import { Visitor } from './visitor.mjs';
import { ask, postJson } from './wire.mjs';

export const ada = { name: 'Ada de Vries', phone: '06 12345678', email: 'ada@example.com' };
export const adasCar = { plate: 'GBB-01-B', country: 'NL', description: 'Volvo V60, black' };
export const password = 'een lange zin voor Dee';

// Signs the owner in through the link that the server has printed.
export async function signInDee(shop, { link = shop.ownerLinks[0], host, name = 'Dee', email = 'dee@autojet.example' } = {}) {
  const dee = new Visitor(shop, { host });
  const page = await dee.get(link);
  const answer = await dee.submit(page, link, { name, email, password, password_again: password });
  if (answer.status !== 303) throw new Error(`Dee cannot sign in: ${answer.status} ${answer.text.slice(0, 600)}`);
  return dee;
}

export async function services(shop, headers) {
  return (await ask(shop, { path: '/api/v1/services', headers })).json.services;
}

// Free starts from the day after tomorrow on, in order.
export async function freeStarts(shop, service = 'tyre-change', size = 'small', { host, days = 28, after = 2 } = {}) {
  const from = new Date(Date.now() + after * 86_400_000).toISOString().slice(0, 10);
  const headers = host ? { Host: host } : {};
  const answer = await ask(shop, { path: `/api/v1/availability?service=${service}&size=${size}&from=${from}&days=${days}`, headers });
  return answer.json.days.flatMap(day => day.starts);
}

export function request(start, changes = {}) {
  return {
    service: 'tyre-change', size: 'small', start, language: 'en', customer: ada, vehicle: adasCar,
    message: 'The locking nut is in the glove box.', ...changes,
  };
}

export async function book(shop, start, changes = {}, headers = {}) {
  const answer = await postJson(shop, '/api/v1/bookings', request(start, changes), headers);
  if (answer.status !== 201) throw new Error(`not booked: ${answer.status} ${answer.text}`);
  return answer.json;
}

export const pathOf = url => new URL(url).pathname;
export const deskPath = reference => `/desk/bookings/${reference.replace('-', '')}`;

// Through the website as a person without JavaScript: the page that says it is booked.
export async function bookOnWebsite(visitor, language, { service = 'hand-wash', size = 'medium', pick = 0, details = {} } = {}) {
  const first = await visitor.get(`/${language}/book`);
  let page = await visitor.submit(first, '/book/time', { service, size });
  let starts = startsOn(page);
  if (starts.length <= pick) {
    page = await visitor.get(nextWeek(page));
    starts = startsOn(page);
  }
  const form = await visitor.submit(page, '/book/details', { start: starts[pick] });
  const review = await visitor.submit(form, '/book/review', {
    name: ada.name, phone: ada.phone, email: ada.email, plate: adasCar.plate, vehicle: adasCar.description, message: '', ...details,
  });
  if (review.status !== 200) throw new Error(`no review: ${review.status}`);
  const booked = await visitor.submit(review, `/${language}/book`);
  return { start: starts[pick], review, answer: booked, page: await visitor.follow(booked), manage: booked.location?.replace(/\/booked$/, '') };
}

export const startsOn = page => [...page.text.matchAll(/name="start" value="([^"]+)"/g)].map(found => found[1].replaceAll('&#43;', '+'));

const nextWeek = page => /href="([^"]*\/book\/time[^"]*from=[^"]*)"/g.exec(page.text)[1].replaceAll('&amp;', '&');

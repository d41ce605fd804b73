// A car in the workshop, from the booking until it is collected: without JavaScript, by people who are in each other's way.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { ada, adasCar, book, deskPath, freeStarts, password, signInDee } from '../support/cast.mjs';
import { errorBeside, formsOf, formTo, textOf } from '../support/page.mjs';
import { png, sendFiles } from '../support/pictures.mjs';
import { publishClauses } from '../support/publishing.mjs';
import { dataFile, sqlite } from '../support/rows.mjs';
import { addSecondShop, openShop, secondHost } from '../support/shop.mjs';
import { contentsOf, tracesOf } from '../support/traces.mjs';
import { Visitor } from '../support/visitor.mjs';

const count = (shop, table) => Number(sqlite(dataFile(shop), `SELECT COUNT(*) FROM ${table}`));
const walkIn = { name: 'Cas Jansen', phone: '06 87654321', email: '', plate: 'VX-JJ-99', country: 'NL', vehicle: 'Fiat Panda', wanted: 'De remmen piepen', language: 'nl' };

async function staffOf(shop, role, name) {
  const made = shop.command('staff add', '--name', name, '--email', `${name.toLowerCase()}@autojet.example`, '--role', role);
  const [link] = /\/desk\/setup\/\S+/.exec(made.text) ?? assert.fail(made.text);
  const person = new Visitor(shop);
  const done = await person.submit(await person.get(link), link, { password, password_again: password });
  assert.equal(done.status, 303, textOf(done.text));
  return person;
}

describe('a car in the workshop', () => {
  let shop, dee, bo, starts, booking, order, walked;
  before(async () => {
    shop = await openShop({ prepare: addSecondShop });
    dee = await signInDee(shop);
    bo = await staffOf(shop, 'mechanic', 'Bo');
    starts = await freeStarts(shop);
    booking = await book(shop, starts[0]);
  });
  after(() => shop.close());

  const page = () => dee.get(order);
  const move = async (person, label) => {
    const there = await person.get(order);
    const form = formsOf(there.text).find(each => each.action === `${order}/state` && each.value('to') === label);
    assert.ok(form, `no button to ${label}`);
    return person.post(form.action, form.filled().toString() && Object.fromEntries(form.filled()));
  };
  const state = async () => textOf(/<p class="one-line">([^]*?)<\/p>/.exec((await page()).text)[1]);

  test('one tap on the page of the booking makes the order, with the service as its first task and line', async () => {
    const there = await dee.get(deskPath(booking.reference));
    const made = await dee.submit(there, `/desk/orders/of/${booking.reference.replace('-', '')}`);
    assert.equal(made.status, 303, textOf(made.text));
    order = made.location;
    const text = textOf((await page()).text);
    assert.match(text, /Tyre change|Bandenwissel|Tyres/i);
    assert.ok(text.includes(adasCar.plate) && text.includes(ada.name));
    const again = await dee.submit(there, `/desk/orders/of/${booking.reference.replace('-', '')}`);
    assert.equal(again.location, order, 'a second tap leads to the same order');
  });

  test('who walks in has a record of their own, and every mistake is told beside its field with nothing lost', async () => {
    const form = await dee.get('/desk/orders/new');
    const refused = await dee.submit(form, '/desk/orders', { ...walkIn, name: '', phone: '12', plate: '!' });
    assert.equal(refused.status, 422);
    for (const field of ['name', 'phone', 'plate']) assert.ok(errorBeside(refused.text, field), field);
    assert.ok(refused.text.includes(walkIn.wanted) && refused.text.includes(walkIn.vehicle));
    const made = await dee.submit(form, '/desk/orders', walkIn);
    assert.equal(made.status, 303, textOf(made.text));
    walked = made.location.replace(/\/intake$/, '');
    assert.ok(textOf((await dee.get(walked)).text).includes(walkIn.wanted));
  });

  test('a second open order for the same vehicle is warned about, with a way to the first and a way round', async () => {
    const form = await dee.get('/desk/orders/new');
    const warned = await dee.submit(form, '/desk/orders', { ...walkIn, plate: 'vxjj99' });
    assert.equal(warned.status, 409);
    assert.ok(warned.text.includes(`href="${walked}"`) && warned.text.includes('all_the_same'));
    const before = count(shop, 'work_order');
    const second = await dee.submit(warned, '/desk/orders', { all_the_same: 'yes' });
    assert.equal(second.status, 303, textOf(second.text));
    assert.equal(count(shop, 'work_order'), before + 1);
    const other = await book(shop, starts[3]);
    const tapped = await dee.submit(await dee.get(deskPath(other.reference)), `/desk/orders/of/${other.reference.replace('-', '')}`);
    assert.equal(tapped.status, 409, 'the car of the first booking is in already');
    assert.ok(tapped.text.includes(`href="${order}"`));
  });

  test('D0: while its sentence is not published nothing is seen, photographed or signed, and the rest works', async () => {
    const intake = await dee.get(`${order}/intake`);
    assert.equal((intake.text.match(/class="closed-clause"/g) ?? []).length, 3);
    assert.ok(!intake.text.includes('name="odometer"') && !intake.text.includes('type="file"'));
    const [, token] = await dee.token(`${order}/intake`);
    const photo = await sendFiles(dee, `${order}/photos`, { csrf_token: token, moment: 'intake' }, [['photos', png(40, 30)]]);
    assert.equal(photo.status, 403);
    assert.equal((await sendFiles(dee, `${order}/signature`, { csrf_token: token }, [['signature', png(40, 30)]])).status, 403);
    assert.equal((await dee.post(`${order}/marks`, { csrf_token: token, zone: 'roof', damage: 'dent', mark_note: '' })).status, 403);
    assert.equal((await dee.post(`${order}/intake`, { csrf_token: token, seen: '0', odometer: '120000', keys: '' })).status, 403);
    for (const table of ['work_order_photo', 'work_order_signature', 'work_order_mark', 'work_order_intake']) assert.equal(count(shop, table), 0, table);
    const noted = await dee.submit(intake, `${order}/intake`, { keys: '2', accessories: 'Wielslot', signed_on_paper: 'yes' });
    assert.equal(noted.status, 303, textOf(noted.text));
    const text = textOf((await page()).text);
    assert.match(text, /Wielslot/);
    assert.match(text, /Op papier getekend/);
  });

  test('D0, V1: the day the owner publishes it, new customers have it and those before are spared until they are told', async () => {
    await publishClauses(dee, 'condition', 'photos', 'signature');
    assert.equal((textOf((await dee.get(`${order}/intake`)).text).match(/weet nog niet/g) ?? []).length >= 1, true);
    booking = await book(shop, starts[6], { vehicle: { ...adasCar, plate: '06-XK-RB' } });
    const made = await dee.submit(await dee.get(deskPath(booking.reference)), `/desk/orders/of/${booking.reference.replace('-', '')}`);
    order = made.location;
    const intake = await dee.get(`${order}/intake`);
    assert.ok(!intake.text.includes('closed-clause'), textOf(intake.text));
    assert.ok(intake.text.includes('name="odometer"') && intake.text.includes('type="file"'));
  });

  test('the intake: odometer, fuel, keys and marks', async () => {
    assert.equal((await move(bo, 'arrived')).status, 303);
    for (const odometer of ['-5', '2000001', 'veel']) {
      const refused = await bo.submit(await bo.get(`${order}/intake`), `${order}/intake`, { odometer, fuel: '3', keys: '2' });
      assert.equal(refused.status, 422, odometer);
      assert.ok(errorBeside(refused.text, 'odometer'));
    }
    const noted = await bo.submit(await bo.get(`${order}/intake`), `${order}/intake`, { odometer: '123.456', fuel: '3', keys: '2', accessories: 'Laadkabel' });
    assert.equal(noted.status, 303, textOf(noted.text));
    const marked = await bo.submit(await bo.get(`${order}/intake`), `${order}/marks`, { zone: 'left-front-door', damage: 'scratch', mark_note: 'naast de greep' });
    assert.equal(marked.status, 303, textOf(marked.text));
    const pointed = await bo.submit(await bo.get(`${order}/intake`), `${order}/marks`, { zone: '', x: '100', y: '75', damage: 'chip', mark_note: '' });
    assert.equal(pointed.status, 303);
    const nowhere = await bo.submit(await bo.get(`${order}/intake`), `${order}/marks`, { zone: '', damage: 'chip', mark_note: '' });
    assert.equal(nowhere.status, 422);
    assert.ok(errorBeside(nowhere.text, 'zone'));
    const text = textOf((await page()).text);
    for (const seen of ['123456 km', '3/8', 'Kras, Portier linksvoor: naast de greep', 'Steenslag, Motorkap']) assert.ok(text.includes(seen), `${seen}: ${text}`);
  });

  test('a reading below an earlier one of the vehicle takes a tick', async () => {
    const later = await book(shop, starts[9], { vehicle: { ...adasCar, plate: '06-XK-RB' } });
    const other = (await dee.post(`/desk/orders/of/${later.reference.replace('-', '')}`, { csrf_token: (await dee.token(order))[1], all_the_same: 'yes' })).location;
    const asked = await dee.submit(await dee.get(`${other}/intake`), `${other}/intake`, { odometer: '123000', keys: '' });
    assert.equal(asked.status, 422);
    assert.ok(asked.text.includes('name="really"') && !asked.text.includes('123456'), 'the reading of before is not shown');
    const really = await dee.submit(asked, `${other}/intake`, { really: 'yes' });
    assert.equal(really.status, 303, textOf(really.text));
  });

  test('photos are decoded, drawn anew, sealed, and shown to staff alone', async () => {
    const [, token] = await bo.token(`${order}/intake`);
    const kept = await sendFiles(bo, `${order}/photos`, { csrf_token: token, moment: 'intake' }, [['photos', png(400, 300)], ['photos', png(2000, 1000)]]);
    assert.equal(kept.status, 303, textOf(kept.text));
    const intake = await bo.get(`${order}/intake`);
    const urls = [...intake.text.matchAll(/<img src="([^"]+\/small)"/g)].map(found => found[1]);
    assert.equal(urls.length, 2);
    const small = await bo.get(urls[0]), whole = await bo.get(urls[1].replace('/small', ''));
    assert.match(small.headers['content-type'], /image\/jpeg/);
    assert.match(whole.headers['cache-control'], /no-store/);
    assert.equal(whole.bytes.subarray(0, 2).toString('hex'), 'ffd8');
    const cy = new Visitor(shop);
    assert.equal((await cy.get(urls[0])).status, 303, 'to the sign-in');
    assert.equal((await dee.get(urls[0].replace(order, walked))).status, 404, 'not under another order');
    const disk = await contentsOf(shop.data);
    for (const [file, bytes] of disk) assert.ok(!bytes.includes(whole.bytes.subarray(200, 260)), file);
    assert.ok(Number(sqlite(dataFile(shop), "SELECT COUNT(*) FROM ledger WHERE what LIKE '%photo%'")) > 0, 'every look is in the ledger');
  });

  test('what is no photo, claims to be gigabytes or is too large is refused beside the field, and nothing of the batch is kept', async () => {
    const before = count(shop, 'work_order_photo');
    const [, token] = await bo.token(`${order}/intake`);
    const send = files => sendFiles(bo, `${order}/photos`, { csrf_token: token, moment: 'intake' }, files.map(bytes => ['photos', bytes]));
    for (const [hostile, what] of [
      [Buffer.from('<html><script>alert(1)</script>'), 'a page'],
      [Buffer.from('GIF89a'), 'a GIF'],
      [Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'), 'an SVG'],
      [png(16, 16, [60000, 60000]), 'a bomb'],
      [png(16, 16, [4000, 4000]), 'a liar'],
      [png(64, 64).subarray(0, 40), 'half a picture'],
      [Buffer.alloc(21 * 1024 * 1024, 1), 'too many bytes'],
    ]) {
      const refused = await send([png(20, 20), hostile]);
      assert.ok([422, 413].includes(refused.status), `${what}: ${refused.status}`);
      assert.ok(errorBeside(refused.text, 'photos'), what);
      assert.equal(count(shop, 'work_order_photo'), before, what);
    }
    assert.equal((await send([])).status, 422);
    assert.equal((await sendFiles(bo, `${order}/photos`, { moment: 'intake' }, [['photos', png(20, 20)]])).status, 403, 'without a token');
  });

  test('a signature comes as a picture of ink', async () => {
    const [, token] = await bo.token(`${order}/intake`);
    const empty = await sendFiles(bo, `${order}/signature`, { csrf_token: token }, []);
    assert.equal(empty.status, 422);
    assert.ok(errorBeside(empty.text, 'signature'));
    const signed = await sendFiles(bo, `${order}/signature`, { csrf_token: token }, [['signature', png(90, 30), 'signature.png']]);
    assert.equal(signed.status, 303, textOf(signed.text));
    const image = await bo.get(`${order}/signature`);
    assert.match(image.headers['content-type'], /image\/png/);
    assert.match(image.headers['cache-control'], /no-store/);
  });

  test('tasks are started, stopped, corrected and finished, and the order follows', async () => {
    const added = await bo.submit(await bo.get(order), `${order}/tasks`, { title: 'Banden balanceren' });
    assert.equal(added.status, 303);
    let there = await bo.get(order);
    const clock = formsOf(there.text).find(each => each.action.endsWith('/clock')).action;
    assert.equal((await bo.post(clock, { csrf_token: formTo(there.text, '/clock').value('csrf_token') })).status, 303);
    assert.match(await state(), /In bewerking/);
    assert.match(textOf((await page()).text), /Bo is bezig sinds/);
    there = await bo.get(order);
    assert.equal((await bo.submit(there, '/stop')).status, 303);
    there = await bo.get(order);
    const skip = formsOf(there.text).find(each => each.value('state') === 'skipped');
    const refused = await bo.post(skip.action, Object.fromEntries(skip.filled({ reason: '' })));
    assert.equal(refused.status, 422, 'skipping takes a reason');
    for (const task of formsOf((await bo.get(order)).text).filter(each => each.value('state') === 'done'))
      assert.equal((await bo.post(task.action, Object.fromEntries(task.filled()))).status, 303);
    const time = formsOf((await dee.get(order)).text).find(each => each.action.includes('/times/'));
    const began = time.value('started');
    const corrected = await dee.post(time.action, Object.fromEntries(time.filled({ started: began, ended: began, why: 'Te laat gestopt' })));
    assert.equal(corrected.status, 422, 'it ends after it starts');
    assert.ok(corrected.text.includes('Te laat gestopt'), 'what was typed is still there');
  });

  test('lines are charged with VAT, and impossible ones are refused with a reason', async () => {
    const line = { kind: 'part', description: 'Ventiel', quantity: '4', unit: 'C62', price: '2,50', discount: '', vat: 'standard', task: '' };
    for (const [bad, field] of [[{ quantity: '-1' }, 'quantity'], [{ price: '-2' }, 'price'], [{ price: '99999999999' }, 'price'], [{ vat: '17' }, 'vat'], [{ description: '' }, 'description'], [{ discount: '11' }, 'discount']]) {
      const refused = await dee.submit(await page(), `${order}/lines`, { ...line, ...bad });
      assert.equal(refused.status, 422, JSON.stringify(bad));
      assert.ok(errorBeside(refused.text, field), JSON.stringify(bad));
    }
    const agreed = { amount: '100', words: 'Ada, aan de telefoon', via: 'by_phone' };  // beyond what was booked
    assert.equal((await dee.submit(await dee.get(`${order}/quote`), `${order}/price/consent`, agreed)).status, 303);
    assert.equal((await dee.submit(await page(), `${order}/lines`, line)).status, 303);
    assert.match(textOf((await page()).text), /Ventiel.*€ 10,00/);
  });

  test('two people change one line: the second sees what changed and whose it is, and chooses', async () => {
    const forDee = formsOf((await dee.get(order)).text).filter(each => /\/lines\/\d+$/.test(each.action)).at(-1);
    const forBo = formsOf((await bo.get(order)).text).filter(each => /\/lines\/\d+$/.test(each.action)).at(-1);
    assert.equal(forDee.action, forBo.action);
    assert.equal((await bo.post(forBo.action, Object.fromEntries(forBo.filled({ description: 'Ventiel TPMS', price: '3.50' })))).status, 303);
    const second = await dee.post(forDee.action, Object.fromEntries(forDee.filled({ description: 'Ventiel rubber', quantity: '5' })));
    assert.equal(second.status, 409);
    const text = textOf(second.text);
    for (const seen of ['Bo', 'Ventiel TPMS', 'Ventiel rubber', 'Er stond: Ventiel', '3.50']) assert.ok(text.includes(seen), seen);
    const choice = formTo(second.text, forDee.action);
    const chosen = await dee.post(choice.action, Object.fromEntries(choice.filled({ description: 'Ventiel rubber', price: '3.50' })));
    assert.equal(chosen.status, 303, textOf(chosen.text));
    assert.match(textOf((await page()).text), /Ventiel rubber.*5.*€ 3,50/, 'hers where she chose so, his where she did, and her quantity');
  });

  test('two people write the notes: nothing is lost', async () => {
    const forDee = formTo((await dee.get(order)).text, '/words'), forBo = formTo((await bo.get(order)).text, '/words');
    assert.equal((await bo.post(forBo.action, Object.fromEntries(forBo.filled({ notes: 'Linksvoor versleten' })))).status, 303);
    const second = await dee.post(forDee.action, Object.fromEntries(forDee.filled({ notes: 'Klant belt om drie' })));
    assert.equal(second.status, 409);
    assert.ok(second.text.includes('Linksvoor versleten') && second.text.includes('Klant belt om drie'));
  });

  test('ready and collected, each with who and when; the last step can be taken back', async () => {
    const stale = formsOf((await bo.get(order)).text).find(each => each.value('to') === 'ready');
    assert.equal((await move(dee, 'ready')).status, 303);
    assert.equal((await bo.post(stale.action, Object.fromEntries(stale.filled()))).status, 409, 'Dee was quicker');
    assert.equal((await move(dee, 'collected')).status, 303);
    assert.match(await state(), /Opgehaald/);
    const closed = await dee.post(`${order}/tasks`, { csrf_token: (await dee.token(order))[1], title: 'Nog iets' });
    assert.equal(closed.status, 409);
    const month = await dee.get(`/desk/orders?month=${new Date().toISOString().slice(0, 7)}`);
    assert.ok(month.text.includes(`href="${order}"`));
    assert.equal((await dee.submit(await page(), '/taking-back')).status, 303);
    assert.match(await state(), /Klaar/);
    assert.match(textOf((await page()).text), /Opgehaald · Dee \(ongedaan gemaakt/);
  });

  test('the board finds an order by plate, by car and by name, without writing any of it into an address', async () => {
    const search = async (person, wanted) => person.submit(await person.get('/desk/orders'), '/desk/orders/search', { wanted });
    for (const wanted of ['vx jj', 'panda', 'jansen']) {
      const found = await search(dee, wanted);
      assert.equal(found.status, 200);
      assert.ok(found.text.includes(`href="${walked}"`) && !found.text.includes(`href="${order}"`), wanted);
    }
    assert.ok(!(await search(bo, 'jansen')).text.includes(`href="${walked}"`), 'a mechanic has no need of names there');
  });

  test('who works on the car sees neither phone nor mail', async () => {
    for (const page of [order, deskPath(booking.reference)]) {
      const forBo = await bo.get(page), forDee = await dee.get(page);
      assert.equal(forBo.status, 200, page);
      assert.ok(forDee.text.includes('tel:+31612345678') && forDee.text.includes('mailto:'), page);
      assert.ok(!forBo.text.includes('tel:') && !forBo.text.includes('mailto:'), page);
    }
  });

  test('the job card is for the printer, and has no way to reach the customer', async () => {
    const card = await bo.get(`${order}/card`);
    assert.equal(card.status, 200);
    assert.ok(textOf(card.text).includes('Banden balanceren') && !card.text.includes('tel:'));
  });

  test('nothing of what was typed stands in the clear in any file', async () => {
    const typed = { wanted: walkIn.wanted, accessories: 'Laadkabel', mark: 'naast de greep', task: 'Banden balanceren', line: 'Ventiel rubber', notes: 'Linksvoor versleten' };
    assert.deepEqual(tracesOf(typed, await contentsOf(shop.data)), []);
    for (const words of Object.values(typed)) assert.ok(!shop.log.includes(words), words);
  });

  test('strangers and other shops find nothing, and without a token nothing changes', async () => {
    const cy = new Visitor(shop), blink = await signInDee(shop, { link: shop.ownerLinks[1], host: secondHost, name: 'Bea', email: 'bea@blink.example' });
    for (const address of [order, `${order}/intake`, `${order}/card`, `${order}/signature`, '/desk/orders']) {
      assert.equal((await cy.get(address)).status, 303, address);
      if (address !== '/desk/orders') assert.equal((await blink.get(address)).status, 404, address);
    }
    assert.ok(!(await blink.get('/desk/orders')).text.includes(adasCar.plate));
    const [, token] = await blink.token('/desk/orders/new');
    assert.equal((await blink.post(`${order}/state`, { csrf_token: token, from: 'ready', from_for: '', to: 'collected', to_for: '' })).status, 404);
    for (const end of ['state', 'words', 'tasks', 'lines', 'intake', 'marks', 'taking-back', 'removal']) {
      assert.equal((await dee.post(`${order}/${end}`, {})).status, 403, end);
      assert.equal((await cy.post(`${order}/${end}`, {})).status, 403, end);
    }
  });
});

// The owner publishes a version of the policy that has these prepared sentences: publishClauses(dee, 'photos').
import { textOf } from './page.mjs';

const everybody = ['system_provider', 'whatsapp', 'authority'];

export async function publishClauses(dee, ...clauses) {
  const token = await dee.token('/desk/policy');
  await dee.post('/desk/policy/draft', Object.fromEntries([token]));
  const ticked = [token, ...everybody.map(name => ['recipient', name]), ...clauses.map(name => ['clause', name])];
  const saved = await dee.post('/desk/policy/draft/choices', Buffer.from(new URLSearchParams(ticked).toString()));
  const review = await dee.follow(saved);
  const done = await dee.submit(review, '/desk/policy/versions');
  if (done.status !== 303) throw new Error(`not published: ${textOf(done.text)}`);
}

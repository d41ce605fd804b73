// The mail files of a shop without a mail server.
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

function decode(body, encoding) {
  if (/base64/i.test(encoding)) return Buffer.from(body, 'base64').toString('utf8');
  if (!/quoted-printable/i.test(encoding)) return body;
  const bytes = body.replace(/=\r?\n/g, '').replace(/=([0-9A-F]{2})/gi, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

function partsOf(raw) {
  const split = raw.search(/\r?\n\r?\n/);
  const headers = raw.slice(0, split).replace(/\r?\n[ \t]+/g, ' ');
  const body = raw.slice(split).replace(/^\r?\n\r?\n/, '');
  const boundary = /^Content-Type: multipart\/[^]*?boundary="?([^";\r\n]+)/im.exec(headers)?.[1];
  if (!boundary) return [{ headers, text: decode(body, /^Content-Transfer-Encoding: (.*)$/im.exec(headers)?.[1] ?? '') }];
  const pieces = body.split(`--${boundary}`).slice(1, -1).flatMap(piece => partsOf(piece.replace(/^\r?\n/, '')));
  return [{ headers, text: '' }, ...pieces];
}

// `text` is everything that can be read in it, decoded.
export function readMail(bytes) {
  const parts = partsOf(bytes.toString('latin1'));
  const { headers } = parts[0];
  const to = /^To: (?:.*<)?([^<>\r\n]+)>?\s*$/im.exec(headers)?.[1].trim();
  return { headers, to, text: parts.map(part => part.text).join('\n').replace(/\r\n/g, '\n'), parts };
}

export async function outboxOf(shop) {
  const folder = path.join(shop.data, 'outbox');
  const names = await readdir(folder).catch(() => []);
  const whole = names.filter(name => name.endsWith('.eml'));
  return Promise.all(whole.map(async name => ({ name, ...readMail(await readFile(path.join(folder, name))) })));
}

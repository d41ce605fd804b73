// Looks for a value in raw bytes, in every disguise in which software tends to write text down.
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

// base64 of the part of the value that does not depend on what stands before and after it.
function base64At(bytes, offset) {
  const padded = Buffer.concat([Buffer.alloc(offset), bytes]);
  const text = padded.toString('base64').replace(/=+$/, '');
  const skip = [0, 2, 3][offset];
  const whole = Math.floor((padded.length * 8) / 6);
  return text.slice(skip, whole);
}

function disguisesOf(value) {
  const found = new Map();
  for (const [spelling, text] of [['as typed', value], ['lower case', value.toLowerCase()], ['upper case', value.toUpperCase()]]) {
    const utf8 = Buffer.from(text, 'utf8');
    const wide = Buffer.from(text, 'utf16le');
    found.set(`UTF-8, ${spelling}`, utf8);
    found.set(`UTF-16LE, ${spelling}`, wide);
    found.set(`UTF-16BE, ${spelling}`, Buffer.from(wide).swap16());
    found.set(`percent-encoded, ${spelling}`, Buffer.from(encodeURIComponent(text)));
    found.set(`escaped for HTML, ${spelling}`, Buffer.from(text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;')));
    found.set(`hex, ${spelling}`, Buffer.from(utf8.toString('hex')));
    found.set(`HEX, ${spelling}`, Buffer.from(utf8.toString('hex').toUpperCase()));
    found.set(`reversed, ${spelling}`, Buffer.from(utf8).reverse());
    for (const offset of [0, 1, 2]) {
      const base64 = base64At(utf8, offset);
      found.set(`base64 +${offset}, ${spelling}`, Buffer.from(base64));
      found.set(`base64url +${offset}, ${spelling}`, Buffer.from(base64.replaceAll('+', '-').replaceAll('/', '_')));
    }
  }
  return found;
}

export async function filesBelow(folder) {
  const entries = await readdir(folder, { withFileTypes: true });
  const lists = await Promise.all(entries.map(entry => {
    const name = path.join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(name) : [name];
  }));
  return lists.flat();
}

// ["Ada's name stands in autojet.db as UTF-8, as typed", ...]; sources is name -> bytes.
export function tracesOf(values, sources) {
  const found = [];
  for (const [what, value] of Object.entries(values))
    for (const [disguise, bytes] of disguisesOf(value))
      for (const [name, content] of sources) if (bytes.length > 0 && content.includes(bytes)) found.push(`${what} stands in ${name} as ${disguise}`);
  return found;
}

export async function contentsOf(folder) {
  const files = await filesBelow(folder);
  return new Map(await Promise.all(files.map(async file => [path.relative(folder, file), await readFile(file)])));
}

// Backups of a shop, and time that has passed for some of its customers.
import { spawnSync } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { dataFile } from './rows.mjs';
import { Shop } from './shop.mjs';

export const outOf = shop => path.join(shop.folder, 'backups');
export const keysTo = shop => path.join(shop.folder, 'elsewhere', 'keys');

// The backups of a folder, oldest first.
export async function backupsIn(folder) {
  const names = await readdir(folder).catch(() => []);
  return names.filter(name => name.startsWith('autojet-')).sort().map(name => path.join(folder, name));
}

export async function newestIn(folder) {
  return (await backupsIn(folder)).at(-1);
}

// The same shop in another folder: with its keys, at an address of its own.
export function elsewhere(shop, name) {
  const other = new Shop(shop.folder, { ...shop.options });
  other.data = path.join(shop.folder, name);
  other.keys = shop.keys;
  return other;
}

// Lets three years pass for these persons, so that the server forgets them when it starts. It must not run.
export function letYearsPass(shop, persons) {
  const long = 3 * 366 * 86_400;
  const sql = `UPDATE claim SET quantum = quantum - ${long / 300} WHERE holder IN (SELECT booking FROM booking WHERE person IN (${persons}));
    UPDATE person SET created = created - ${long} WHERE person IN (${persons});
    UPDATE booking SET created = created - ${long}, start_time = start_time - ${long}, end_time = end_time - ${long} WHERE person IN (${persons});`;
  const done = spawnSync('sqlite3', ['-batch', dataFile(shop), sql], { encoding: 'utf8' });
  if (done.status !== 0) throw new Error(done.stderr);
}

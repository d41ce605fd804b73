// What the database files hold, seen by SQLite's own command-line tool beside the running server.
import { spawnSync } from 'node:child_process';
import path from 'node:path';

export function sqlite(file, sql) {
  const done = spawnSync('sqlite3', ['-batch', '-readonly', '-cmd', '.timeout 5000', file, sql], { encoding: 'utf8' });
  if (done.error) throw done.error;
  if (done.status !== 0) throw new Error(done.stderr);
  return done.stdout.trim();
}

export const dataFile = shop => path.join(shop.data, 'autojet.db');
export const keyFile = shop => path.join(shop.keys, 'keys.db');

// Rows of every table, as { 'data.person': 3, 'keys.person_key': 3, ... }.
export function rowsOf(shop) {
  const counts = {};
  for (const [name, file] of [['data', dataFile(shop)], ['keys', keyFile(shop)]]) {
    const tables = sqlite(file, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name").split('\n');
    const sql = tables.map(table => `SELECT '${table}', count(*) FROM "${table}"`).join(' UNION ALL ');
    for (const line of sqlite(file, sql).split('\n')) counts[`${name}.${line.split('|')[0]}`] = Number(line.split('|')[1]);
  }
  return counts;
}

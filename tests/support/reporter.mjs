// One line for each test file's worth of progress, every failure in full, and the counts for tests/run.
import { writeFileSync } from 'node:fs';
import path from 'node:path';

const isTest = data => data.details?.type !== 'suite' && !data.name.endsWith('.mjs');

function reasonOf(error) {
  const cause = error?.cause ?? error;
  return String(cause?.stack ?? cause?.message ?? cause).split('\n').slice(0, 30).map(line => `      ${line}`).join('\n');
}

export default async function* report(events) {
  let passed = 0;
  let failed = 0;
  for await (const { type, data } of events) {
    if (type === 'test:pass' && isTest(data) && !data.skip && !data.todo) {
      passed += 1;
      yield `  ok    ${data.name} (${Math.round(data.details.duration_ms)} ms)\n`;
    }
    if (type === 'test:fail') {
      const byChildren = data.details?.error?.failureType === 'subtestsFailed';
      if (byChildren) continue;
      failed += 1;
      yield `  FAIL  ${path.basename(data.file ?? '')} ${data.name}\n${reasonOf(data.details?.error)}\n`;
    }
    if (type === 'test:stderr') yield data.message;
  }
  if (process.env.AUTOJET_COUNT) writeFileSync(process.env.AUTOJET_COUNT, `${passed} ${failed}\n`);
}

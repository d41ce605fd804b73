// Pictures as bytes, and forms that bring files.
import { deflateSync } from 'node:zlib';

// PNG, annex D.
function crc32(bytes) {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; ++bit) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

function chunk(type, content) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const length = Buffer.alloc(4), check = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

// A PNG of noise in colour; `claims` is the size that its head tells.
export function png(width, height, claims = [width, height]) {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(claims[0], 0);
  head.writeUInt32BE(claims[1], 4);
  head.set([8, 2, 0, 0, 0], 8);
  const rows = Buffer.alloc((width * 3 + 1) * height);
  for (let at = 0; at < rows.length; ++at) rows[at] = at % (width * 3 + 1) ? (at * 2654435761) >>> 24 : 0;
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]);
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]);
}

// Sends fields and files as a browser sends multipart/form-data. files: [[field, bytes, name]].
export function sendFiles(visitor, path, fields, files) {
  const boundary = 'autojet-test-boundary';
  const part = (head, body) => Buffer.concat([Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; ${head}\r\n\r\n`), Buffer.from(body), Buffer.from('\r\n')]);
  const body = Buffer.concat([
    ...Object.entries(fields).map(([name, value]) => part(`name="${name}"`, value)),
    ...files.map(([field, bytes, name = 'IMG_0001.JPG']) => part(`name="${field}"; filename="${name}"\r\nContent-Type: image/jpeg`, bytes)),
    Buffer.from(`--${boundary}--\r\n`),
  ]);
  return visitor.ask({ method: 'POST', path, body, headers: { 'Content-Type': `multipart/form-data; boundary=${boundary}` } });
}

// A PNG with a table of 256 colours: a third of the size, and nobody sees it in a picture of an editor.

import { crc32, deflateSync } from 'node:zlib';

const COLOURS = 256;

/** The page lends its canvas to read the picture. */
export async function small(page, picture) {
  const [width, height, encoded] = await page.evaluate(async (url) => {
    const image = await createImageBitmap(await (await fetch(url)).blob());
    const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, image.width, image.height);
    let text = '';
    for (let at = 0; at < data.length; at += 8192) text += String.fromCharCode(...data.subarray(at, at + 8192));
    return [image.width, image.height, btoa(text)];
  }, `data:image/png;base64,${picture.toString('base64')}`);
  const pixels = Buffer.from(encoded, 'base64');
  const table = commonest(pixels);
  const known = new Map();
  const rows = Buffer.alloc(height * (width + 1));
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) {
      const colour = pixels.readUIntBE(4 * (row * width + column), 3);
      if (!known.has(colour)) known.set(colour, nearest(table, colour));
      rows[row * (width + 1) + column + 1] = known.get(colour);
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  const palette = Buffer.alloc(3 * table.length);
  table.forEach((colour, at) => palette.writeUIntBE(colour, 3 * at, 3));
  const chunks = [['IHDR', header], ['PLTE', palette], ['IDAT', deflateSync(rows, { level: 9 })], ['IEND', Buffer.alloc(0)]];
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), ...chunks.map(chunk)]);
}

function commonest(pixels) {
  const counts = new Map();
  for (let at = 0; at < pixels.length; at += 4) {
    const colour = pixels.readUIntBE(at, 3);
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const colours = [...counts].sort((left, right) => right[1] - left[1]);
  return colours.slice(0, COLOURS).map(([colour]) => colour);
}

function nearest(table, colour) {
  const parts = (value) => [value >> 16, (value >> 8) & 255, value & 255];
  const wanted = parts(colour);
  const distance = (value) => parts(value).reduce((sum, part, at) => sum + (part - wanted[at]) ** 2, 0);
  let best = 0;
  for (let at = 1; at < table.length; at += 1) {
    if (distance(table[at]) < distance(table[best])) best = at;
  }
  return best;
}

function chunk([name, data]) {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import fontkit = require('fontkit');
import { TrueTypeFile } from './true-type-file';
import { TrueTypeSubset } from './true-type-subset';

const file = readFileSync(`${dirname(require.resolve('@expo-google-fonts/roboto/package.json'))}/500Medium/Roboto_500Medium.ttf`);
const whole = fontkit.create(file);
const TEXT = 'Müller & Söhne Ǻlesund “Żółć” Ελλάδα, Ёлка: £1,234.56 − 20 %';
const ids = [...new Set(whole.glyphsForString(TEXT).map(({ id }) => id))];

function subset() {
  const subset = new TrueTypeSubset(new TrueTypeFile(file));
  const places = ids.map((id) => subset.includeGlyph(id));
  const bytes = subset.encode();
  return { places, bytes, font: fontkit.create(bytes) };
}

it('draws every sign as the whole font does, composed ones too, and as wide', () => {
  const { font, places } = subset();
  for (const [i, id] of ids.entries()) {
    const [ours, theirs] = [font.getGlyph(places[i]!), whole.getGlyph(id)];
    expect(ours.path.toSVG()).toBe(theirs.path.toSVG());
    expect(ours.advanceWidth).toBe(theirs.advanceWidth);
  }
});

it('numbers signs from 1 in the order they came, each once', () => {
  const { places } = subset();
  expect(places).toEqual(ids.map((_, i) => i + 1));
  expect(new TrueTypeSubset(new TrueTypeFile(file)).includeGlyph(0)).toBe(0);
});

it('keeps what tells hints how to work, and is far smaller than the whole', () => {
  const { bytes } = subset();
  const [part, all] = [new TrueTypeFile(bytes), new TrueTypeFile(file)];
  for (const tag of ['cvt ', 'fpgm', 'prep']) expect(part.table(tag).equals(all.table(tag))).toBe(true);
  expect(bytes.length).toBeLessThan(file.length / 5);
});

it('adds up to the sum that every font file has', () => {
  const { bytes } = subset();
  let sum = 0;
  for (let at = 0; at < bytes.length; at += 4) sum = (sum + bytes.readUInt32BE(at)) >>> 0;
  expect(sum).toBe(0xb1b0afba);
});

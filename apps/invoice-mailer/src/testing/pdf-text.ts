import { inflateSync } from 'node:zlib';

const TEXT = /\/F(\d) [\d.]+ Tf 1 0 0 1 [-\d.]+ [-\d.]+ Tm \[(.*?)\] TJ/g;

/** The texts of a document of ours in the order they are drawn, read as a viewer reads them: by the fonts' own tables of signs. */
export function textsOf(pdf: Buffer): string[] {
  const streams = streamsOf(pdf);
  const fonts = streams.filter((stream) => stream.includes('beginbfchar')).map(signsOf);
  return streams
    .filter((stream) => stream.includes(' Tm '))
    .flatMap((stream) => [...stream.matchAll(TEXT)])
    .map(([, font, operand = '']) => read(operand, fonts[Number(font) - 1]!));
}

/** All compressed streams, as they are when inflated. */
export function streamsOf(pdf: Buffer): string[] {
  return [...pdf.toString('latin1').matchAll(/FlateDecode[^]*?stream\n/g)].map(({ index, 0: head }) =>
    inflateSync(pdf.subarray(index + head.length)).toString('latin1'),
  );
}

function signsOf(table: string): Map<string, string> {
  const utf16 = (hex: string) => String.fromCharCode(...hex.match(/.{4}/g)!.map((unit) => Number.parseInt(unit, 16)));
  return new Map([...table.matchAll(/^<(\w{4})> <(\w+)>$/gm)].map(([, place = '', hex = '']) => [place, utf16(hex)]));
}

const read = (operand: string, signs: Map<string, string>) =>
  [...operand.matchAll(/<(\w*)>/g)]
    .map(([, hex = '']) => (hex.match(/.{4}/g) ?? []).map((place) => signs.get(place) ?? '?').join(''))
    .join('');

/** How files begin that are taken for CSV by mistake (the signatures of their formats), and what they are with what is expected instead. */
const AS_CSV = 'expected a CSV file: in Excel, Save as, "CSV UTF-8 (comma delimited)"';
const SIGNATURES: readonly (readonly [string, string])[] = [
  ['89504e47', 'a picture (PNG); expected a CSV file'],
  ['ffd8ff', 'a picture (JPEG); expected a CSV file'],
  ['47494638', 'a picture (GIF); expected a CSV file'],
  ['52494646', 'a picture, a sound or a film (RIFF); expected a CSV file'],
  ['25504446', 'a PDF; expected a CSV file'],
  ['504b0304', `an Excel workbook, or packed (ZIP); ${AS_CSV}`],
  ['d0cf11e0', `an old Excel workbook or another Office document; ${AS_CSV}`],
  ['1f8b', 'packed (gzip); expected a CSV file, unpacked'],
  ['fffe', `in UTF-16 ("Unicode text"); ${AS_CSV}`],
  ['feff', `in UTF-16 ("Unicode text"); ${AS_CSV}`],
];

/** Undefined for what may be text. */
export function otherThanText(beginning: Buffer): string | undefined {
  const hex = beginning.subarray(0, 8).toString('hex');
  const known = SIGNATURES.find(([signature]) => hex.startsWith(signature));
  return known?.[1];
}

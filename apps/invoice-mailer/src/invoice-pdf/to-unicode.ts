/** Entries of one block of a CMap at most (PDF 32000-1, 9.10.3). */
const BLOCK = 100;

/** Tells a reader which sign each number of a subset stands for, from 1 on, so that text can be searched and copied. */
export function toUnicode(chars: readonly string[]): string {
  const entries = chars.map(
    (char, i) => `<${hex(i + 1)}> <${[...Array(char.length).keys()].map((at) => hex(char.charCodeAt(at))).join('')}>`,
  );
  const blocks: string[] = [];
  for (let at = 0; at < entries.length; at += BLOCK) {
    const block = entries.slice(at, at + BLOCK);
    blocks.push(`${block.length} beginbfchar\n${block.join('\n')}\nendbfchar`);
  }
  return `/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
${blocks.join('\n')}
endcmap
CMapName currentdict /CMap defineresource pop
end
end
`;
}

/** Four digits, as an Identity-H font is spoken to. */
export const hex = (number: number) => SMALL[number] ?? digits(number);

const digits = (number: number) => number.toString(16).padStart(4, '0');
const SMALL = Array.from({ length: 256 }, (_, number) => digits(number));

/** In major units with two places, as spreadsheets reckon with it; the currency stands beside it. */
export function decimal(minor: number | null | undefined): string | null {
  if (minor === null || minor === undefined) return null;
  const size = Math.abs(minor);
  return `${minor < 0 ? '-' : ''}${Math.floor(size / 100)}.${String(size % 100).padStart(2, '0')}`;
}

export const yesOrNo = (is: boolean) => (is ? 'yes' : 'no');

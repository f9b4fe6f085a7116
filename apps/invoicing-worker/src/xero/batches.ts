/** About 50 elements a call is what Xero recommends; the size of a request is bounded too (3.5 MB in its classic limits). */
export const UP_TO = { elements: 50, bytes: 3_000_000 };

/** Cuts a list into calls, each of at most so many elements and bytes. An element too large for any call goes alone. */
export function batches<T>(all: readonly T[], sizeOf: (one: T) => number, upTo = UP_TO): T[][] {
  const cut: T[][] = [];
  let bytes = 0;
  for (const one of all) {
    const size = sizeOf(one) + 1; // the comma
    const last = cut.at(-1);
    if (last && last.length < upTo.elements && bytes + size <= upTo.bytes) {
      last.push(one);
      bytes += size;
    } else {
      cut.push([one]);
      bytes = size;
    }
  }
  return cut;
}

export const sizeInBytes = (json: string) => Buffer.byteLength(json);

interface Happening {
  readonly at: number;
  readonly happen: () => void;
}

/** Things that happen at moments of a clock which runs as fast as the test does. */
export class VirtualTime {
  now = 0;
  /** The next is last, so that taking it is cheap. */
  private readonly coming: Happening[] = [];

  at(moment: number, happen: () => void) {
    const at = Math.max(moment, this.now);
    let [low, high] = [0, this.coming.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.coming[middle]!.at > at) low = middle + 1;
      else high = middle;
    }
    this.coming.splice(low, 0, { at, happen });
  }

  runUntil(end: number) {
    for (let next = this.coming.at(-1); next && next.at <= end; next = this.coming.at(-1)) {
      this.coming.pop();
      this.now = next.at;
      next.happen();
    }
    this.now = end;
  }
}

/** A first-in-first-out line in a ring that doubles: each step is O(1), however many wait. */
export class Deque<T> {
  private ring: (T | undefined)[] = new Array(16);
  private head = 0;
  length = 0;

  push(item: T): void {
    if (this.length === this.ring.length) this.resize(this.ring.length * 2);
    this.ring[(this.head + this.length++) & (this.ring.length - 1)] = item;
  }

  peek(): T | undefined {
    return this.ring[this.head];
  }

  shift(): T | undefined {
    if (this.length === 0) return undefined;
    const item = this.ring[this.head];
    this.ring[this.head] = undefined;
    this.head = (this.head + 1) & (this.ring.length - 1);
    this.length--;
    // Give memory back after a peak, with room to spare so that a line at the edge does not resize to and fro.
    if (this.ring.length > 1024 && this.length < this.ring.length / 8) this.resize(this.ring.length / 4);
    return item;
  }

  *[Symbol.iterator](): Generator<T> {
    for (let i = 0; i < this.length; i++) yield this.ring[(this.head + i) & (this.ring.length - 1)] as T;
  }

  private resize(size: number): void {
    const ring = new Array<T | undefined>(size);
    let at = 0;
    for (const item of this) ring[at++] = item;
    this.ring = ring;
    this.head = 0;
  }
}

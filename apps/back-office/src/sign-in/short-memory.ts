/**
 * Keeps what was read from the database for a second, so that a page with ten requests asks once. What is revoked in this process is
 * forgotten at once; another replica believes it for that second.
 */
export class ShortMemory<Value> {
  private kept = new Map<string, { readonly value: Promise<Value>; readonly untilMs: number }>();

  constructor(
    private readonly keepsMs = 1_000,
    private readonly limit = 10_000,
  ) {}

  get(key: string, read: () => Promise<Value>): Promise<Value> {
    const nowMs = performance.now();
    const known = this.kept.get(key);
    if (known && known.untilMs > nowMs) return known.value;
    if (this.kept.size >= this.limit) this.kept.clear();
    const value = read();
    this.kept.set(key, { value, untilMs: nowMs + this.keepsMs });
    // What could not be read is asked for again.
    value.catch(() => this.kept.delete(key));
    return value;
  }

  forget() {
    this.kept.clear();
  }
}

/** The answers to many requests, gathered call by call under a key of ours: Xero does not promise to keep an order. */
export class Answers<Answer> {
  private readonly known = new Map<string, Answer | Error>();

  set(key: string, answer: Answer | Error) {
    this.known.set(key, answer);
  }

  has(key: string) {
    return this.known.has(key);
  }

  /** What `call` throws is the answer to all of `keys` that have none: a failed call hurts only those it was made for. */
  async during(keys: readonly string[], call: () => Promise<void>): Promise<void> {
    try {
      await call();
    } catch (error) {
      for (const key of keys) if (!this.known.has(key)) this.known.set(key, error as Error);
    }
  }

  inOrderOf(keys: readonly string[]): (Answer | Error)[] {
    return keys.map((key) => this.known.get(key) ?? new Error(`nobody answered for ${key}`));
  }
}

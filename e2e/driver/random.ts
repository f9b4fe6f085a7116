/** Numbers from 0 to 1 that a seed repeats (mulberry32), so that a failed campaign can be run again. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** E2E_SEED, or a new one; printed, so that it can be named. */
export function seedOf(campaign: string): number {
  const seed = Number(process.env.E2E_SEED ?? Date.now() % 1_000_000);
  process.stderr.write(`${campaign}: E2E_SEED=${seed} runs it again\n`);
  return seed;
}

/** Fisher and Yates. */
export function shuffled<Item>(items: readonly Item[], random: () => number): Item[] {
  const deck = [...items];
  for (let last = deck.length - 1; last > 0; last--) {
    const at = Math.floor(random() * (last + 1));
    [deck[last], deck[at]] = [deck[at]!, deck[last]!];
  }
  return deck;
}

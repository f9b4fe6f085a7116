const LOOK_EVERY_MS = 10;

/** Waits until `expectation` no longer throws, and throws its last error after `withinMs`. */
export async function eventually<T>(expectation: () => Promise<T> | T, withinMs = 10_000): Promise<T> {
  const end = Date.now() + withinMs;
  for (;;) {
    try {
      return await expectation();
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((resume) => setTimeout(resume, LOOK_EVERY_MS));
    }
  }
}

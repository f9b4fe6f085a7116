const LOOK_AFTER_MS = 10;
/** What takes long is looked at less often: whoever looks takes time from what is waited for. */
const SLOWER = 1.2;
const LOOK_AT_LEAST_EVERY_MS = 100;

/** For a broker to have every queue of the product and to give an app its consumers: a busy RabbitMQ takes its time over quorum queues. */
export const ATTACHED_WITHIN_MS = 45_000;

/** Waits until `expectation` no longer throws, and throws its last error after `withinMs`. */
export async function eventually<T>(expectation: () => Promise<T> | T, withinMs = 10_000): Promise<T> {
  const end = Date.now() + withinMs;
  for (let pauseMs = LOOK_AFTER_MS; ; pauseMs = Math.min(pauseMs * SLOWER, LOOK_AT_LEAST_EVERY_MS)) {
    try {
      return await expectation();
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((resume) => setTimeout(resume, pauseMs));
    }
  }
}

import { InvalidInput, Unavailable } from '@takings/runtime';
import { json, OddSource, WRONG_ANSWERS } from './odd-source';

/** What every adapter of a source must bear. `ask` asks a fresh adapter for another thing each time it is called with another n. */
export function bearsWrongAnswers(adapter: (url: string) => (n: number) => Promise<unknown>) {
  describe('bears a source that', () => {
    let source: OddSource;
    let ask: (n: number) => Promise<unknown>;

    beforeEach(async () => {
      source = await OddSource.start();
      ask = adapter(source.url);
    });
    afterEach(() => source.close());

    const refusal = async (n = 1) =>
      ask(n).then(
        () => undefined,
        (error: unknown) => error,
      );

    it.each(WRONG_ANSWERS)('gives %s', async (_, behave, { everybody, retryAfterMs }, words) => {
      source.behave = behave;
      const error = await refusal();
      expect(error).toBeInstanceOf(Unavailable);
      expect(error).toMatchObject({ everybody, message: expect.stringMatching(words) });
      if (retryAfterMs) expect(error).toMatchObject({ retryAfterMs });
    });

    it('takes no such question', async () => {
      source.behave = json(400, { error: 'bad request' });
      expect(await refusal()).toBeInstanceOf(InvalidInput);
    });

    it('cannot be reached', async () => {
      await source.close();
      expect(await refusal()).toMatchObject({
        name: 'Unavailable',
        everybody: true,
        message: expect.stringMatching(/cannot be reached \(ECONNREFUSED\)$/),
      });
    });

    it('fails for one question after the other: from the third on it is down for everybody', async () => {
      source.behave = json(500, {});
      const errors = [await refusal(1), await refusal(1), await refusal(2), await refusal(3), await refusal(3)];
      expect(errors.map((error) => (error as Unavailable).everybody)).toEqual([false, false, false, true, false]);
    });
  });
}

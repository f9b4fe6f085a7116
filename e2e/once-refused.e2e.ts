/** @servers any: no server is reached. */
import { createServer } from 'node:net';
import { join } from 'node:path';
import { csvFile } from './driver/charges';
import { folder, remove, startToEnd } from './driver/running-product';

let place: string;

beforeAll(() => {
  place = folder();
});
afterAll(() => remove(place));

describe('without starting anything, it says what stands in the way of', () => {
  it.each<[string, () => string[], number, RegExp]>([
    ['a file that is not there', () => ['--import', join(place, 'nothing.csv')], 1, /^There is no file .*nothing\.csv\.$/],
    ['a folder instead of a file', () => ['--import', place], 1, /is a folder; expected a CSV file\.$/],
    ['no file at all', () => [], 2, /^--once needs --import FILE, the CSV of charges\.$/],
    [
      'a report in no folder',
      () => ['--import', csvFile(place, []), '--report', join(place, 'no', 'r.json')],
      1,
      /^There is no folder .*no /,
    ],
    [
      'a data folder that is a file',
      () => ['--import', csvFile(place, []), '--data', csvFile(place, [])],
      1,
      /cannot be used: .* is a file/,
    ],
    [
      'a data folder in no real place',
      () => ['--import', csvFile(place, []), '--data', '/proc/nope'],
      1,
      /The data folder \/proc\/nope cannot be used/,
    ],
    ['a port that is none', () => ['--import', csvFile(place, []), '--port', 'eighty'], 2, /^--port eighty is not a port/],
    ['an unknown option', () => ['--impotr', 'x'], 2, /Unknown option '--impotr'/],
  ])('%s', async (_, args, code, words) => {
    const ended = await startToEnd(['--once', ...args()], process.env);
    expect(ended).toMatchObject({ code, out: '' });
    expect(ended.err.trim()).toMatch(words);
  });

  it('a port that is taken', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as { port: number };
    const ended = await startToEnd(
      ['--once', '--import', csvFile(place, []), '--data', join(place, 'data'), '--port', `${port}`],
      process.env,
    );
    other.close();
    expect(ended.code).toBe(1);
    expect(ended.err).toMatch(`Port ${port} is taken by another program. Name another one: npm start -- --port`);
  });
});

import { BadArguments, readArguments } from './arguments';

const read = (...given: string[]) => readArguments(given, '/home/ann/bills');

describe('the arguments of npm start', () => {
  it('starts with demo data on the usual port and keeps its data in .takings', () =>
    expect(read()).toEqual({ port: 4400, data: '/home/ann/bills/.takings', demo: true, help: false }));

  it('starts empty with --no-demo', () => expect(read('--no-demo').demo).toBe(false));

  it('takes relative paths from where the person stands', () =>
    expect(read('--once', '--import', 'may.csv', '--report', '../may.json')).toMatchObject({
      demo: false,
      once: { file: '/home/ann/bills/may.csv', report: '/home/ann/may.json' },
    }));

  it('leaves absolute paths alone', () => expect(read('--data', '/srv/takings').data).toBe('/srv/takings'));

  it('takes any free port for a single run unless told which', () => {
    expect(read('--once', '--import', 'a.csv').port).toBe(0);
    expect(read('--once', '--import', 'a.csv', '--port', '4500').port).toBe(4500);
  });

  it.each([
    [['--once'], /--once needs --import FILE/],
    [['--import', 'a.csv'], /--import goes with --once/],
    [['--report', 'a.json'], /--report goes with --once/],
    [['--port', 'http'], /--port http is not a port; expected a number from 0 to 65535/],
    [['--port', '70000'], /not a port/],
    [['--port', '-1'], /--port/],
    [['--prot', '1'], /Unknown option '--prot'/],
    [['charges.csv'], /Unexpected argument 'charges.csv'/],
  ])('says what is wrong with %p', (given, words) => {
    expect(() => read(...given)).toThrow(BadArguments);
    expect(() => read(...given)).toThrow(words);
  });
});

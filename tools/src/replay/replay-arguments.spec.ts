import { readReplayArguments } from './replay-arguments';

it('reads paths from where the person stands, and has defaults', () =>
  expect(readReplayArguments(['--file', 'sales.csv'], '/home/zoe')).toEqual({
    file: '/home/zoe/sales.csv',
    speed: 60,
    url: 'http://127.0.0.1:4400',
    tokenFile: '/home/zoe/.takings/api-token',
  }));

it.each([
  [[], '--file is missing'],
  [['--file', 'x', '--speed', '0'], '--speed 0 is no speed'],
  [['--file', 'x', '--speed', 'fast'], '--speed fast is no speed'],
  [['--file', 'x', '--day', 'today'], '--day today is no day'],
  [['--file', 'x', '--url', 'here'], '--url here is no address'],
  [['--fil', 'x'], "Unknown option '--fil'"],
])('%j is refused', (given, words) => expect(() => readReplayArguments(given, '/')).toThrow(words));

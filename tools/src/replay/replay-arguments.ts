import { isAbsolute, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { BadArguments, DEFAULT_PORT } from '../arguments';

export interface ReplayArguments {
  /** Absolute. */
  readonly file: string;
  /** Seconds of the day that pass in one of ours. */
  readonly speed: number;
  /** Where Takings is, without a slash at the end. */
  readonly url: string;
  /** YYYY-MM-DD; the day with the most sales when not said. */
  readonly day?: string;
  /** The file with the API token to go by; absolute. */
  readonly tokenFile: string;
}

export const REPLAY_USAGE = `npm run replay -- --file FILE [options]

Lives through one day of a file of sales again: each is posted at its time of day, as if it were made now. Nothing of it is invoiced.

  --file FILE       the CSV of sales, as it is imported
  --speed N         how many times faster than the day was (60: a day in 24 minutes)
  --day YYYY-MM-DD  which day of the file; the one with the most sales if not said
  --url URL         where Takings is (http://127.0.0.1:${DEFAULT_PORT})
  --token-file FILE a file with an API token (.takings/api-token, which npm start writes)
  --help            this text`;

const DEFAULT_TOKEN_FILE = join('.takings', 'api-token');
const FASTEST = 100_000;

/** Undefined when help was asked for. Relative paths are meant from where the person stands (`cwd`). Throws `BadArguments`. */
export function readReplayArguments(given: readonly string[], cwd: string): ReplayArguments | undefined {
  const {
    file,
    speed = '60',
    day,
    url = `http://127.0.0.1:${DEFAULT_PORT}`,
    'token-file': tokenFile = DEFAULT_TOKEN_FILE,
    help,
  } = parse(given);
  if (help) return undefined;
  if (!file) throw new BadArguments(`--file is missing.\n\n${REPLAY_USAGE}`);
  if (!(Number(speed) > 0 && Number(speed) <= FASTEST)) {
    throw new BadArguments(`--speed ${speed} is no speed; expected a number above 0, at most ${FASTEST}.`);
  }
  if (day !== undefined && !/^\d{4}-\d\d-\d\d$/.test(day)) throw new BadArguments(`--day ${day} is no day; expected YYYY-MM-DD.`);
  if (!URL.canParse(url) || !/^https?:/.test(url)) throw new BadArguments(`--url ${url} is no address; expected http://host:port.`);
  const absolute = (path: string) => (isAbsolute(path) ? path : resolve(cwd, path));
  return {
    file: absolute(file),
    speed: Number(speed),
    url: url.replace(/\/+$/, ''),
    tokenFile: absolute(tokenFile),
    ...(day && { day }),
  };
}

function parse(given: readonly string[]) {
  try {
    const text = { type: 'string' } as const;
    return parseArgs({
      args: [...given],
      options: { file: text, speed: text, day: text, url: text, 'token-file': text, help: { type: 'boolean', short: 'h' } },
    }).values;
  } catch (error) {
    throw new BadArguments(`${(error as Error).message.split('. ')[0]}.\n\n${REPLAY_USAGE}`);
  }
}

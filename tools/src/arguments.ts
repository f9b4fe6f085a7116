import { isAbsolute, resolve } from 'node:path';
import { parseArgs } from 'node:util';

export interface Arguments {
  /** The front port; 0 for any free one. */
  readonly port: number;
  /** Absolute. */
  readonly data: string;
  readonly demo: boolean;
  readonly once?: { readonly file: string; readonly report?: string };
  readonly help: boolean;
}

/** What was typed cannot be understood. The message says what is expected. */
export class BadArguments extends Error {
  override readonly name = 'BadArguments';
}

export const DEFAULT_PORT = 4400;

export const USAGE = `npm start -- [options]

  --port N          the port of the one address behind which everything is (${DEFAULT_PORT}; 0 picks a free one)
  --data DIR        where the data, the secrets and the logs are kept (.takings)
  --no-demo         start empty: no made-up charges on the first start
  --help            this text

  --once            import, run, wait until every invoice has come to its end, print a table, stop everything
  --import FILE     with --once: the CSV of charges
  --report FILE     with --once: where the result is written as JSON`;

/** Relative paths are meant from where the person stands (`cwd`). Throws `BadArguments`. */
export function readArguments(given: readonly string[], cwd: string): Arguments {
  const { values } = parse(given);
  const absolute = (path: string) => (isAbsolute(path) ? path : resolve(cwd, path));
  if (values.once && !values.import) throw new BadArguments('--once needs --import FILE, the CSV of charges.');
  if (values.import && !values.once) throw new BadArguments('--import goes with --once.');
  if (values.report && !values.once) throw new BadArguments('--report goes with --once.');
  return {
    port: values.port === undefined ? (values.once ? 0 : DEFAULT_PORT) : readPort(values.port),
    data: absolute(values.data ?? '.takings'),
    demo: !values['no-demo'] && !values.once,
    help: values.help ?? false,
    ...(values.once && { once: { file: absolute(values.import!), ...(values.report && { report: absolute(values.report) }) } }),
  };
}

function parse(given: readonly string[]) {
  try {
    return parseArgs({
      args: [...given],
      options: {
        port: { type: 'string' },
        data: { type: 'string' },
        'no-demo': { type: 'boolean' },
        once: { type: 'boolean' },
        import: { type: 'string' },
        report: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new BadArguments(`${(error as Error).message.split('. ')[0]}.\n\n${USAGE}`);
  }
}

function readPort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65535) throw new BadArguments(`--port ${text} is not a port; expected a number from 0 to 65535.`);
  return port;
}

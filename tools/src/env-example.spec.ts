import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { loadConfig } from '@takings/runtime/config';
import type { z } from 'zod';

const root = join(__dirname, '..', '..');
const example = parseEnv(readFileSync(join(root, '.env.example'), 'utf8'));
// eslint-disable-next-line @typescript-eslint/no-require-imports -- which apps there are is read from the disk, and jest compiles on require.
const settingsIn = (folder: string): z.ZodRawShape => require(join(root, folder, 'src', 'config.ts')).settings;
// The console runs in browsers, which have no environment.
const programs = [...readdirSync(join(root, 'apps')).map((app) => `apps/${app}`), 'libs/amqp-broker'].filter((folder) =>
  existsSync(join(root, folder, 'src', 'main.ts')),
);

describe('.env.example', () => {
  it.each(programs)('is a configuration %s starts with', (folder) => {
    // The sandbox stands in for a bank: it refuses to be in production.
    const env = folder === 'apps/sandbox' ? { ...example, NODE_ENV: 'development' } : example;
    expect(() => loadConfig(settingsIn(folder), env)).not.toThrow();
  });

  it.each(programs)('names every variable of %s', (folder) => {
    expect(Object.keys(settingsIn(folder)).filter((name) => !(name in example))).toEqual([]);
  });

  it('names no variable that nobody reads', () => {
    const known = new Set(programs.flatMap((folder) => Object.keys(settingsIn(folder))));
    expect(Object.keys(example).filter((name) => !known.has(name))).toEqual([]);
  });
});

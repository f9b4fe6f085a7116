/** @servers any: it has files and no servers. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CannotStart } from '../cannot-start';
import { identify } from '../supervision/process-identity';
import { Lock } from './lock';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'takings-lock-'));
  path = join(folder, 'lock');
});
afterEach(() => rmSync(folder, { recursive: true }));

it('is refused while a living process holds it, and says which', () => {
  Lock.take(path);
  expect(() => Lock.take(path)).toThrow(CannotStart);
  expect(() => Lock.take(path)).toThrow(`already runs on this folder, as process ${process.pid}`);
});

it('is free again once released', () => {
  Lock.take(path).release();
  expect(() => Lock.take(path)).not.toThrow();
});

it('is taken over from a process that was killed', async () => {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  const holder = identify(child.pid!)!;
  Lock.take(path, holder);
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(() => Lock.take(path)).not.toThrow();
});

it('is taken over when its process id now names another process', () => {
  Lock.take(path, { pid: process.pid, started: 'long ago' });
  expect(() => Lock.take(path)).not.toThrow();
});

it('is taken over when what it says cannot be read', () => {
  writeFileSync(path, '{"pid":');
  expect(() => Lock.take(path)).not.toThrow();
});

it('leaves nothing behind', () => {
  Lock.take(path, { pid: 1, started: 'long ago' });
  Lock.take(path).release();
  expect(existsSync(path)).toBe(false);
  expect(readdirSync(folder)).toEqual([]);
});

import type { Answers } from '@takings/sale-flow';
import { ApiError, UNREACHED } from '../../../api/api-error';
import { DraftKeeper } from './draft-keeper';
import { StoredDrafts } from './stored-drafts';
import type { SentDraft } from './unsaved';

const PLACE = { person: 'p-1', flowId: 'f-1', step: 'customer' };
const COMMAND_IDS = /^id-\d+$/;

/** A server that counts versions, knows commands by their ids, and can be cut off. */
class Server {
  version = 5;
  draft: Answers = {};
  line: 'up' | 'down' | 'answer lost' | ApiError = 'up';
  readonly heard: SentDraft[] = [];
  private readonly answers = new Map<string, number>();

  readonly send = async (_: unknown, sent: SentDraft) => {
    this.heard.push(sent);
    if (this.line instanceof ApiError) throw this.line;
    if (this.line === 'down') throw new ApiError('no network', UNREACHED);
    const version = this.answers.get(sent.commandId) ?? this.take(sent);
    this.answers.set(sent.commandId, version);
    if (this.line === 'answer lost') throw new ApiError('no network', UNREACHED);
    return { version };
  };

  private take({ draft, version }: SentDraft) {
    if (version !== undefined && version < this.version) throw new ApiError('Anna changed customer at 13:42', 409);
    this.draft = draft;
    this.version += 1;
    return this.version;
  }
}

class MemoryStorage {
  private readonly kept = new Map<string, string>();
  get length() {
    return this.kept.size;
  }
  key = (at: number) => [...this.kept.keys()][at] ?? null;
  getItem = (key: string) => this.kept.get(key) ?? null;
  setItem = (key: string, value: string) => void this.kept.set(key, value);
  removeItem = (key: string) => void this.kept.delete(key);
}

let server: Server;
let kept: StoredDrafts;
let ids = 0;
const open = (version = server.version) =>
  new DraftKeeper(PLACE, version, null, {
    kept,
    send: server.send,
    now: () => Date.now(),
    isOnline: () => server.line !== 'down',
    newId: () => `id-${(ids += 1)}`,
  });

beforeEach(() => {
  jest.useFakeTimers();
  server = new Server();
  kept = new StoredDrafts(new MemoryStorage());
});
afterEach(() => jest.useRealTimers());

const pass = (ms: number) => jest.advanceTimersByTimeAsync(ms);

it('what is typed is with the server within a second, and then no longer kept in the browser', async () => {
  const keeper = open();
  keeper.typed({ name: 'Larch' });
  expect(kept.read(PLACE)?.draft).toEqual({ name: 'Larch' });
  await pass(999);
  expect(server.draft).toEqual({ name: 'Larch' });
  expect(kept.read(PLACE)).toBeUndefined();
  expect(keeper.getState()).toMatchObject({ is: 'saved' });
});

it('while somebody types it is sent once a second at most, and the last keystroke within a second', async () => {
  const keeper = open();
  for (let at = 1; at <= 50; at += 1) {
    keeper.typed({ name: 'x'.repeat(at) });
    await pass(100);
  }
  expect(server.heard.length).toBeLessThanOrEqual(6);
  await pass(900);
  expect(server.draft).toEqual({ name: 'x'.repeat(50) });
});

it('without a line it is kept, and sent in order when the line is back', async () => {
  const keeper = open();
  server.line = 'down';
  keeper.typed({ name: 'L' });
  await pass(1_000);
  keeper.typed({ name: 'Larch' });
  await pass(10_000);
  expect(keeper.getState()).toEqual({ is: 'waiting', because: 'offline' });
  expect(kept.read(PLACE)?.draft).toEqual({ name: 'Larch' });
  server.line = 'up';
  keeper.wake();
  await pass(2_000);
  expect(server.draft).toEqual({ name: 'Larch' });
  expect(keeper.getState()).toMatchObject({ is: 'saved' });
});

it('a draft whose answer is lost is repeated under its id, and what was typed since is not taken for a stranger’s', async () => {
  const keeper = open();
  server.line = 'answer lost';
  keeper.typed({ name: 'L' });
  await pass(500);
  keeper.typed({ name: 'Larch' });
  await pass(3_000);
  server.line = 'up';
  await pass(5_000);
  const [first, ...rest] = server.heard;
  expect(first!.commandId).toMatch(COMMAND_IDS);
  expect(rest.slice(0, -1).every(({ commandId }) => commandId === first!.commandId)).toBe(true);
  expect(server.draft).toEqual({ name: 'Larch' });
  expect(server.version).toBe(7);
});

it('after a crash another page goes on where this one was, even with a draft on its way', async () => {
  const before = open();
  server.line = 'answer lost';
  before.typed({ name: 'L' });
  await pass(500);
  before.typed({ name: 'Larch' });
  before.close();
  server.line = 'up';
  const after = open();
  after.resume(kept.read(PLACE)!);
  await pass(2_000);
  expect(server.draft).toEqual({ name: 'Larch' });
});

it('what was typed elsewhere meanwhile is not overwritten until somebody has chosen', async () => {
  const keeper = open();
  server.version = 9;
  keeper.typed({ name: 'Larch' });
  await pass(1_000);
  expect(keeper.getState()).toMatchObject({ is: 'overtaken' });
  keeper.typed({ name: 'Larch & Lime' });
  await pass(5_000);
  expect(server.heard).toHaveLength(1);
  expect(kept.read(PLACE)?.draft).toEqual({ name: 'Larch & Lime' });
  keeper.keepMine(9);
  await pass(1_000);
  expect(server.draft).toEqual({ name: 'Larch & Lime' });
});

it('without a session it waits, and goes on once somebody has signed in again', async () => {
  const keeper = open();
  server.line = new ApiError('Sign in', 401);
  keeper.typed({ name: 'Larch' });
  await pass(1_000);
  expect(keeper.getState()).toEqual({ is: 'waiting', because: 'signed out' });
  server.line = 'up';
  keeper.wake();
  await pass(1_000);
  expect(server.draft).toEqual({ name: 'Larch' });
});

it('what the server refuses is told and not sent again before it is changed', async () => {
  const keeper = open();
  server.line = new ApiError('draft.name: is too long', 400, 'draft.name');
  keeper.typed({ name: 'x' });
  await pass(10_000);
  expect(server.heard).toHaveLength(1);
  expect(keeper.getState()).toEqual({ is: 'refused', says: 'draft.name: is too long', field: 'draft.name' });
  server.line = 'up';
  keeper.typed({ name: 'y' });
  await pass(1_000);
  expect(keeper.getState()).toMatchObject({ is: 'saved' });
});

it('what is left when the page goes away goes at once, and the same again after a failure', async () => {
  const keeper = open();
  keeper.typed({ name: 'Larch' });
  keeper.leave();
  await pass(0);
  expect(server.draft).toEqual({ name: 'Larch' });
  const after = open();
  after.resume(kept.read(PLACE)!);
  await pass(1_000);
  expect(server.version).toBe(6);
  expect(after.getState()).toMatchObject({ is: 'saved' });
});

it('nothing more is sent once the step is held for its answer', async () => {
  const keeper = open();
  keeper.typed({ name: 'Larch' });
  await keeper.hold();
  await pass(5_000);
  expect(server.heard).toEqual([]);
  keeper.go();
  await pass(1_000);
  expect(server.draft).toEqual({ name: 'Larch' });
});

it('leaving waits until the last keystroke is with the server', async () => {
  const keeper = open();
  keeper.typed({ name: 'L' });
  const left = keeper.flush();
  await pass(0);
  await expect(left).resolves.toBe(true);
  expect(server.draft).toEqual({ name: 'L' });
});

it('leaving without a line says that it is not saved', async () => {
  const keeper = open();
  server.line = 'down';
  keeper.typed({ name: 'L' });
  const left = keeper.flush();
  await pass(0);
  await expect(left).resolves.toBe(false);
  expect(kept.read(PLACE)?.draft).toEqual({ name: 'L' });
});

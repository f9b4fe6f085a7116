import { eventually } from '@takings/testing';
import fc from 'fast-check';
import { CommittedBoards } from '../testing/committed-boards';
import { WatchedStream, WatchingClient } from '../testing/watched-stream';

const PROCESSES = 2;

/** What may happen to two processes that serve one board; `at` is the process, `who` a client. */
const happening = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      it: fc.constant('sale' as const),
      at: fc.nat(PROCESSES - 1),
      told: fc.constantFrom('at once', 'late', 'never'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ it: fc.constant('many sales' as const), at: fc.nat(PROCESSES - 1), many: fc.integer({ min: 2, max: 700 }) }),
  },
  { weight: 2, arbitrary: fc.record({ it: fc.constant('late word' as const), nth: fc.nat(9) }) },
  { weight: 4, arbitrary: fc.record({ it: fc.constant('comes' as const), at: fc.nat(PROCESSES - 1), who: fc.nat(4) }) },
  { weight: 3, arbitrary: fc.record({ it: fc.constant('goes' as const), who: fc.nat(4) }) },
  { weight: 2, arbitrary: fc.record({ it: fc.constant('heartbeat' as const), at: fc.nat(PROCESSES - 1) }) },
  { weight: 1, arbitrary: fc.record({ it: fc.constant('restart' as const), at: fc.nat(PROCESSES - 1) }) },
  { weight: 1, arbitrary: fc.record({ it: fc.constant('day ends' as const) }) },
  { weight: 1, arbitrary: fc.record({ it: fc.constant('day is seen to end' as const), at: fc.nat(PROCESSES - 1) }) },
  { weight: 1, arbitrary: fc.record({ it: fc.constant('database' as const), away: fc.boolean() }) },
  { weight: 5, arbitrary: fc.record({ it: fc.constant('time passes' as const), turns: fc.integer({ min: 1, max: 6 }) }) },
);
type Happening = typeof happening extends fc.Arbitrary<infer T> ? T : never;

class World {
  readonly boards = new CommittedBoards();
  readonly processes = Array.from({ length: PROCESSES }, () => new WatchedStream(this.boards));
  readonly clients = Array.from({ length: 5 }, () => new WatchingClient());
  /** The process that a client's line goes to, and which of its lines it is. */
  private readonly lines = new Map<WatchingClient, WatchedStream>();
  private readonly nthLine = new Map<WatchingClient, number>();
  private readonly lateWords: (() => void)[] = [];

  async go(happening: Happening) {
    switch (happening.it) {
      case 'sale':
        return this.sell(happening.at, happening.told);
      case 'many sales':
        for (let n = 0; n < happening.many; n++) this.sell(happening.at, 'never');
        return;
      case 'late word':
        return this.lateWords.splice(happening.nth, 1).forEach((say) => say());
      case 'comes':
        return void this.comes(this.clients[happening.who]!, happening.at).catch(() => undefined);
      case 'goes':
        return this.goes(this.clients[happening.who]!);
      case 'heartbeat':
        return this.processes[happening.at]!.stream.heard(this.boards.lastSeq);
      case 'restart':
        this.clients.forEach((client) => this.lines.get(client) === this.processes[happening.at] && this.goes(client));
        this.processes[happening.at] = new WatchedStream(this.boards);
        return;
      case 'day ends':
        return this.boards.endDay();
      case 'day is seen to end':
        return void this.processes[happening.at]!.stream.renew().catch(() => undefined);
      case 'database':
        this.boards.away = happening.away;
        return;
      case 'time passes':
        for (let n = 0; n < happening.turns; n++) await new Promise((resolve) => setImmediate(resolve));
    }
  }

  /** All words said, the database back, everybody connected, the day seen to end, a heartbeat heard. */
  async calm() {
    this.boards.away = false;
    this.lateWords.forEach((say) => say());
    for (const client of this.clients) {
      if (!this.processes.some(({ clients }) => clients.has(client))) await this.comes(client, 0);
    }
    for (const { stream } of this.processes) {
      await stream.renew();
      stream.heard(this.boards.lastSeq);
    }
    await eventually(() => this.processes.forEach(({ stream }) => expect(stream.behindBy).toBe(0)));
  }

  private sell(at: number, told: 'at once' | 'late' | 'never') {
    const change = this.boards.sell(1);
    this.processes[at]!.stream.offer(change);
    const others = this.processes.filter((_, i) => i !== at);
    if (told === 'at once') others.forEach(({ stream }) => stream.offer(change));
    if (told === 'late') this.lateWords.push(() => others.forEach(({ stream }) => stream.offer(change)));
  }

  private comes(client: WatchingClient, at: number): Promise<void> {
    this.goes(client);
    const process = this.processes[at]!;
    const line = (this.nthLine.get(client) ?? 0) + 1;
    this.nthLine.set(client, line);
    this.lines.set(client, process);
    return process.stream.greet(client.seq, ({ snapshot, changes }) => {
      // Gone again before the answer came.
      if (this.lines.get(client) !== process || this.nthLine.get(client) !== line) return;
      if (snapshot) client.replaced(snapshot);
      for (const change of changes) client.changed(change);
      process.clients.add(client);
    });
  }

  private goes(client: WatchingClient) {
    this.lines.delete(client);
    for (const { clients } of this.processes) clients.delete(client);
  }
}

it('no client that has seen a number misses a change after it, or sees one twice, whatever happens to two processes', () =>
  fc.assert(
    fc.asyncProperty(fc.array(happening, { maxLength: 80 }), async (happenings) => {
      const world = new World();
      for (const one of happenings) await world.go(one);
      await world.calm();
      const { lastSeq } = world.boards;
      for (const { seq, total, businessDay, faults } of world.clients) {
        expect({ seq, total, faults }).toEqual({ seq: lastSeq, total: world.boards.totalAt(lastSeq), faults: [] });
        expect(businessDay).toBe(world.boards.businessDay);
      }
    }),
    { numRuns: 300 },
  ));

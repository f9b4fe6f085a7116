import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InvalidInput } from '@takings/runtime';
import { z } from 'zod';
import { KeptValues } from '../store/kept-values';
import { Saver } from '../store/saver';
import { afterOne, FAULT_KINDS, type Fault, type FaultName } from './switches';

const KEPT = 'faults';
const MAX_DELAY_MS = 600_000;

const wanted = z.union([
  z.boolean(),
  z.strictObject({
    on: z.boolean().default(true),
    next: z.int().min(1).max(1_000_000).nullable().default(null),
    delayMs: z.int().min(0).max(MAX_DELAY_MS).optional(),
  }),
]);
const request = z.record(z.string(), wanted);

/** Which faults are on. They outlive a restart, so that a rehearsal of a crash keeps its weather. */
@Injectable()
export class FaultSwitches implements OnModuleInit {
  private on = new Map<FaultName, Fault>();
  private readonly listeners: (() => Promise<void>)[] = [];
  private readonly saver = new Saver(() => this.kept.write(KEPT, Object.fromEntries(this.on)));

  constructor(private readonly kept: KeptValues) {}

  async onModuleInit() {
    this.on = new Map(Object.entries((await this.kept.read<Record<string, Fault>>(KEPT)) ?? {}) as [FaultName, Fault][]);
  }

  isOn(name: FaultName): boolean {
    return this.on.has(name);
  }

  /** The fault if it is on, counted down by this one request. Decided at once; stored in the background. */
  meet(name: FaultName): Fault | null {
    const fault = this.on.get(name);
    if (!fault) return null;
    const left = afterOne(fault);
    if (left === fault) return fault;
    if (left) this.on.set(name, left);
    else this.on.delete(name);
    void this.saver.saved().catch(() => {});
    return fault;
  }

  /** Changes what is named and leaves the rest. `{ "xero-down": true, "xero-slow": { "next": 3, "delayMs": 2000 } }` */
  async change(given: unknown): Promise<void> {
    const changes = Object.entries(request.parse(given)).map(([name, change]) => {
      const kind = FAULT_KINDS.find((known) => known.name === name);
      if (!kind) throw new InvalidInput(`There is no fault "${name}". GET /sandbox/api/faults lists them all.`, name);
      const { on, next, delayMs } = typeof change === 'boolean' ? { on: change, next: null, delayMs: undefined } : change;
      if (next !== null && kind.countable === false) throw new InvalidInput(`"${name}" cannot be counted; switch it on and off.`, name);
      return { name: name as FaultName, fault: on ? { next, delayMs: delayMs ?? kind.delayMs ?? 0 } : null };
    });
    for (const { name, fault } of changes) {
      if (fault) this.on.set(name, fault);
      else this.on.delete(name);
    }
    await this.stored();
  }

  async allOff(): Promise<void> {
    this.on.clear();
    await this.stored();
  }

  /** Every fault by name: whether it is on, for how many requests, and what it does. */
  report() {
    return Object.fromEntries(
      FAULT_KINDS.map(({ name, provider, title, says, delayMs }) => {
        const fault = this.on.get(name as FaultName);
        return [
          name,
          { on: fault !== undefined, next: fault?.next ?? null, delayMs: fault?.delayMs ?? delayMs ?? null, provider, title, says },
        ];
      }),
    );
  }

  /** For a fault that is more than an answer: the closed mail port. A change is complete when its listeners are done. */
  onChange(listener: () => Promise<void>) {
    this.listeners.push(listener);
  }

  private async stored(): Promise<void> {
    await Promise.all([this.saver.saved(), ...this.listeners.map((listener) => listener())]);
  }
}

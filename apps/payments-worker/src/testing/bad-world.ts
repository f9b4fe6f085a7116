import { Delivery } from './delivery';
import type { FakeBank } from './fake-bank';
import type { Payments } from './payments';
import { policy } from './payments';
import { aBill } from './samples';

/** One delivery of the message to some process, and how far it has come. */
interface Running {
  readonly delivery: Delivery;
  step: 'new' | 'prepared' | 'on its way' | 'charged' | 'answered';
  acting?: Promise<unknown>;
  /** Lets the request arrive at the bank, or the reply at us. */
  goOn: () => void;
}

type Happening = readonly [name: string, happen: () => Promise<void> | void];

const isUnderWay = ({ step }: Running) => step === 'on its way' || step === 'charged';

/**
 * A world in which processes are lost, messages come twice, the bank is away, slow and forgetful. It offers what may happen next to one
 * invoice; whoever drives it chooses.
 */
export class BadWorld {
  readonly bill = aBill();
  readonly story: string[] = [];
  private readonly message = new Delivery(this.payments, this.bill);
  private readonly running: Running[] = [];
  /** Of lost processes: their requests may still be on their way. */
  private readonly ghosts: Running[] = [];

  constructor(
    private readonly payments: Payments,
    private readonly bank: FakeBank,
  ) {}

  async happen(choice: number) {
    const all = this.possible();
    const [name, happen] = all[choice % all.length] as Happening;
    this.story.push(name);
    await happen();
  }

  /** What is under way comes to its end, without those who were lost. */
  async end() {
    for (const one of [...this.running, ...this.ghosts]) {
      while (isUnderWay(one)) await this.goOn(one);
    }
  }

  private possible(): Happening[] {
    const { bank, payments } = this;
    return [
      ...this.running.flatMap((one, i) => this.steps(one, i)),
      ...this.ghosts.filter(isUnderWay).map((one, i): Happening => [`request of lost ${i} arrives`, () => this.goOn(one)]),
      ...(this.running.length < 4 ? [this.deliver('the message', this.message.eventId), this.deliver('another message')] : []),
      ['time passes', () => payments.clock.advance(policy.callEndsWithinMs + 60_000)],
      ['sweep', () => payments.sweep.sweep()],
      bank.reachable ? ['bank goes away', () => void (bank.reachable = false)] : ['bank comes back', () => void (bank.reachable = true)],
      ['bank shows its books', () => bank.showAll()],
    ];
  }

  private deliver(what: string, eventId?: string): Happening {
    return [
      `deliver ${what}`,
      () => void this.running.push({ delivery: new Delivery(this.payments, this.bill, eventId), step: 'new', goOn: () => undefined }),
    ];
  }

  private steps(one: Running, i: number): Happening[] {
    const next = this.next(one, i);
    // Mostly things go on, or nothing would ever come far.
    return [next, next, next, next, [`lose ${i}`, () => this.lose(one)]];
  }

  private next(one: Running, i: number): Happening {
    switch (one.step) {
      case 'new':
        return [`prepare ${i}`, () => this.prepare(one)];
      case 'prepared':
        return [`act ${i}`, () => this.act(one)];
      case 'on its way':
        return [`request of ${i} arrives`, () => this.goOn(one)];
      case 'charged':
        return [`reply to ${i}`, () => this.goOn(one)];
      case 'answered':
        return [`record ${i}`, () => this.record(one)];
    }
  }

  private async prepare(one: Running) {
    await one.delivery.prepare();
    one.step = 'prepared';
  }

  /** Until the request is on its way, or there is nothing to send. */
  private async act(one: Running) {
    const leaves = this.nextGate(one);
    one.acting = one.delivery.act().then(() => {
      one.step = 'answered';
    });
    one.step = 'on its way';
    await Promise.race([leaves, one.acting]);
  }

  private async goOn(one: Running) {
    const arrived = one.step === 'on its way' ? this.nextGate(one) : new Promise(() => undefined);
    one.step = 'charged';
    one.goOn();
    await Promise.race([arrived, one.acting]);
  }

  private nextGate(one: Running): Promise<void> {
    return new Promise((reached) => {
      this.bank.gate = () => {
        reached();
        return new Promise((resume) => {
          one.goOn = resume;
        });
      };
    });
  }

  private async record(one: Running) {
    await one.delivery.record();
    this.remove(one);
  }

  private lose(one: Running) {
    one.delivery.lost = true;
    this.remove(one);
    if (one.step === 'on its way') this.ghosts.push(one);
    else one.goOn();
  }

  private remove(one: Running) {
    this.running.splice(this.running.indexOf(one), 1);
  }
}

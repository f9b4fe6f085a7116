import { Unavailable } from '@takings/runtime';
import { CardGateway, type ChargeOrder } from '../charge-card/card-gateway';
import type { Charged, Found } from '../charge-card/outcome';

/** What happens to a charge at the bank, and what comes back. */
export const FATES = [
  'booked',
  'booked, reply lost',
  'declined',
  'declined, reply lost',
  'held',
  'request lost',
  'not reached',
  'refused for the moment',
  'booked, though refused for the moment',
  'our fault',
] as const;
export type Fate = (typeof FATES)[number];

interface Entry {
  readonly orderReference: string;
  readonly invoice: string;
  kind: 'booked' | 'declined' | 'held';
  visible: boolean;
}

const says = { gatewayCode: null, bankCode: null, says: 'So the fake bank says.' };

/**
 * A bank in memory, as forgetful and as literal as the real one: it charges as often as it is asked to, and its records become
 * visible when `showAll` is called. Requests and replies wait at the `gate`, so that a test can let the world move on meanwhile.
 */
export class FakeBank extends CardGateway {
  readonly books: Entry[] = [];
  /** Whether new records are seen by queries at once. */
  visibleAtOnce = true;
  reachable = true;
  fates: Fate[] = [];
  /** Passed twice: when a request leaves us, and when its reply leaves the bank. */
  gate: () => Promise<void> = async () => undefined;

  async charge({ orderReference }: ChargeOrder): Promise<Charged> {
    const fate = this.reachable ? (this.fates.shift() ?? 'booked') : 'not reached';
    await this.gate();
    if (fate.startsWith('booked')) this.book(orderReference, 'booked', fate === 'booked, though refused for the moment');
    if (fate.startsWith('declined')) this.book(orderReference, 'declined');
    if (fate === 'held') this.book(orderReference, 'held');
    await this.gate();
    switch (fate) {
      case 'booked':
      case 'declined':
      case 'held':
        return outcomeOf(fate);
      case 'not reached':
        throw new Unavailable('not reached', { everybody: true });
      case 'refused for the moment':
      case 'booked, though refused for the moment':
        throw new Unavailable('refused for the moment');
      case 'our fault':
        return { kind: 'rejected', ...says };
      default:
        return { kind: 'unknown', ...says };
    }
  }

  async find({ orderReference }: ChargeOrder): Promise<Found> {
    if (!this.reachable) throw new Unavailable('not reached', { everybody: true });
    const seen = this.books.filter((entry) => entry.visible && entry.orderReference === orderReference);
    const telling = seen.find(({ kind }) => kind === 'booked') ?? seen[0];
    return telling ? outcomeOf(telling.kind) : { kind: 'not-found', ...says };
  }

  debitsOf(invoice: string) {
    return this.books.filter((entry) => entry.invoice === invoice && entry.kind !== 'declined');
  }

  showAll() {
    for (const entry of this.books) entry.visible = true;
  }

  private book(orderReference: string, kind: Entry['kind'], visible = false) {
    const invoice = orderReference.slice(0, orderReference.lastIndexOf('-'));
    this.books.push({ orderReference, invoice, kind, visible: visible || this.visibleAtOnce });
  }
}

function outcomeOf(kind: Entry['kind']) {
  if (kind === 'booked') return { kind, ...says, transactionReference: '55-9-1', bookedAt: null } as const;
  if (kind === 'declined') return { kind: 'refused', ...says, failure: 'declined' } as const;
  return { kind, ...says } as const;
}

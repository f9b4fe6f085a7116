import { BookingChanged } from '@takings/contracts';
import type { KeptSettings } from '@takings/messaging';
import { Unavailable } from '@takings/runtime';
import { rateOf } from '../xero/amounts';
import type { TaxTypes } from '../xero/tax-types';
import { Booking } from './invoice-draft';

/** A booking of which something may still have to be chosen. */
export interface BookingSoFar {
  readonly revenueAccount?: string;
  readonly clearingAccount?: string;
  readonly taxTypes: TaxTypes;
}

/** How invoices and payments are booked at this moment. */
export abstract class Bookings {
  /** Throws `Unavailable` for everybody while an account is still to be chosen: nothing is filed on a guess. */
  abstract current(): Promise<Booking>;
}

/** What people picked from Xero's own lists; the values of the installation hold until they did. */
export class ChosenBookings extends Bookings {
  constructor(
    private readonly kept: Pick<KeptSettings, 'recent'>,
    private readonly standard: BookingSoFar,
  ) {
    super();
  }

  async soFar(): Promise<BookingSoFar> {
    const chosen = await this.kept.recent(BookingChanged);
    if (!chosen) return this.standard;
    return { ...chosen, taxTypes: new Map(chosen.taxTypes.map(({ rate, taxType }) => [rateOf(rate), taxType])) };
  }

  async current(): Promise<Booking> {
    const { revenueAccount, clearingAccount, taxTypes } = await this.soFar();
    if (!revenueAccount) throw nothingChosen('account for revenue');
    if (!clearingAccount) throw nothingChosen('clearing account for card receipts');
    return new Booking(revenueAccount, clearingAccount, taxTypes);
  }
}

const nothingChosen = (what: string) =>
  new Unavailable(`No ${what} is chosen; finance picks it from the lists of Xero under Settings, Xero`, { everybody: true });

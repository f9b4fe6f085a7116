import { Injectable } from '@nestjs/common';
import { BookingChanged } from '@takings/contracts';
import { InvalidInput } from '@takings/runtime';
import { Connections } from '../../connections/connections';
import { ToldSettings } from '../told-settings';
import type { Booking } from './booking';
import { bookingFaults } from './booking-faults';

const NAME = 'booking';

/** On which accounts, with which tax types. */
@Injectable()
export class BookingSetting {
  constructor(
    private readonly settings: ToldSettings,
    private readonly connections: Connections,
  ) {}

  view() {
    return this.settings.view<Booking>(NAME);
  }

  /** Throws `InvalidInput` that names the field for what Xero would refuse, `Conflict` when somebody else was first. */
  async change(value: Booking, revision: number | undefined, actor: string): Promise<void> {
    const lists = await this.connections.xeroLists();
    if (!lists)
      throw new InvalidInput('Test the connection first: accounts and tax types are picked from the lists of Xero.', 'revenueAccount');
    const [fault] = bookingFaults(value, lists);
    if (fault) throw new InvalidInput(fault.says, fault.field);
    const told = (by: { revision: number; changedBy: string }) => BookingChanged.of({ setting: NAME, ...by, ...value });
    await this.settings.change({ name: NAME, value, revision, actor, told });
  }
}

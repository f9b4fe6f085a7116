import type { DataOf, XeroChecked } from '@takings/contracts';
import type { ChosenBookings } from '../ledger/bookings';
import type { XeroClient } from '../xero/xero-client';
import { type Finding, findingOf } from './finding';
import { missingScopes } from './scopes';

export interface Connection {
  readonly clientId?: string;
  readonly clientSecret?: string;
  /** Separated by spaces. */
  readonly scopes: string;
}

export type Look = Omit<DataOf<typeof XeroChecked>, 'checkId' | 'checkedAt'>;
type Lists = Pick<Look, 'organisation' | 'accounts' | 'taxTypes' | 'currencies'>;

const NOTHING: Lists = { organisation: null, accounts: [], taxTypes: [], currencies: [] };

/** Who we are in Xero, and the lists that people pick from. Only reads, so that it may be repeated; what is wrong is its answer, not an error. */
export class XeroCheck {
  constructor(
    private readonly xero: XeroClient,
    private readonly connection: Connection,
    private readonly bookings: ChosenBookings,
  ) {}

  async look(): Promise<Look> {
    const { revenueAccount = null, clearingAccount = null, taxTypes } = await this.bookings.soFar();
    const inForce = { revenueAccount, clearingAccount, taxTypes: [...taxTypes].map(([rate, taxType]) => ({ rate, taxType })) };
    const missing = [...this.missingVariables(), ...missingScopes(this.connection.scopes)];
    if (this.missingVariables().length > 0) return { ...NOTHING, inForce, findings: missing };
    try {
      return { ...(await this.lists()), inForce, findings: missing };
    } catch (error) {
      const finding = findingOf(error);
      return { ...NOTHING, inForce, findings: [...missing.filter(({ what }) => what !== finding.what), finding] };
    }
  }

  private missingVariables(): Finding[] {
    const { clientId, clientSecret } = this.connection;
    return Object.entries({ XERO_CLIENT_ID: clientId, XERO_CLIENT_SECRET: clientSecret })
      .filter(([, value]) => !value)
      .map(([what]) => ({
        what,
        says: `${what} is not set where the invoicing-worker runs. It stands beside the custom connection in Xero.`,
      }));
  }

  /** One after the other: finding out must not take the calls at once from what is being filed. */
  private async lists(): Promise<Lists> {
    const organisation = await this.xero.organisation();
    const accounts = await this.xero.accounts();
    const taxTypes = await this.xero.taxRates();
    return { organisation, accounts, taxTypes, currencies: await this.xero.currencies() };
  }
}

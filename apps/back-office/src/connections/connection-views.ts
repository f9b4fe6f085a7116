import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { PriceSettings } from '../price-lists/price-settings';
import type { Booking } from '../settings/booking/booking';
import { bookingFaults, type XeroLists } from '../settings/booking/booking-faults';
import { settingOf } from '../settings/settings';
import { type Check, Connections } from './connections';

/** Whoever holds the credentials answers within seconds, unless it is not there. */
const SILENT_AFTER_MS = 30_000;

const WHO = { xero: 'the invoicing-worker', gateway: 'the payments-worker', mail: 'the invoice-mailer' } as const;

/** What the tests of the connections found, and what Xero would refuse of what is chosen. */
@Injectable()
export class ConnectionViews {
  constructor(
    private readonly db: DataSource,
    private readonly connections: Connections,
    private readonly prices: PriceSettings,
  ) {}

  async view() {
    const [xero, gateway, mail] = await Promise.all([this.xero(), this.connections.last('gateway'), this.connections.last('mail')]);
    return {
      xero,
      gateway: {
        ...stateOf('gateway', gateway),
        siteReference: gateway?.answer?.siteReference ?? null,
        testBank: gateway?.answer?.testBank ?? false,
      },
      mail: { ...stateOf('mail', mail), server: mail?.answer?.server ?? null },
    };
  }

  async xero() {
    const check = await this.connections.last('xero');
    const chosen = (await settingOf<Booking>(this.db, 'booking'))?.value;
    const lists = check?.answer ?? undefined;
    const { currency } = await this.prices.inForce(this.db);
    const booking = chosen ?? lists?.inForce ?? { revenueAccount: null, clearingAccount: null, taxTypes: [] };
    return {
      ...stateOf('xero', check),
      organisation: lists?.organisation ?? null,
      accounts: lists?.accounts ?? [],
      taxTypes: lists?.taxTypes ?? [],
      currencies: lists?.currencies ?? [],
      booking,
      chosen: chosen !== undefined,
      faults: lists ? [...bookingFaults(booking, lists), ...currencyFaults(lists, currency)] : [],
    };
  }
}

function currencyFaults({ organisation, currencies }: XeroLists, currency: string) {
  const fault = (says: string) => [{ field: 'currency' as const, says }];
  if (!currencies.includes(currency))
    return fault(`Prices are in ${currency}, which the organisation in Xero does not take; add the currency there.`);
  if (!organisation || organisation.baseCurrency === currency) return [];
  return fault(
    `The books in Xero are kept in ${organisation.baseCurrency}, prices are in ${currency}: Xero converts each invoice at its rate of the day.`,
  );
}

function stateOf(connection: keyof typeof WHO, check: Check<unknown> | undefined) {
  const asked = {
    askedBy: check?.askedBy ?? null,
    askedAt: check?.askedAt.toISOString() ?? null,
    wellAt: check?.wellAt?.toISOString() ?? null,
  };
  if (!check) return { state: 'never' as const, ...asked, checkedAt: null, findings: [] };
  if (check.checkedAt) {
    const findings = [...(check.findings ?? [])];
    const state = findings.length === 0 ? ('well' as const) : ('faulty' as const);
    return { state, ...asked, checkedAt: check.checkedAt.toISOString(), findings };
  }
  if (Date.now() - check.askedAt.getTime() < SILENT_AFTER_MS) return { state: 'asking' as const, ...asked, checkedAt: null, findings: [] };
  const says = `No answer yet from ${WHO[connection]}, which holds the credentials: it may be stopped, or is waiting. The answer will stand here when it comes.`;
  return { state: 'silent' as const, ...asked, checkedAt: null, findings: [{ what: WHO[connection], says }] };
}

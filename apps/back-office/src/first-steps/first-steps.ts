import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ConnectionViews } from '../connections/connection-views';
import type { Company } from '../settings/company/company';
import { settingOf } from '../settings/settings';
import { ApprovalSettings } from '../runs/approval/approval-settings';
import { ScheduleSettings } from '../runs/schedule/schedule-settings';

export const STEPS = ['xero', 'booking', 'company', 'mail', 'gateway', 'people', 'approval', 'numbers', 'schedule', 'charges'] as const;
export type StepName = (typeof STEPS)[number];

export interface Step {
  readonly name: StepName;
  /** `wrong`: it was set, and does not hold. */
  readonly state: 'done' | 'open' | 'wrong';
  readonly says: string;
}

const step = (name: StepName, state: Step['state'], says: string): Step => ({ name, state, says });

/** What is still to be set before the first real run, read from what is; nobody ticks anything. */
@Injectable()
export class FirstSteps {
  constructor(
    private readonly db: DataSource,
    private readonly connections: ConnectionViews,
    private readonly approval: ApprovalSettings,
    private readonly schedule: ScheduleSettings,
  ) {}

  async view() {
    const connections = await this.connections.view();
    const steps = [
      this.xero(connections),
      this.booking(connections),
      await this.company(),
      this.mail(connections),
      this.gateway(connections),
      await this.people(),
      await this.policy(),
      await this.numbers(),
      await this.runs(),
      await this.charges(),
    ];
    const [{ empty }]: [{ empty: boolean }] = await this.db.query('select not exists (select from invoice) as empty');
    return { empty, left: steps.filter(({ state }) => state !== 'done').length, steps };
  }

  private xero({ xero }: Connections): Step {
    if (xero.wellAt === null || xero.state === 'faulty' || xero.state === 'silent') {
      return step(
        'xero',
        xero.findings.length > 0 ? 'wrong' : 'open',
        xero.findings[0]?.says ?? 'Nobody has tested yet whether Xero can be reached.',
      );
    }
    return step('xero', 'done', `Xero answers as ${xero.organisation?.name}.`);
  }

  private booking({ xero }: Connections): Step {
    if (!xero.organisation)
      return step('booking', 'open', 'Accounts and tax types are picked from the lists of Xero, once it has answered.');
    const { revenueAccount, clearingAccount } = xero.booking;
    const [fault] = xero.faults.filter(({ field }) => field !== 'currency');
    if (fault) return step('booking', 'wrong', fault.says);
    const where = `Invoices are booked on ${revenueAccount}, card receipts on ${clearingAccount}`;
    return xero.chosen
      ? step('booking', 'done', `${where}.`)
      : step('booking', 'open', `${where}, as the installation says; nobody has confirmed it yet.`);
  }

  private async company(): Promise<Step> {
    const company = (await settingOf<Company>(this.db, 'company'))?.value;
    if (!company) return step('company', 'open', 'Nobody has said yet what stands on letters and invoices of the company.');
    return step('company', 'done', `Letters and invoices are those of ${company.name}.`);
  }

  private mail({ mail }: Connections): Step {
    if (mail.state === 'well') return step('mail', 'done', `The mail server ${mail.server} took a test mail.`);
    return step('mail', mail.findings.length > 0 ? 'wrong' : 'open', mail.findings[0]?.says ?? 'No test mail has been sent yet.');
  }

  private gateway({ gateway }: Connections): Step {
    if (gateway.state !== 'well')
      return step(
        'gateway',
        gateway.findings.length > 0 ? 'wrong' : 'open',
        gateway.findings[0]?.says ?? 'Nobody has tested yet whether Secure Trading can be reached.',
      );
    const bank = gateway.testBank ? ', which is one of the test bank: no money moves' : '';
    return step('gateway', 'done', `Secure Trading knows the site ${gateway.siteReference}${bank}.`);
  }

  private async people(): Promise<Step> {
    const missing = await this.approval.missingApprovers();
    return missing ? step('people', 'wrong', missing) : step('people', 'done', 'There are people who may approve a run.');
  }

  private async policy(): Promise<Step> {
    const { changedBy, automaticUpTo, onePersonUpTo } = await this.approval.view();
    if (!changedBy) return step('approval', 'open', 'Nobody has said yet who lets runs go; until then one person approves each.');
    const how =
      onePersonUpTo === null
        ? 'one person approves'
        : onePersonUpTo.length === 0
          ? 'two persons approve'
          : 'one person approves, two above the limit';
    return step(
      'approval',
      'done',
      `Of a run ${how}${automaticUpTo.length > 0 ? ', and small ones with nothing unusual go out by themselves' : ''}.`,
    );
  }

  private async numbers(): Promise<Step> {
    const series = (await settingOf<{ prefix: string }>(this.db, 'number-series'))?.value;
    return series
      ? step('numbers', 'done', `Invoice numbers begin with ${series.prefix}.`)
      : step('numbers', 'open', 'Nobody has said yet how invoices are numbered.');
  }

  private async runs(): Promise<Step> {
    const { on, inWords, cron, revision } = await this.schedule.view();
    if (revision === 0) return step('schedule', 'open', 'Nobody has said yet when runs are gathered.');
    return step('schedule', 'done', on ? `${inWords ?? `By the schedule ${cron}`} a run is gathered.` : 'Runs are gathered by hand alone.');
  }

  private async charges(): Promise<Step> {
    const [{ there }]: [{ there: boolean }] = await this.db.query('select exists (select from charge_batch) as there');
    return there ? step('charges', 'done', 'Charges have come in.') : step('charges', 'open', 'No charge has come in yet.');
  }
}

type Connections = Awaited<ReturnType<ConnectionViews['view']>>;

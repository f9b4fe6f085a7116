import { type DynamicModule, Module } from '@nestjs/common';
import { stageApp } from '@takings/messaging';
import type { Config } from './config';
import { CreateRuns1763700000002 } from './gather-run/create-runs.migration';
import { ChargeArrivals } from './gather-run/charge-arrivals';
import { GatherRun } from './gather-run/gather-run.stage';
import { NumberPrefix } from './gather-run/number-prefix';
import { IssueInvoices } from './issue-invoices/issue-invoices.stage';
import { CreateCharges1763700000001 } from './note-charge/create-charges.migration';
import { WithdrawCharges1763700000003 } from './note-charge/withdraw-charges.migration';
import { NoteCharge } from './note-charge/note-charge.stage';

const app = 'invoice-collector';
const stages = [NoteCharge, GatherRun, IssueInvoices];

@Module({})
export class AppModule {
  static with(config: Config): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ...stageApp({
          app,
          config,
          stages,
          migrations: [CreateCharges1763700000001, CreateRuns1763700000002, WithdrawCharges1763700000003],
        }),
      ],
      providers: [...stages, ChargeArrivals, { provide: NumberPrefix, useValue: new NumberPrefix(config.INVOICE_PREFIX) }],
    };
  }
}

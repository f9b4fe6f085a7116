import { type DynamicModule, Module } from '@nestjs/common';
import { stageApp } from '@takings/messaging';
import type { Config } from './config';
import { ChangeCharge } from './change-charge/change-charge.stage';
import { ChargeArrived } from './change-charge/charge-arrived';
import { ChargeArrivals } from './gather-run/charge-arrivals';
import { GatherRun } from './gather-run/gather-run.stage';
import { DecisionsArrived } from './issue-invoices/decisions-arrived';
import { IssueInvoices } from './issue-invoices/issue-invoices.stage';
import { NumberSeries, StandardPrefix } from './issue-invoices/number-series';
import { migrations } from './migrations';
import { NoteCharge } from './note-charge/note-charge.stage';
import { ProposeRun } from './propose-run/propose-run.stage';
import { SteerRun } from './steer-run/steer-run.stage';

const app = 'invoice-collector';
const stages = [NoteCharge, ChangeCharge, GatherRun, ProposeRun, SteerRun, IssueInvoices];

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
          migrations,
        }),
      ],
      providers: [
        ...stages,
        ChargeArrivals,
        ChargeArrived,
        DecisionsArrived,
        NumberSeries,
        { provide: StandardPrefix, useValue: new StandardPrefix(config.INVOICE_PREFIX) },
      ],
    };
  }
}

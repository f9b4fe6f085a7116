import { type DynamicModule, Module } from '@nestjs/common';
import { stageApp } from '@takings/messaging';
import { answersPeople } from '@takings/runtime/http';
import { CreateAudit1763700000001 } from './audit/create-audit.migration';
import { ChargesController } from './charges/charges.controller';
import { CreateCharges1763700000002 } from './charges/create-charges.migration';
import { Entering } from './charges/entering';
import { Intake } from './charges/intake';
import type { Config } from './config';
import { Consultants } from './consultants/consultants';
import { ConsultantsController } from './consultants/consultants.controller';
import { CreateConsultants1763700000008 } from './consultants/create-consultants.migration';
import { CreateCredits1763700000010 } from './credits/create-credits.migration';
import { CreditsController } from './credits/credits.controller';
import { CreateInvoices1763700000004 } from './invoices/create-invoices.migration';
import { InvoiceViews } from './invoices/invoice-views';
import { InvoicesController } from './invoices/invoices.controller';
import { TrackInvoice } from './invoices/track-invoice.stage';
import { CreateProviders1763700000006 } from './providers/create-providers.migration';
import { TrackProvider } from './providers/track-provider.stage';
import { CreateRuns1763700000003 } from './runs/create-runs.migration';
import { RunCounts } from './runs/run-counts';
import { RunViews } from './runs/run-views';
import { Runs } from './runs/runs';
import { RunsController } from './runs/runs.controller';
import { TrackRun } from './runs/track-run.stage';
import { Adjustments } from './sales/adjustments';
import { AdjustmentsController } from './sales/adjustments.controller';
import { CreateSales1763700000009 } from './sales/create-sales.migration';
import { SaleIntake } from './sales/sale-intake';
import { SaleViews } from './sales/sale-views';
import { SalesController } from './sales/sales.controller';
import { SalesImport } from './sales/sales-import';
import { SellerSettings } from './sales/seller-settings';
import { Selling } from './sales/selling';
import { Voiding } from './sales/voiding';
import { CreateStuck1763700000005 } from './stuck/create-stuck.migration';
import { StuckItems } from './stuck/stuck-items';
import { StuckController } from './stuck/stuck.controller';
import { TrackStuck } from './stuck/track-stuck.stage';
import { CreateTeams1763700000007 } from './teams/create-teams.migration';
import { Teams } from './teams/teams';
import { TeamsController } from './teams/teams.controller';

const app = 'back-office';
const stages = [TrackRun, TrackInvoice, TrackStuck, TrackProvider];

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
          migrations: [
            CreateAudit1763700000001,
            CreateCharges1763700000002,
            CreateRuns1763700000003,
            CreateInvoices1763700000004,
            CreateStuck1763700000005,
            CreateProviders1763700000006,
            CreateTeams1763700000007,
            CreateConsultants1763700000008,
            CreateSales1763700000009,
            CreateCredits1763700000010,
          ],
          readyWithoutBroker: true,
        }),
      ],
      controllers: [
        ChargesController,
        RunsController,
        InvoicesController,
        StuckController,
        TeamsController,
        ConsultantsController,
        SalesController,
        AdjustmentsController,
        CreditsController,
      ],
      providers: [
        ...stages,
        Entering,
        Intake,
        Runs,
        RunCounts,
        RunViews,
        InvoiceViews,
        StuckItems,
        Teams,
        Consultants,
        SaleIntake,
        Selling,
        Voiding,
        SalesImport,
        SaleViews,
        Adjustments,
        { provide: SellerSettings, useValue: new SellerSettings(config.TEAM_TIME_ZONE) },
        ...answersPeople,
      ],
    };
  }
}

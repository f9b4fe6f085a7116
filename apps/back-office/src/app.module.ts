import { type DynamicModule, Module } from '@nestjs/common';
import { stageApp } from '@takings/messaging';
import { answersPeople } from '@takings/runtime/http';
import { CreateAudit1763700000001 } from './audit/create-audit.migration';
import { AuditController } from './audit/audit.controller';
import { AuditViews } from './audit/audit-views';
import { KeepAudit1763700000081 } from './audit/keep-audit.migration';
import { chargeParts } from './charges/charge-parts';
import { importParts } from './charge-imports/import-parts';
import { CreateCharges1763700000002 } from './charges/create-charges.migration';
import type { Config } from './config';
import { connectorParts } from './connector/connector-parts';
import { Consultants } from './consultants/consultants';
import { ConsultantsController } from './consultants/consultants.controller';
import { CreateConsultants1763700000008 } from './consultants/create-consultants.migration';
import { CreateCredits1763700000010 } from './credits/create-credits.migration';
import { CreditsController } from './credits/credits.controller';
import { CustomerViews } from './customers/customer-views';
import { Customers } from './customers/customers';
import { CustomersController } from './customers/customers.controller';
import { ExtendCustomers1763700000031 } from './customers/extend-customers.migration';
import { exportParts } from './exports/export-parts';
import { CreateInvoices1763700000004 } from './invoices/create-invoices.migration';
import { InvoiceDecisions } from './invoices/invoice-decisions';
import { InvoiceViews } from './invoices/invoice-views';
import { InvoicesController } from './invoices/invoices.controller';
import { SteerInvoices1764000000301 } from './invoices/steer-invoices.migration';
import { SettledInvoices } from './invoices/settled-for-me';
import { WatchSettled1764000000302 } from './invoices/watch-settled.migration';
import { TrackAnswers } from './invoices/track-answers.stage';
import { TrackInvoice } from './invoices/track-invoice.stage';
import { lookUpProviders, lookUpStages } from './look-ups/look-up-parts';
import { CreatePriceLists1763700000033 } from './price-lists/create-price-lists.migration';
import { pauseParts } from './pauses/pause-parts';
import { PriceListImport } from './price-lists/price-list-import';
import { PriceLists } from './price-lists/price-lists';
import { PriceListsController } from './price-lists/price-lists.controller';
import { PriceSettings } from './price-lists/price-settings';
import { Pricing } from './price-lists/pricing';
import { CreateProducts1763700000032 } from './products/create-products.migration';
import { Products } from './products/products';
import { ProductsController } from './products/products.controller';
import { CreateProviders1763700000006 } from './providers/create-providers.migration';
import { TrackDelay } from './delays/track-delay.stage';
import { TrackProvider } from './providers/track-provider.stage';
import { CreateRuns1763700000003 } from './runs/create-runs.migration';
import { runParts } from './runs/run-parts';
import { flowParts } from './sale-flows/flow-parts';
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
import { CreateSearchWords1763700000030 } from './search/create-search-words.migration';
import { SearchFinance1763700000440 } from './search/search-finance.migration';
import { Search } from './search/search';
import { SearchController } from './search/search.controller';
import { settingParts } from './settings/setting-parts';
import { signInParts } from './sign-in/sign-in-parts';
import { CreateStuck1763700000005 } from './stuck/create-stuck.migration';
import { stuckParts } from './stuck/stuck-parts';
import { CreateTeams1763700000007 } from './teams/create-teams.migration';
import { Teams } from './teams/teams';
import { TeamsController } from './teams/teams.controller';

const app = 'back-office';
const stages = [
  ...runParts.stages,
  ...settingParts.stages,
  TrackInvoice,
  TrackAnswers,
  ...chargeParts.stages,
  ...stuckParts.stages,
  TrackProvider,
  TrackDelay,
  ...lookUpStages,
];

@Module({})
export class AppModule {
  static with(config: Config): DynamicModule {
    const signIn = signInParts(config);
    const flows = flowParts(config);
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
            CreateSearchWords1763700000030,
            ExtendCustomers1763700000031,
            CreateProducts1763700000032,
            CreatePriceLists1763700000033,
            ...signIn.migrations,
            ...flows.migrations,
            ...runParts.migrations,
            ...stuckParts.migrations,
            ...pauseParts.migrations,
            ...exportParts.migrations,
            KeepAudit1763700000081,
            ...settingParts.migrations,
            SteerInvoices1764000000301,
            SearchFinance1763700000440,
            ...chargeParts.migrations,
            ...importParts.migrations,
            ...connectorParts.migrations,
            WatchSettled1764000000302,
          ],
          readyWithoutBroker: true,
        }),
      ],
      controllers: [
        ...signIn.controllers,
        ...flows.controllers,
        ...chargeParts.controllers,
        ...importParts.controllers,
        ...connectorParts.controllers,
        ...runParts.controllers,
        ...exportParts.controllers,
        AuditController,
        ...settingParts.controllers,
        InvoicesController,
        ...stuckParts.controllers,
        ...pauseParts.controllers,
        TeamsController,
        ConsultantsController,
        SalesController,
        AdjustmentsController,
        CreditsController,
        CustomersController,
        ProductsController,
        PriceListsController,
        SearchController,
      ],
      providers: [
        ...stages,
        ...chargeParts.providers,
        ...importParts.providers,
        ...connectorParts.providers,
        ...connectorParts.configured(config),
        ...runParts.providers,
        ...settingParts.providers,
        ...runParts.configured(config),
        ...exportParts.providers,
        AuditViews,
        ...exportParts.configured(config),
        InvoiceViews,
        InvoiceDecisions,
        SettledInvoices,
        ...stuckParts.providers,
        ...pauseParts.providers,
        Teams,
        Consultants,
        SaleIntake,
        Selling,
        Voiding,
        SalesImport,
        SaleViews,
        Adjustments,
        Customers,
        CustomerViews,
        Products,
        PriceLists,
        Pricing,
        PriceListImport,
        Search,
        { provide: PriceSettings, useValue: new PriceSettings(config.PRICES_CURRENCY, config.PRICES_KEPT_DAYS) },
        { provide: SellerSettings, useValue: new SellerSettings(config.TEAM_TIME_ZONE) },
        ...signIn.providers,
        ...flows.providers,
        ...lookUpProviders(config),
        ...answersPeople(config),
      ],
    };
  }
}

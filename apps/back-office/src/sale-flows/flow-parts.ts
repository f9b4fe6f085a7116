import type { Provider } from '@nestjs/common';
import { LookUpResults } from '../look-ups/look-up-results';
import { CommandBatch } from './command-batch';
import { Consequences } from './consequences';
import { CreateSaleFlows1763700000050 } from './create-sale-flows.migration';
import { DefinitionChanges } from './definition-changes';
import { Expiry } from './expiry';
import { FlowDefinitionsController } from './flow-definitions.controller';
import { FlowCommands } from './flow-commands';
import { FlowContexts } from './flow-contexts';
import { FlowDefinitions } from './flow-definitions';
import { FlowHistories } from './flow-histories';
import { FlowLists } from './flow-lists';
import { FlowLookUps } from './flow-look-ups';
import type { FlowConfig } from './flow-settings';
import { FlowSettings } from './flow-settings';
import { FlowViews } from './flow-views';
import { KeptPrices } from './kept-prices';
import { Offers } from './offers';
import { Presences } from './presences';
import { LookAgainGateway } from './look-again/look-again.gateway';
import { WordsHeard } from './look-again/words-heard';
import { SaleFlowsController } from './sale-flows.controller';
import { Starting } from './starting';
import { Times } from './times';
import { SuccessorsController } from './successors.controller';

/** The agent's desk: sales in progress. */
export const flowParts = (config: FlowConfig & { readonly DATABASE_URL: string }) => ({
  controllers: [SuccessorsController, SaleFlowsController, FlowDefinitionsController],
  migrations: [CreateSaleFlows1763700000050],
  providers: [
    { provide: FlowSettings, useValue: FlowSettings.of(config) },
    { provide: FlowDefinitions, useFactory: () => new FlowDefinitions() },
    { provide: LookUpResults, useClass: FlowLookUps },
    KeptPrices,
    FlowContexts,
    Consequences,
    CommandBatch,
    FlowCommands,
    Starting,
    FlowViews,
    Offers,
    FlowLists,
    FlowHistories,
    Presences,
    Expiry,
    DefinitionChanges,
    Times,
    { provide: WordsHeard, useFactory: () => new WordsHeard(config.DATABASE_URL) },
    LookAgainGateway,
  ] satisfies Provider[],
});

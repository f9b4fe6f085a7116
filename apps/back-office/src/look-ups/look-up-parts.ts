import type { Provider, Type } from '@nestjs/common';
import type { Stage } from '@takings/messaging';
import { CheckCredit } from './check-credit/check-credit.stage';
import { FindAddresses } from './find-addresses/find-addresses.stage';
import { LookUpCompany } from './look-up-company/look-up-company.stage';
import type { LookUpSettings } from './look-up-settings';
import { lookUpSources } from './look-up-sources';
import { StagePauses } from '../providers/stage-pauses';
import { Questions } from './questions';
import { WaitingSales } from './waiting-sales';

/** What the app is made of for look-ups; it gives `LookUpResults` itself. */
export const lookUpStages: readonly Type<Stage>[] = [LookUpCompany, CheckCredit, FindAddresses];

export const lookUpProviders = (config: LookUpSettings): Provider[] => [...lookUpSources(config), Questions, WaitingSales, StagePauses];

import { BulkRetries } from './bulk-retries';
import { OrganiseStuck1763700000410 } from './organise-stuck.migration';
import { StuckItems } from './stuck-items';
import { StuckMoney } from './stuck-money';
import { StuckController } from './stuck.controller';
import { StuckSettingsController } from './stuck-settings.controller';
import { StuckSettings } from './stuck-settings';
import { StuckViews } from './stuck-views';
import { StuckWords } from './stuck-words';
import { TodayHere } from './today-here';
import { TrackStuck } from './track-stuck.stage';

/** What is stuck, and what people do about it. */
export const stuckParts = {
  stages: [TrackStuck],
  migrations: [OrganiseStuck1763700000410],
  controllers: [StuckController, StuckSettingsController],
  providers: [StuckItems, StuckViews, StuckMoney, StuckSettings, StuckWords, BulkRetries, TodayHere],
};

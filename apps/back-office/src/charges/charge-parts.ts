import { ChargeChanges } from './changes/charge-changes';
import { ChargeViews } from './charge-views';
import { ChargesController } from './charges.controller';
import { Entering } from './entering';
import { Intake } from './intake';
import { TrackCharge } from './track-charge.stage';
import { TrackCharges1763700000100 } from './track-charges.migration';

/** Where charges come from, and what people do about them. */
export const chargeParts = {
  stages: [TrackCharge],
  migrations: [TrackCharges1763700000100],
  controllers: [ChargesController],
  providers: [Entering, Intake, ChargeViews, ChargeChanges],
};

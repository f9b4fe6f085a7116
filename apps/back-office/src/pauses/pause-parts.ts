import { CustomerPauses } from '../customers/pauses/customer-pauses';
import { CustomerPausesController } from '../customers/pauses/customer-pauses.controller';
import { CreatePauses1763700000430 } from './create-pauses.migration';
import { PausesController } from './pauses.controller';
import { WorkPauses } from './work-pauses';

/** What people pause: stages, everything, customers. */
export const pauseParts = {
  migrations: [CreatePauses1763700000430],
  controllers: [PausesController, CustomerPausesController],
  providers: [WorkPauses, CustomerPauses],
};

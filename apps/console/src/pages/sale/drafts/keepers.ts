import { sendDraft } from '../../../api/sale-flows';
import { DraftKeepers } from './draft-keepers';

/** Of this window. */
export const keepers = new DraftKeepers(sendDraft);

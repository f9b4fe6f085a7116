import type { VirtualHost } from '../virtual-host';
import type { Limits } from './limits';
import type { ReplyAddresses } from './reply-to';

/** What all connections of a broker share. */
export interface Surroundings {
  host: VirtualHost;
  replyAddresses: ReplyAddresses;
  limits: Limits;
  user: string;
  password: string;
  log: (line: string) => void;
}

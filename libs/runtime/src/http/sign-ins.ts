import type { IncomingHttpHeaders } from 'node:http';
import type { Person } from './person';

/** Who asks, and how they proved it. */
export interface Asker {
  readonly person: Person;
  /** Of a session: what every request that changes something has to bring along. None for an API token, which no browser sends by itself. */
  readonly csrfToken?: string;
  readonly sessionId?: string;
  /** When they have to sign in again at the latest, in milliseconds since 1970. */
  readonly endsAtMs?: number;
  /** The session, signed anew, for the browser to keep. */
  readonly renewed?: string;
}

/** Says by the headers of a request, or of a socket's handshake, who asks. */
export abstract class SignIns {
  /** Throws `Unauthenticated`. */
  abstract of(headers: IncomingHttpHeaders): Promise<Asker>;

  /** Hears of somebody whose role does not let them use a route, and what they are told. An app with an audit keeps it there. */
  async refused(_person: Person, _route: string, _why: string): Promise<void> {}
}

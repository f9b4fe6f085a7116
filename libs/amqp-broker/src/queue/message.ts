import type { Queue } from './queue';

export interface Content {
  /** Content properties as they came over the wire. */
  properties: Buffer;
  body: Buffer;
}

/** Where the journal keeps a message's content. */
export interface Place {
  read(): Content;
}

export interface Envelope {
  /** Rises with each publish: the order within every queue, also after a return or a restart. */
  id: number;
  exchange: string;
  routingKey: string;
  persistent: boolean;
  /** Per-message time to live, if the publisher gave one. */
  expirationMs: number | undefined;
  /** Unix time. */
  publishedAtMs: number;
}

/** One published message, shared by all queues it was routed to. What it says never changes; a dead letter is a new message. */
export class Message {
  place: Place | undefined;
  private resident: Content | undefined;
  readonly bodyBytes: number;

  constructor(
    readonly envelope: Envelope,
    content: Content | { place: Place; bodyBytes: number },
  ) {
    if ('place' in content) {
      this.place = content.place;
      this.bodyBytes = content.bodyBytes;
    } else {
      this.resident = content;
      this.bodyBytes = content.body.length;
    }
  }

  get id(): number {
    return this.envelope.id;
  }

  /** Read from disk when it is not in memory: take it once and keep it. */
  get content(): Content {
    return this.resident ?? (this.place as Place).read();
  }

  get residentBytes(): number {
    return this.resident ? this.resident.properties.length + this.resident.body.length : 0;
  }

  /** Forgets the content in memory; it is read back from the journal when it is delivered. */
  pageOut(): void {
    if (this.place) this.resident = undefined;
  }
}

/** A message in one queue. */
export interface Entry {
  readonly message: Message;
  readonly queue: Queue;
  /** Unix time in milliseconds; 0 for never. */
  readonly expiresAtMs: number;
  redelivered: boolean;
  /** Deliveries that came back, for x-delivery-limit. */
  returns: number;
}

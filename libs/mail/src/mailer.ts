export interface Attachment {
  readonly filename: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

export interface Mail {
  readonly to: { readonly name: string; readonly address: string };
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** The same at every repeat, so that a receiver who got it twice can tell. With angle brackets. */
  readonly messageId: string;
  readonly invoiceNumber: string;
  readonly kind: string;
  /** An earlier sending of this mail may have arrived: marked in a header, since SMTP cannot rule it out. */
  readonly possiblyTwice: boolean;
  /** Who writes, and where answers go; the company of the configuration, if not said. */
  readonly from?: { readonly name: string; readonly replyTo: string };
  readonly attachments?: readonly Attachment[];
}

/** The mail server took it. That is acceptance, not arrival. */
export interface Sent {
  readonly outcome: 'sent';
  /** Its words, which name the mail in its own log. */
  readonly serverSaid: string;
}

/** It was refused for good and was certainly not sent. `reason` is a sentence for a person, with the server's words in it. */
export interface Refused {
  readonly outcome: 'refused';
  readonly reason: string;
}

/**
 * The way out for mail. Throws `Unavailable` when it is certain that nothing was sent and later it may be (`everybody`: the server itself is away),
 * `Uncertain` when the server may have taken the mail before it fell silent.
 */
export abstract class Mailer {
  abstract send(mail: Mail): Promise<Sent | Refused>;
}

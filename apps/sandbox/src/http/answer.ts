/** What goes back over HTTP. A `string` body is sent as it is, anything else as JSON; `drop` closes the line instead of answering. */
export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly drop?: boolean;
}

/** Thrown by a handler: its transaction is undone and this is the answer. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  constructor(readonly answer: Answer) {
    super(`refused with ${answer.status}`);
  }
}

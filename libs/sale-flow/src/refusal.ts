/** Why a command is not accepted; nothing was changed. */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  constructor(
    /** What is wrong: the command itself, that somebody was first or the state does not allow it, or who asks. */
    readonly kind: 'invalid' | 'conflict' | 'forbidden',
    message: string,
    readonly field?: string,
  ) {
    super(message);
  }
}

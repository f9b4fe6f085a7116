/** Something outside our code stands in the way. The message says what, and what the person may do; no stack is shown. */
export class CannotStart extends Error {
  override readonly name = 'CannotStart';
}

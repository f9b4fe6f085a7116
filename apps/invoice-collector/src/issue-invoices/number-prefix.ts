/** What our invoice numbers begin with, from the settings. A class of its own so that Nest injects it without a token. */
export class NumberPrefix {
  constructor(readonly text: string) {}
}

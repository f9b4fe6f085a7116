/** What a team has that nobody gave a time zone. A class of its own so that Nest injects it without a token. */
export class SellerSettings {
  constructor(readonly timeZone: string) {}
}

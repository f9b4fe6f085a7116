/** A class of its own so that Nest injects it without a token. */
export class PriceSettings {
  constructor(
    /** In which sales are quoted when nobody says another; ISO 4217. */
    readonly currency: string,
    /** How long a quote keeps the prices it began with. */
    readonly keptDays: number,
  ) {}
}

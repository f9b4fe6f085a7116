import type { EntityManager } from 'typeorm';
import { settingOf } from '../settings/settings';

export interface PricesInForce {
  /** In which sales are quoted when nobody says another; ISO 4217. */
  readonly currency: string;
  /** How long a quote keeps the prices it began with. */
  readonly keptDays: number;
}

/** As people have set it; what the installation says is the standard. A class of its own so that Nest injects it without a token. */
export class PriceSettings implements PricesInForce {
  constructor(
    readonly currency: string,
    readonly keptDays: number,
  ) {}

  async inForce(db: Pick<EntityManager, 'query'>): Promise<PricesInForce> {
    return (await settingOf<PricesInForce>(db, 'prices'))?.value ?? this;
  }
}

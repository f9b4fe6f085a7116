import { Injectable } from '@nestjs/common';
import { PriceSettings } from '../../price-lists/price-settings';
import { ToldSettings } from '../told-settings';
import { type Prices, STANDARD_VAT_RATE } from './prices';

const NAME = 'prices';

/** Currency, VAT, and how long a quote holds. */
@Injectable()
export class PricesSetting {
  constructor(
    private readonly settings: ToldSettings,
    private readonly standard: PriceSettings,
  ) {}

  /** With what holds while nobody has set it. */
  async view() {
    const { currency, keptDays } = this.standard;
    const view = await this.settings.view<Prices>(NAME);
    return { ...view, setting: view.setting ?? { currency, keptDays, vatRate: STANDARD_VAT_RATE } };
  }

  /** Throws `Conflict` when somebody else was first. */
  change(value: Prices, revision: number | undefined, actor: string): Promise<void> {
    return this.settings.change({ name: NAME, value, revision, actor });
  }
}

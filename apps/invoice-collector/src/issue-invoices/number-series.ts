import { Injectable } from '@nestjs/common';
import { NumberSeriesChanged } from '@takings/contracts';
import { KeptSettings } from '@takings/messaging';
import type { EntityManager } from 'typeorm';

/** What our invoice numbers begin with while nobody has set it. A class of its own so that Nest injects it without a token. */
export class StandardPrefix {
  constructor(readonly text: string) {}
}

/** How invoices are numbered: the prefix, the year of the invoice date, and a number that only rises within the two. */
export interface Series {
  readonly prefix: string;
  /** The number to go on with in that year, unless it has been passed. */
  readonly startsAt: { readonly year: number; readonly number: number } | null;
}

/** The series as people have set it, read in the transaction that gives the numbers out. */
@Injectable()
export class NumberSeries {
  constructor(
    private readonly kept: KeptSettings,
    private readonly standard: StandardPrefix,
  ) {}

  async current(db: EntityManager): Promise<Series> {
    return (await this.kept.of(NumberSeriesChanged, db)) ?? { prefix: this.standard.text, startsAt: null };
  }
}

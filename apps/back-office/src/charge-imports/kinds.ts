import { Injectable } from '@nestjs/common';
import { Intake } from '../charges/intake';
import { cardsKind } from './cards-kind';
import { chargesKind, type ImportKind } from './import-kinds';

export const KINDS = ['charges', 'cards'] as const;
export type KindName = (typeof KINDS)[number];

@Injectable()
export class ImportKinds {
  private readonly all: Readonly<Record<KindName, ImportKind>>;

  constructor(intake: Intake) {
    this.all = { charges: chargesKind(intake), cards: cardsKind };
  }

  of(name: KindName): ImportKind {
    return this.all[name];
  }
}

import { Injectable } from '@nestjs/common';
import { type DataOf, XeroChecked, XeroCheckRequested } from '@takings/contracts';
import type { Done, Stage } from '@takings/messaging';
import { type Look, XeroCheck } from './xero-check';

type Taken = typeof XeroCheckRequested;

/** Safe to repeat: it only asks. */
@Injectable()
export class CheckXero implements Stage<Taken, undefined, Look> {
  readonly name = 'check-xero';
  readonly takes = [XeroCheckRequested];
  readonly actsAtOnce = 1;

  constructor(private readonly check: XeroCheck) {}

  key = ({ checkId }: DataOf<Taken>) => `check-xero:${checkId}`;

  act() {
    return this.check.look();
  }

  record({ data: { checkId }, result }: Done<Taken, undefined, Look>) {
    return [XeroChecked.of({ checkId, checkedAt: new Date().toISOString(), ...result })];
  }
}

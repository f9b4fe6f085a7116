import { Injectable } from '@nestjs/common';
import { type DataOf, GatewayChecked, GatewayCheckRequested } from '@takings/contracts';
import type { Done, Stage } from '@takings/messaging';
import { type Finding, GatewayCheck } from './gateway-check';

type Taken = typeof GatewayCheckRequested;

/** Safe to repeat: it only asks. */
@Injectable()
export class CheckGateway implements Stage<Taken, undefined, Finding[]> {
  readonly name = 'check-gateway';
  readonly takes = [GatewayCheckRequested];
  readonly actsAtOnce = 1;

  constructor(private readonly check: GatewayCheck) {}

  key = ({ checkId }: DataOf<Taken>) => `check-gateway:${checkId}`;

  act() {
    return this.check.look();
  }

  record({ data: { checkId }, result: findings }: Done<Taken, undefined, Finding[]>) {
    const { siteReference, testBank } = this.check;
    return [GatewayChecked.of({ checkId, checkedAt: new Date().toISOString(), findings, siteReference, testBank })];
  }
}

import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** How long a request waits for its charge. Then it is refused, which changes nothing: people can ask again. */
const PATIENCE_MS = 5000;
const LOOK_EVERY_MS = 100;

@Injectable()
export class ChargeArrived {
  constructor(private readonly db: DataSource) {}

  async waitFor(chargeRef: string, patienceMs = PATIENCE_MS): Promise<void> {
    const until = Date.now() + patienceMs;
    for (;;) {
      const [charge] = await this.db.query('select 1 from charge where charge_ref = $1', [chargeRef]);
      if (charge || Date.now() >= until) return;
      await sleep(LOOK_EVERY_MS);
    }
  }
}

import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ReadGauge } from '@takings/runtime';
import { DataSource } from 'typeorm';
import { Clock } from '../clock';

const oldest = new ReadGauge(
  'takings_charge_uncertain_oldest_seconds',
  'For how long nobody has known of the oldest uncertain charge whether the card was debited; 0 when there is none',
);

/** How long the oldest uncertain charge has been so. It is read from the rows, so every process tells the same. */
@Injectable()
export class UncertainCharges implements OnModuleInit {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
  ) {}

  onModuleInit() {
    oldest.from(async () => [{ value: await this.oldestSeconds() }]);
  }

  /** A charge that finance has let go does not count. One whose process died over it is uncertain from the moment its call must have ended, whether or not somebody sweeps. */
  async oldestSeconds(): Promise<number> {
    const now = this.clock.now();
    const [{ since }] = await this.db.query<[{ since: Date | null }]>(
      `select min(case state when 'asking' then "askingSince" else "sentAt" end) as since from attempt
       where (state = 'asking' and "letGoAt" is null) or (state = 'sending' and "nextAskAt" <= $1)`,
      [now],
    );
    return since ? Math.max(0, (now.getTime() - since.getTime()) / 1000) : 0;
  }
}

import {
  ChargesGathered,
  DebitStopped,
  GatewayChecked,
  ProviderPaced,
  RunCutShort,
  RunGathered,
  StuckRaised,
  WorkDelayed,
} from '@takings/contracts';
import { dataSourceOptions, migrateSchema } from '@takings/database';
import { messagingMigrations } from '@takings/messaging';
import { behavesLikeAStage, type Servers } from '@takings/testing';
import { DataSource } from 'typeorm';
import { AppModule } from '.';
import { CreateAudit1763700000001 } from './audit/create-audit.migration';
import { CreateCharges1763700000002 } from './charges/create-charges.migration';
import { CreateRuns1763700000003 } from './runs/create-runs.migration';
import { billOf, facts } from './testing/sample-facts';
import { testConfig } from './testing/test-config';

const office = ({ databaseUrl, amqpUrl }: Servers) =>
  AppModule.with(testConfig({ DATABASE_URL: databaseUrl, AMQP_URL: amqpUrl, DATABASE_POOL: '4' }));
const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

/** Runs that were approved with the request, so that each gathering gives an approval. */
async function approvedRuns(url: string) {
  const migrations = [...messagingMigrations, CreateAudit1763700000001, CreateCharges1763700000002, CreateRuns1763700000003];
  const schema = { app: 'back-office', url, entities: [], migrations };
  await migrateSchema(schema);
  const db = await new DataSource(dataSourceOptions(schema)).initialize();
  await db.query(`
    insert into run (run_id, run_on, requested_by, charges_entered, approved_by, approved_at)
    select ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, '2026-11-01', 'test', 0, 'test', now()
    from generate_series(1, 100) n on conflict do nothing`);
  await db.destroy();
}

behavesLikeAStage({
  stage: 'track-run',
  module: async (servers) => {
    await approvedRuns(servers.databaseUrl);
    return office(servers);
  },
  sample: (n) => RunGathered.of({ runId: uuid(n), invoices: 1, charges: 1, credits: 0, waiting: 0, withoutCard: 0, totals: [] }),
});

behavesLikeAStage({
  stage: 'track-proposal',
  gives: 0,
  module: async (servers) => {
    await approvedRuns(servers.databaseUrl);
    return office(servers);
  },
  sample: (n) => RunCutShort.of({ runId: uuid(n), issued: 1, released: 0 }),
});

behavesLikeAStage({ stage: 'track-invoice', module: office, gives: 0, sample: (n) => facts.due(billOf(uuid(n), uuid(1))) });

behavesLikeAStage({
  stage: 'track-answers',
  module: office,
  gives: 0,
  sample: (n) => DebitStopped.of({ invoiceId: uuid(n), invoiceNumber: `TK-${n}`, turn: 1 }),
});

behavesLikeAStage({
  stage: 'track-stuck',
  module: office,
  gives: 0,
  sample: (n) =>
    StuckRaised.of({
      stuckId: uuid(n),
      app: 'notifier',
      round: 1,
      stage: 'notify-payer',
      kind: 'failed',
      reason: 'because',
      factType: null,
      subject: null,
      actions: ['retry'],
      raisedAt: '2026-11-01T10:00:00.000Z',
    }),
});

behavesLikeAStage({
  stage: 'track-delay',
  module: office,
  gives: 0,
  sample: (n) =>
    WorkDelayed.of({
      stage: 'mail-invoice',
      app: 'invoice-mailer',
      subject: uuid(n),
      reason: 'The mail server is busy',
      until: '2099-11-01T10:00:00.000Z',
      at: '2026-11-01T10:00:00.000Z',
    }),
});

behavesLikeAStage({
  stage: 'track-provider',
  module: office,
  gives: 0,
  sample: (n) =>
    ProviderPaced.of({
      provider: 'xero',
      minuteLimit: 60,
      usedByOthers: 0,
      dayRemaining: 1000,
      dayResetsAt: '2026-11-02T00:00:00.000Z',
      at: new Date(Date.UTC(2026, 10, 1) + n * 1000).toISOString(),
    }),
});

behavesLikeAStage({
  stage: 'track-checks',
  module: office,
  gives: 0,
  sample: (n) =>
    GatewayChecked.of({
      checkId: uuid(n),
      checkedAt: '2026-11-01T10:00:00.000Z',
      findings: [],
      siteReference: 'test_acme',
      testBank: true,
    }),
});

behavesLikeAStage({
  stage: 'track-charge',
  module: office,
  gives: 0,
  sample: (n) => (n % 2 ? facts.due(billOf(uuid(n), uuid(1))) : ChargesGathered.of({ runId: uuid(n), part: 0, chargeRefs: ['CH-1'] })),
});

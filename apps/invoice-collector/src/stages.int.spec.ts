import {
  ChargeChangeRequested,
  ChargesEntered,
  RunApproved,
  RunProposing,
  RunRequested,
  RunStopped,
  SaleCompleted,
  SaleVoided,
} from '@takings/contracts';
import { dataSourceOptions, migrateSchema } from '@takings/database';
import { messagingMigrations } from '@takings/messaging';
import { loadConfig } from '@takings/runtime';
import { behavesLikeAStage, type Servers } from '@takings/testing';
import { DataSource } from 'typeorm';
import { AppModule, settings } from '.';
import { migrations } from './migrations';
import { aSale, voidOf } from './testing/sales';

const collector = ({ databaseUrl, amqpUrl }: Servers) =>
  AppModule.with(
    loadConfig(settings, {
      DATABASE_URL: databaseUrl,
      AMQP_URL: amqpUrl,
      LOG_LEVEL: 'silent',
      RETRY_DELAYS_MS: '100,200',
      DATABASE_POOL: '4',
    }),
  );
const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

behavesLikeAStage({
  stage: 'note-charge',
  module: collector,
  gives: 0,
  sample: (n) =>
    ChargesEntered.of({
      batchId: uuid(n),
      source: 'api',
      enteredBy: 'test',
      charges: [
        {
          chargeRef: `CH-${n}`,
          customerRef: 'C-1',
          customerName: 'Acme Ltd',
          customerEmail: 'accounts@acme.example',
          cardRef: null,
          currency: 'GBP',
          description: 'Support',
          quantity: '1',
          unitPrice: '10',
          vatRate: '20',
          netMinor: 1000,
          vatMinor: 200,
          dueOn: '2026-11-01',
        },
      ],
    }),
});

behavesLikeAStage({
  stage: 'note-charge',
  module: collector,
  gives: 0,
  sample: (n) => (n % 2 ? SaleCompleted.of(aSale(`SO-${n}`, 2)) : SaleVoided.of(voidOf(aSale(`SO-${n}`, 2)))),
});

behavesLikeAStage({
  stage: 'gather-run',
  module: collector,
  gives: 2,
  sample: (n) => RunRequested.of({ runId: uuid(n), runOn: '2026-11-01', requestedBy: 'test', chargesEntered: 0 }),
});

/** Runs with one proposed invoice each, as gathering leaves them. */
async function gatheredRuns(url: string) {
  const schema = {
    app: 'invoice-collector',
    url,
    entities: [],
    migrations: [...messagingMigrations, ...migrations],
  };
  await migrateSchema(schema);
  const db = await new DataSource(dataSourceOptions(schema)).initialize();
  await db.query(`
    with run as (
      insert into run (run_id, run_on, waiting) select ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, '2026-11-01', 0
      from generate_series(1, 100) n on conflict do nothing returning run_id
    ), charge as (
      insert into charge (charge_ref, batch_id, position, entered_at, customer_ref, customer_name, customer_email, card_ref, currency, description, quantity,
        unit_price, vat_rate, net_minor, vat_minor, due_on, run_id)
      select run_id::text, run_id, 1, now(), 'C-1', 'Acme Ltd', 'a@acme.example', null, 'GBP', 'Support', '1', '10', '20', 1000, 200, '2026-11-01', run_id from run
    )
    insert into invoice (run_id, seq, customer_ref, customer_name, customer_email, currency, lines, net_minor, vat_minor, total_minor)
    select run_id, 1, 'C-1', 'Acme Ltd', 'a@acme.example', 'GBP', 1, 1000, 200, 1200 from run`);
  await db.destroy();
}

const withRuns = async (servers: Servers) => {
  await gatheredRuns(servers.databaseUrl);
  return collector(servers);
};

behavesLikeAStage({ stage: 'propose-run', gives: 2, module: withRuns, sample: (n) => RunProposing.of({ runId: uuid(n), proposed: 0 }) });

/** The charges of those runs have their run's id for a reference: each request is refused. */
behavesLikeAStage({
  stage: 'change-charge',
  module: withRuns,
  sample: (n) =>
    ChargeChangeRequested.of({ changeId: uuid(1000 + n), chargeRef: uuid(n), charge: null, requestedBy: 'test', because: 'a test' }),
});

behavesLikeAStage({
  stage: 'steer-run',
  module: withRuns,
  sample: (n) => RunStopped.of({ runId: uuid(n), stoppedBy: 'test', because: 'a test' }),
});

behavesLikeAStage({
  stage: 'issue-invoices',
  gives: 2,
  module: withRuns,
  sample: (n) => RunApproved.of({ runId: uuid(n), approvedBy: 'test' }),
});

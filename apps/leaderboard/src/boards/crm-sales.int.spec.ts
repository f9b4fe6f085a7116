import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  crmSalesFolder,
  eventually,
  FactTap,
  type FreshDatabase,
  freshDatabase,
  StageProcess,
  type TestBroker,
  testBroker,
} from '@takings/testing';
import { spanOf } from '../ranking/business-days';
import { leaderboard } from '../testing/leaderboard';
import { completed, saleOf } from '../testing/sample-facts';
import { Explanations } from './explanations';
import { Rankings } from './rankings';

const folder = crmSalesFolder();
/** Facts in one message. */
const TOGETHER = 200;

interface Won {
  readonly ref: string;
  readonly agent: string;
  readonly manager: string;
  readonly product: string;
  readonly closed: string;
  readonly minor: number;
}

const rowsOf = (file: string) => {
  const [head, ...lines] = readFileSync(join(folder!, file), 'utf8')
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(','));
  return lines.map((fields) => Object.fromEntries(head!.map((column, n) => [column, fields[n]!])));
};

function wonSales(): Won[] {
  const managers = new Map(rowsOf('sales_teams.csv').map((row) => [row.sales_agent!, row.manager!]));
  return rowsOf('sales_pipeline.csv')
    .filter((row) => row.deal_stage === 'Won')
    .map((row) => ({
      ref: row.opportunity_id!,
      agent: row.sales_agent!,
      manager: managers.get(row.sales_agent!)!,
      product: row.product!,
      closed: row.close_date!,
      minor: Math.round(Number(row.close_value) * 100),
    }));
}

/** The same id for the same name. */
const idOf = (name: string) =>
  createHash('sha256')
    .update(name)
    .digest('hex')
    .replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-4$3-8$4-$5');

const factOf = ({ ref, agent, manager, product, closed, minor }: Won) =>
  completed({
    ...saleOf(0),
    ...{ saleId: idOf(ref), saleRef: ref, consultantId: idOf(agent), consultantName: agent, teamId: idOf(manager), teamName: manager },
    ...{ origin: 'imported', product, currency: 'USD', revenueMinor: minor, soldAt: `${closed}T12:00:00.000Z` },
  });

if (!folder) {
  it('is left out: CRM_SALES names no folder with the sales that a CRM has exported', () => expect(folder).toBeUndefined());
} else {
  describe('the won opportunities of a CRM, told in any order,', () => {
    let database: FreshDatabase;
    let broker: TestBroker;
    let tap: FactTap;
    let process: StageProcess;
    const won = wonSales();

    beforeAll(async () => {
      [database, broker] = await Promise.all([freshDatabase(), testBroker()]);
      tap = await FactTap.on(broker.url);
      process = await StageProcess.start(leaderboard({ databaseUrl: database.url, amqpUrl: broker.url }), 'rank-seller');
      await process.db.query('create table won (ref text, agent text, manager text, closed date, minor bigint)');
      await process.db.query(
        'insert into won select * from json_to_recordset($1) as w(ref text, agent text, manager text, closed date, minor bigint)',
        [JSON.stringify(won)],
      );
      const mixed = won.toSorted((a, b) => (idOf(a.ref) < idOf(b.ref) ? -1 : 1)).map((sale) => tap.eventOf(factOf(sale)));
      for (let n = 0; n < mixed.length; n += TOGETHER) {
        await tap.sendToStage('rank-seller', JSON.stringify(mixed.slice(n, n + TOGETHER)));
      }
      await eventually(async () => expect(await process.db.query('select 1 from entry')).toHaveLength(won.length), 60_000);
    }, 90_000);
    afterAll(async () => {
      await process?.stop();
      await tap?.close();
      await broker?.close();
      await database?.drop();
    });

    const days = [...new Set(won.map(({ closed }) => closed))].sort();
    const asked = (['month', 'week', 'day'] as const).map(
      (period) => [period, [...new Set(days.map((day) => spanOf(period, day).from))]] as const,
    );

    it.each(asked)('rank by %s as plain SQL over the same rows ranks them, on the floor and in every team', async (period, starts) => {
      const boards = ['floor', ...new Set(won.map(({ manager }) => manager))];
      for (const on of starts) {
        for (const board of period === 'day' ? ['floor'] : boards) {
          const { from, to } = spanOf(period, on);
          const byHand = await process.db.query(
            `select (row_number() over (order by sum(minor) desc, max(closed), agent collate "C"))::int as ranking, agent as consultant,
               count(*)::int as units, sum(minor)::float8 as minor
             from won where closed between $1 and $2 and ($3 = 'floor' or manager = $3) group by agent order by 1`,
            [from, to, board],
          );
          const { rankings } = await process.get(Rankings).ranking(board, { period, on });
          expect(
            rankings.map(({ ranking, consultant, unitsSold, salesRevenue }) => ({
              ranking,
              consultant,
              units: unitsSold,
              minor: salesRevenue.minor,
            })),
          ).toEqual(byHand);
        }
      }
    });

    it('explain every place of a month by the rows of its agent', async () => {
      const on = days.at(-1)!;
      const { from, to } = spanOf('month', on);
      const { rankings } = await process.get(Rankings).ranking('floor', { period: 'month', on });
      for (const { consultant, ranking } of rankings) {
        const explained = await process.get(Explanations).explain('floor', { consultant, period: 'month', on });
        const own = won.filter(({ agent, closed }) => agent === consultant && from <= closed && closed <= to).map(({ ref }) => ref);
        expect(explained.ranking).toBe(ranking);
        expect(explained.entries.map(({ saleRef }) => saleRef!).sort()).toEqual(own.sort());
      }
    });
  });
}

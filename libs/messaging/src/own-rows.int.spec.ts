import { randomUUID } from 'node:crypto';
import { dataSourceOptions, migrateSchema } from '@takings/database';
import { type FreshDatabase, freshDatabase } from '@takings/testing';
import { Column, DataSource, Entity, type MigrationInterface, PrimaryColumn, type QueryRunner } from 'typeorm';
import { BatchTx } from './batch-tx';
import { messagingEntities, messagingMigrations } from './tables';

@Entity('parcel')
class Parcel {
  @PrimaryColumn('uuid', { name: 'parcel_id' }) parcelId: string;
  @PrimaryColumn('text') kind: string;
  @Column('text') state: string;
  @Column('int', { nullable: true }) weight: number | null;
  @Column('timestamptz', { nullable: true }) sentAt: Date | null;
}
class CreateParcel1763700000009 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(
      `create table parcel (parcel_id uuid, kind text, state text not null, weight int, "sentAt" timestamptz, primary key (parcel_id, kind))`,
    );
  }
  async down() {}
}

describe('the changes of a batch', () => {
  let database: FreshDatabase;
  let db: DataSource;
  const ids = [randomUUID(), randomUUID(), randomUUID()].sort();
  const [one, two, three] = ids as [string, string, string];

  beforeAll(async () => {
    database = await freshDatabase();
    const options = {
      app: 'parcels',
      url: database.url,
      entities: [...messagingEntities, Parcel],
      migrations: [...messagingMigrations, CreateParcel1763700000009],
    };
    await migrateSchema(options);
    db = await new DataSource(dataSourceOptions(options)).initialize();
  });
  beforeEach(async () => {
    await db.query('delete from parcel');
    await db.query('delete from inbox');
    await db.getRepository(Parcel).insert(ids.map((parcelId) => ({ parcelId, kind: 'box', state: 'packed', weight: 7 })));
  });
  afterAll(async () => {
    await db?.destroy();
    await database?.drop();
  });

  const states = async () => (await db.getRepository(Parcel).find({ order: { parcelId: 'asc' } })).map(({ state }) => state);
  const record = async (fill: (tx: BatchTx) => void | Promise<void>) => {
    const tx = new BatchTx(db, 'send-parcel', ids);
    await fill(tx);
    return tx.commit(ids, [], [], 1000);
  };
  const noParking = () => {
    throw new Error('nothing is parked here');
  };
  const send = (tx: BatchTx, id: string, change: Partial<Parcel>) =>
    tx.for(id, noParking).update(Parcel, { parcelId: id, kind: 'box' }, change);

  it('are written to their rows, and to no others and no other columns', async () => {
    const sentAt = new Date('2026-11-21T08:00:00.000Z');
    await record((tx) => {
      send(tx, one, { state: 'sent', sentAt });
      send(tx, two, { state: 'sent', sentAt: null });
    });
    expect(await db.getRepository(Parcel).find({ order: { parcelId: 'asc' } })).toEqual([
      { parcelId: one, kind: 'box', state: 'sent', weight: 7, sentAt },
      { parcelId: two, kind: 'box', state: 'sent', weight: 7, sentAt: null },
      { parcelId: three, kind: 'box', state: 'packed', weight: 7, sentAt: null },
    ]);
  });

  it('may be of several shapes and stand beside new rows', async () => {
    await record((tx) => {
      send(tx, one, { state: 'sent' });
      send(tx, two, { weight: null });
      tx.for(three, noParking).insert(Parcel, { parcelId: three, kind: 'bag', state: 'new' });
    });
    expect((await states()).sort()).toEqual(['new', 'packed', 'packed', 'sent']);
    expect(await db.getRepository(Parcel).countBy({ kind: 'bag', state: 'new' })).toBe(1);
    expect((await db.getRepository(Parcel).findOneByOrFail({ parcelId: two })).weight).toBeNull();
  });

  it('are not made again for a fact that was recorded before', async () => {
    await record((tx) => send(tx, one, { state: 'sent' }));
    await db.query(`update parcel set state = 'arrived'`);
    await record((tx) => send(tx, one, { state: 'sent' }));
    expect(await states()).toEqual(['arrived', 'arrived', 'arrived']);
  });

  it('are made when another fact of the batch opened a transaction', async () => {
    await record(async (tx) => {
      send(tx, one, { state: 'sent' });
      await (await tx.for(two, noParking).manager()).query('select 1');
    });
    expect(await states()).toEqual(['sent', 'packed', 'packed']);
  });

  it('are dropped for a fact whose record threw', async () => {
    await record((tx) => {
      send(tx, one, { state: 'sent' });
      tx.forget(one);
    });
    expect(await states()).toEqual(['packed', 'packed', 'packed']);
  });
});

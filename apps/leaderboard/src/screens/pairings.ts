import { HttpException, HttpStatus, Injectable } from '@nestjs/common';
import { NotFound } from '@takings/runtime';
import { DataSource, type EntityManager } from 'typeorm';
import { keepAudit } from './audit';
import { nameTaken } from './screens';
import { hashOf, newCode, newSecret, tokenOf } from './secrets';
import { type Shows, ShowsByName } from './shows';

const CODE_LIVES = `interval '10 minutes'`;
/** Wrong codes in a minute: a manager who mistypes never comes near, and a million codes would take years. All addresses together may have more. */
const WRONG_PER_ADDRESS = 10;
const WRONG_IN_ALL = 50;
/** Codes asked for in a minute from one address, and codes that wait at the same time: the more wait, the easier one is guessed. */
const ASKED_PER_ADDRESS = 20;
const WAITING_IN_ALL = 500;
const WINDOW_SECONDS = 60;

/** HTTP 429; `retryAfterSeconds` says when to come again. */
export class TooMany extends HttpException {
  constructor(
    what: string,
    readonly retryAfterSeconds: number,
  ) {
    super(`${what}; try again in ${retryAfterSeconds} s`, HttpStatus.TOO_MANY_REQUESTS);
  }
}

export interface NewScreen {
  readonly code: string;
  readonly name: string;
  readonly shows: Shows;
  readonly hideAmounts: boolean;
}

export type Claim =
  | { readonly state: 'waiting'; readonly expiresAt: Date }
  | { readonly state: 'paired'; readonly token: string }
  | { readonly state: 'gone' };

/** How a device becomes a screen: it shows a code, a manager enters it, and the device alone gets a token. */
@Injectable()
export class Pairings {
  constructor(
    private readonly db: DataSource,
    private readonly shows: ShowsByName,
  ) {}

  /** Throws `TooMany`. */
  async newCode(address: string): Promise<{ code: string; device: string; expiresAt: Date }> {
    const device = newSecret();
    return this.oneAtATime(async (tx) => {
      await tx.query('delete from pairing_code where expires_at < now()');
      await this.limitAsking(address, tx);
      for (;;) {
        const code = newCode();
        const [row] = await tx.query(
          `insert into pairing_code (device_hash, code_hash, asked_from, expires_at) values ($1, $2, $3, now() + ${CODE_LIVES})
           on conflict do nothing returning expires_at`,
          [hashOf(device), hashOf(code), address],
        );
        if (row) return { code, device, expiresAt: row.expires_at };
      }
    });
  }

  /**
   * A manager has entered a code; it is used up with that. What it resolves to is the screen, and the device's hash to tell it. Throws `TooMany`, `NotFound`,
   * `InvalidInput`, and `Conflict` for a name that another screen has, which leaves the code in use.
   */
  async pair({ code, name, shows, hideAmounts }: NewScreen, actor: string, address: string): Promise<{ screenId: string; device: Buffer }> {
    const stored = await this.shows.toKeep(shows);
    const paired = await this.oneAtATime(async (tx) => {
      await this.limitGuessing(address, tx);
      const [waiting] = await tx.query('select device_hash from pairing_code where code_hash = $1 and expires_at > now()', [hashOf(code)]);
      if (!waiting) {
        await tx.query('insert into wrong_code (entered_from) values ($1)', [address]);
        return undefined;
      }
      const [{ screen_id: screenId }] = await tx
        .query('insert into screen (name, shows, hide_amounts, paired_by) values ($1, $2, $3, $4) returning screen_id', [
          name,
          JSON.stringify(stored),
          hideAmounts,
          actor,
        ])
        .catch(nameTaken(name));
      await tx.query('update pairing_code set code_hash = null, screen_id = $2 where device_hash = $1', [waiting.device_hash, screenId]);
      await keepAudit(tx, { actor, action: 'screen paired', screenId, detail: { name, shows, hideAmounts } });
      return { screenId: screenId as string, device: waiting.device_hash as Buffer };
    });
    if (!paired) throw new NotFound('no screen shows this code now; look at the screen, a code lives ten minutes');
    return paired;
  }

  /** What became of the code of the device with this secret. */
  async claim(device: string): Promise<Claim> {
    const [row] = await this.db.query(
      `select p.screen_id, p.expires_at, s.withdrawn_at from pairing_code p left join screen s using (screen_id)
       where device_hash = $1 and expires_at > now()`,
      [hashOf(device)],
    );
    if (!row || row.withdrawn_at) return { state: 'gone' };
    if (!row.screen_id) return { state: 'waiting', expiresAt: row.expires_at };
    const token = tokenOf(device, row.screen_id);
    await this.db.query('update screen set token_hash = $2 where screen_id = $1 and token_hash is null', [row.screen_id, hashOf(token)]);
    return { state: 'paired', token };
  }

  /** Those of these devices whose code has been entered. */
  async paired(devices: readonly Buffer[]): Promise<Buffer[]> {
    const rows: { device_hash: Buffer }[] = await this.db.query(
      'select device_hash from pairing_code where device_hash = any($1) and screen_id is not null',
      [devices],
    );
    return rows.map(({ device_hash }) => device_hash);
  }

  private async limitGuessing(address: string, tx: EntityManager) {
    await tx.query(`delete from wrong_code where at < now() - interval '${WINDOW_SECONDS} seconds'`);
    const [wrong] = await tx.query(
      `select count(*)::int as "inAll", count(*) filter (where entered_from = $1)::int as here,
         ceil(extract(epoch from min(at) + interval '${WINDOW_SECONDS} seconds' - now()))::int as "freeIn" from wrong_code`,
      [address],
    );
    if (wrong.here < WRONG_PER_ADDRESS && wrong.inAll < WRONG_IN_ALL) return;
    throw new TooMany('too many wrong codes were entered', Math.max(1, wrong.freeIn));
  }

  private async limitAsking(address: string, tx: EntityManager) {
    const [asked] = await tx.query(
      `select count(*) filter (where code_hash is not null)::int as waiting,
         count(*) filter (where asked_from = $1 and asked_at > now() - interval '${WINDOW_SECONDS} seconds')::int as here from pairing_code`,
      [address],
    );
    if (asked.here >= ASKED_PER_ADDRESS || asked.waiting >= WAITING_IN_ALL)
      throw new TooMany('too many codes were asked for', WINDOW_SECONDS);
  }

  /** Over all processes: two guesses at the same time would each not see the other. */
  private oneAtATime<T>(work: (tx: EntityManager) => Promise<T>): Promise<T> {
    return this.db.transaction(async (tx) => {
      await tx.query(`select pg_advisory_xact_lock(hashtext('takings pairing'))`);
      return work(tx);
    });
  }
}

import { Injectable } from '@nestjs/common';
import type { IncomingHttpHeaders } from 'node:http';
import { InvalidInput, Unauthenticated } from '@takings/runtime';
import { type Asker, expectedWords, SignIns } from '@takings/runtime/http';
import { z } from 'zod';
import { Pairings } from '../screens/pairings';
import { Screens } from '../screens/screens';
import { RevokedTokens } from '../sign-in/revoked-tokens';
import { BoardDirectory, type Place } from './board-directory';
import { boardsOf, type ScreenPass, type Visitor } from './visitor';

const currency = z.string().regex(/^[A-Z]{3}$/, 'expected an ISO 4217 code such as GBP');
const board = z.string().min(1).max(100);
const lastSeq = z.int({ error: 'expected a whole number of at least 0' }).min(0, 'expected a whole number of at least 0');
const secret = z.string().min(1).max(200);

const Auth = z.object({
  board: board.optional(),
  currency: currency.optional(),
  lastSeq: lastSeq.optional(),
  token: secret.optional(),
  pairing: secret.optional(),
  version: z.string().max(60).optional(),
});
const Resume = z.object({ lastSeq });
const BoardWanted = z.object({ board, currency: currency.optional(), lastSeq: lastSeq.optional() });

export type RefusalCode = 'invalid' | 'unknown-token' | 'withdrawn' | 'unknown-pairing' | 'too-many-connections' | Unauthenticated['code'];

/** Why somebody is not let in: `connect_error` carries the sentence, and `data` for a program. */
export class Refusal extends Error {
  readonly data: { readonly code: RefusalCode; readonly field?: string };
  constructor(message: string, code: RefusalCode, field?: string) {
    super(message);
    this.data = { code, ...(field && { field }) };
  }
}

/** What a client says when it comes, and what it asks for later. Everything here throws `InvalidInput` or `Refusal` when it is not so. */
@Injectable()
export class Handshake {
  constructor(
    private readonly directory: BoardDirectory,
    private readonly screens: Screens,
    private readonly pairings: Pairings,
    private readonly signIns: SignIns,
    private readonly revoked: RevokedTokens,
  ) {}

  /** A screen shows its token, a device that waits for one its secret; anybody else has signed in. */
  async visitor(auth: unknown, headers: IncomingHttpHeaders): Promise<Visitor> {
    const said = parsed(Auth, auth);
    const { version, pairing } = said;
    if (pairing !== undefined) await this.waiting(pairing);
    if (pairing !== undefined) return { pass: undefined, pairing, version, place: undefined, lastSeq: undefined, asked: 0 };
    const pass = said.token === undefined ? undefined : await this.admitted(said.token);
    const asker = pass ? undefined : await this.signedIn(headers);
    const place = await this.place(pass, said.board, said.currency);
    return { pass, asker, pairing, version, place, lastSeq: said.lastSeq, asked: 0 };
  }

  resume(asked: unknown): number {
    return parsed(Resume, asked).lastSeq;
  }

  async anotherBoard({ pass }: Visitor, asked: unknown): Promise<{ place: Place; lastSeq: number | undefined }> {
    const wanted = parsed(BoardWanted, asked);
    return { place: await this.place(pass, wanted.board, wanted.currency), lastSeq: wanted.lastSeq };
  }

  /** A screen sees what it was paired for; without a wish, the first of its boards. */
  async place(pass: ScreenPass | undefined, wanted: string | undefined, currencyWanted: string | undefined): Promise<Place> {
    if (!pass) return this.directory.find(wanted, currencyWanted);
    const boards = boardsOf(pass);
    if (boards.length === 0) throw new InvalidInput('none of the boards of this screen is there any more; choose others for it', 'board');
    if (wanted !== undefined && !boards.includes(wanted)) {
      throw new InvalidInput(`this screen does not show ${JSON.stringify(wanted)}; expected one of ${boards.join(', ')}`, 'board');
    }
    return this.directory.find(wanted ?? boards[0], pass.shows.currency ?? currencyWanted);
  }

  private async waiting(pairing: string) {
    if ((await this.pairings.claim(pairing)).state !== 'gone') return;
    throw new Refusal('the code of this device is not valid any more; ask for another', 'unknown-pairing', 'pairing');
  }

  private async signedIn(headers: IncomingHttpHeaders): Promise<Asker> {
    try {
      return await this.signIns.of(headers);
    } catch (error) {
      throw error instanceof Unauthenticated ? new Refusal(error.message, error.code) : error;
    }
  }

  /** Whether a person who was let in may still look: the session may have come to its end, the API token may have been revoked. */
  async mayStay({ asker }: Visitor): Promise<boolean> {
    if (asker === undefined) return true;
    if (asker.endsAtMs !== undefined) return Date.now() < asker.endsAtMs;
    return !(await this.revoked.has(asker.person.id));
  }

  private async admitted(token: string): Promise<ScreenPass> {
    const pass = await this.screens.passOf(token);
    if (pass === 'unknown') throw new Refusal('no screen has this token; pair it again', 'unknown-token', 'token');
    if (pass === 'withdrawn') throw new Refusal('this screen was withdrawn; pair it again', 'withdrawn', 'token');
    return pass;
  }
}

function parsed<T extends z.ZodType>(schema: T, value: unknown): z.output<T> {
  const result = schema.safeParse(value ?? {}, { error: expectedWords });
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const field = issue!.path.join('.');
  throw new InvalidInput(field ? `${field}: ${issue!.message}` : issue!.message, field || undefined);
}

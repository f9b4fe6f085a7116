import { createZodDto } from '@takings/runtime/http';
import { seenRevision } from '@takings/fields';
import { z } from 'zod';
import type { Decided, Screen } from './screens';

const name = z.string().trim().min(1).max(60).describe('What people call it, such as "Floor 2, window"');
const board = z.string().min(1).max(100);

const Shows = z.strictObject({
  boards: z.array(board).min(1).max(20).describe('`floor` or the name of a team; one board, or a slideshow of several'),
  everySeconds: z.int().min(5).max(3600).optional().describe('How long each board of a slideshow stays'),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'expected an ISO 4217 code such as GBP')
    .optional()
    .describe('In which currency; the one that most is sold in when not said'),
  myTeam: board.optional().describe('A team whose sales pop up whatever is shown'),
});

export class NewCodeDto extends createZodDto(
  z.object({
    code: z.string().describe('Six digits, to be shown until somebody enters them; they can be used once'),
    device: z.string().describe('The secret of the device that asked; it never shows it'),
    expiresAt: z.iso.datetime(),
  }),
) {}

export class CodeStateDto extends createZodDto(
  z.object({
    state: z.enum(['waiting', 'paired']),
    expiresAt: z.iso.datetime().nullable(),
    token: z.string().nullable().describe('Once paired: what the device connects with from now on'),
  }),
) {}

export class PairDto extends createZodDto(
  z.strictObject({
    code: z
      .string()
      .regex(/^\d{6}$/, 'expected the six digits that the screen shows')
      .describe('As the screen shows it'),
    name,
    shows: Shows,
    hide_amounts: z.boolean().default(false).describe('True to show ranks alone'),
  }),
) {}

export class ChangeScreenDto extends createZodDto(
  z
    .strictObject({ name: name.optional(), shows: Shows.optional(), hide_amounts: z.boolean().optional(), revision: seenRevision })
    .refine(
      ({ revision: _, ...change }) => Object.values(change).some((value) => value !== undefined),
      'expected name, shows or hide_amounts',
    ),
) {}

const ScreenView = z.object({
  screenId: z.uuid(),
  name: z.string(),
  shows: z.object({
    boards: z.array(z.string()).describe('Empty when none of its boards is there any more'),
    everySeconds: z.int().nullable(),
    currency: z.string().nullable(),
    myTeam: z.string().nullable(),
  }),
  hideAmounts: z.boolean(),
  pairedAt: z.iso.datetime(),
  pairedBy: z.string(),
  withdrawnAt: z.iso.datetime().nullable(),
  lastSeenAt: z.iso.datetime().nullable().describe('To the minute'),
  version: z.string().nullable().describe('What program it runs, as it says itself'),
  revision: z.int().positive(),
});

export class ScreenDto extends createZodDto(
  ScreenView.extend({ history: z.array(z.object({ at: z.iso.datetime(), by: z.string(), what: z.string() })) }),
) {}
export class ScreensDto extends createZodDto(z.object({ screens: z.array(ScreenView) })) {}

export function screenView(screen: Screen): z.input<typeof ScreenView> {
  const { boards, everySeconds = null, currency = null, myTeam = null } = screen.shows;
  return {
    ...screen,
    shows: { boards: [...boards], everySeconds, currency, myTeam },
    pairedAt: screen.pairedAt.toISOString(),
    withdrawnAt: screen.withdrawnAt?.toISOString() ?? null,
    lastSeenAt: screen.lastSeenAt?.toISOString() ?? null,
  };
}

export const historyView = (history: readonly Decided[]) => history.map(({ at, by, what }) => ({ at: at.toISOString(), by, what }));

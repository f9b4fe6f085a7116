import { CronExpressionParser } from 'cron-parser';
import { z } from 'zod';
import { isTimeZone } from '../../teams/time-zone';

/** Five fields: nobody needs a run every second. */
const FIELDS = /^\S+( \S+){4}$/;

/** When runs are gathered by themselves. */
export const Schedule = z.strictObject({
  on: z.boolean().describe('Whether runs are gathered by themselves'),
  cron: z
    .string()
    .trim()
    .refine(
      (text) => FIELDS.test(text) && isCron(text),
      'expected five cron fields: minute, hour, day of month, month, day of week; such as 0 6 * * 2,5',
    )
    .describe('Minute, hour, day of month, month, day of week'),
  timeZone: z
    .string()
    .refine((zone) => 'value' in isTimeZone(zone), 'expected an IANA time zone such as Europe/London')
    .describe("The company's IANA time zone"),
});
export type Schedule = z.output<typeof Schedule>;

/** Twice a week, early on Tuesday and Friday; off until finance switches it on. */
export const standardSchedule = (timeZone: string): Schedule => ({ on: false, cron: '0 6 * * 2,5', timeZone });

function isCron(text: string): boolean {
  try {
    CronExpressionParser.parse(text).next();
    return true;
  } catch {
    return false;
  }
}

const parsed = ({ cron, timeZone }: Pick<Schedule, 'cron' | 'timeZone'>, currentDate: Date) =>
  CronExpressionParser.parse(cron, { tz: timeZone, currentDate });

/** The first moment after `now` at which it is due. */
export const nextDue = (schedule: Schedule, now: Date): Date => parsed(schedule, now).next().toDate();

/** The next so many moments. */
export function nextDates(schedule: Pick<Schedule, 'cron' | 'timeZone'>, now: Date, size: number): Date[] {
  const cron = parsed(schedule, now);
  return Array.from({ length: size }, () => cron.next().toDate());
}

/** The last moment at which it was due, `now` included. */
export const lastDue = (schedule: Schedule, now: Date): Date =>
  parsed(schedule, new Date(now.getTime() + 1))
    .prev()
    .toDate();

/** The day of the calendar, YYYY-MM-DD, that it is in the company at this moment. */
export const dayThere = ({ timeZone }: Schedule, moment: Date): string => new Intl.DateTimeFormat('sv-SE', { timeZone }).format(moment);

export interface ScheduleDraft {
  readonly on: boolean;
  readonly kind: 'weekly' | 'expression';
  /** 0 is Sunday. */
  readonly days: readonly string[];
  /** 24 h, `06:00` */
  readonly time: string;
  readonly cron: string;
}

export const WEEK = [
  ['1', 'Monday'],
  ['2', 'Tuesday'],
  ['3', 'Wednesday'],
  ['4', 'Thursday'],
  ['5', 'Friday'],
  ['6', 'Saturday'],
  ['0', 'Sunday'],
] as const;

const WEEKLY = /^(\d{1,2}) (\d{1,2}) \* \* ([0-7](?:,[0-7])*|\*)$/;

export function draftOf({ on, cron }: { readonly on: boolean; readonly cron: string }): ScheduleDraft {
  const weekly = WEEKLY.exec(cron);
  if (!weekly) return { on, kind: 'expression', days: [], time: '06:00', cron };
  const [, minute = '', hour = '', days = ''] = weekly;
  const chosen = days === '*' ? WEEK.map(([day]) => day) : days.split(',').map((day) => (day === '7' ? '0' : day));
  return { on, kind: 'weekly', days: chosen, time: `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`, cron };
}

/** The five fields of cron; undefined while no day or no time is chosen. */
export function cronOf({ kind, days, time, cron }: ScheduleDraft): string | undefined {
  if (kind === 'expression') return cron.trim();
  const [hour, minute] = time.split(':').map(Number);
  if (days.length === 0 || !/^\d{2}:\d{2}$/.test(time)) return undefined;
  return `${minute} ${hour} * * ${days.length === WEEK.length ? '*' : [...days].sort().join(',')}`;
}

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONDAY_FIRST = [1, 2, 3, 4, 5, 6, 0];

/** "Every Tuesday and Friday at 06:00"; undefined for what is better told by its next dates. The five fields of cron. */
export function inWords(cron: string): string | null {
  const [minute = '', hour = '', dayOfMonth = '', month = '', dayOfWeek = ''] = cron.trim().split(' ');
  if (!/^\d{1,2}$/.test(minute) || !/^\d{1,2}$/.test(hour) || month !== '*') return null;
  const at = `at ${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`;
  if (dayOfMonth === '*' && dayOfWeek === '*') return `Every day ${at}`;
  if (dayOfMonth === '*' && /^[0-7](,[0-7])*$/.test(dayOfWeek)) return `Every ${daysIn(dayOfWeek)} ${at}`;
  if (dayOfMonth === '*' && dayOfWeek === '1-5') return `Every working day, Monday to Friday, ${at}`;
  return dayOfWeek === '*' && /^\d{1,2}$/.test(dayOfMonth) ? `On day ${Number(dayOfMonth)} of every month ${at}` : null;
}

function daysIn(list: string): string {
  const given = new Set(list.split(',').map((day) => Number(day) % DAYS.length));
  const names = MONDAY_FIRST.filter((day) => given.has(day)).map((day) => DAYS[day]!);
  return names.length === 1 ? names[0]! : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

import { NativeSelect } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { daysOf, type Period, step } from '../../formats/calendar';
import { day, month } from '../../formats/times';
import { Segments } from '../../pieces/links';
import pieces from '../../pieces/pieces.module.css';
import type { BoardSearch } from '../../search';
import styles from './board.module.css';

const PERIODS: readonly (readonly [Period, string])[] = [
  ['day', 'Day'],
  ['week', 'Week'],
  ['month', 'Month'],
];
const UNITS = { day: 'day', week: 'week', month: 'month' } as const;

interface PeriodBarProps {
  readonly board: string;
  readonly search: BoardSearch;
  readonly period: Period;
  /** The day that is shown, and today on this board. */
  readonly on: string;
  readonly today: string;
  readonly currency?: string;
  readonly currencies: readonly string[];
}

/** Which ranking is shown: day, week or month, which one, in which currency. */
export function PeriodBar({ board, search, period, on, today, currency, currencies }: PeriodBarProps) {
  const navigate = useNavigate();
  const link = (changes: BoardSearch) => ({
    to: '/boards/$board' as const,
    params: { board },
    search: { ...search, at: undefined, who: undefined, ...changes },
  });
  const unlessToday = (to: string) => (to === today ? undefined : to);
  const before = step(on, period, -1);
  const after = step(on, period, 1);
  const isNow = daysOf(on, period).last >= today;
  return (
    <div className={styles.bar}>
      <Segments
        label="Period"
        of={PERIODS.map(([value, name]) => ({
          name,
          chosen: value === period,
          link: link({ period: value === 'day' ? undefined : value }),
        }))}
      />
      <div className={styles.dates}>
        <Link {...link({ on: unlessToday(before) })} className={styles.step} aria-label={`The ${UNITS[period]} before`}>
          <IconChevronLeft size={18} aria-hidden />
        </Link>
        <input
          type="date"
          aria-label="A day of it"
          className={styles.date}
          value={on}
          max={today}
          onChange={({ currentTarget: { value } }) => {
            if (value) void navigate(link({ on: unlessToday(value > today ? today : value) }));
          }}
        />
        {!isNow && (
          <Link
            {...link({ on: unlessToday(after > today ? today : after) })}
            className={styles.step}
            aria-label={`The ${UNITS[period]} after`}
          >
            <IconChevronRight size={18} aria-hidden />
          </Link>
        )}
        {!isNow && (
          <Link {...link({ on: undefined })} className={pieces.smallButton}>
            Today
          </Link>
        )}
      </div>
      {currencies.length > 1 && (
        <NativeSelect
          aria-label="Currency"
          value={currency}
          data={[...currencies]}
          onChange={({ currentTarget: { value } }) => void navigate(link({ currency: value }))}
        />
      )}
    </div>
  );
}

/** `Tue 17 Nov`, `Mon 16 Nov to Sun 22 Nov`, `November 2026`. */
export function periodInWords(on: string, period: Period): string {
  if (period === 'month') return month(on);
  const { first, last } = daysOf(on, period);
  return period === 'day' ? day(on) : `${day(first)} to ${day(last)}`;
}

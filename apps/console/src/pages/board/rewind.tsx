import { IconChevronLeft, IconChevronRight, IconHistory, IconPlayerTrackNext, IconPlayerTrackPrev } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { atMinute, daysLater, minuteAt, minutesOf, startOfDay } from '../../formats/calendar';
import { moment, time, zoneInWords } from '../../formats/times';
import pieces from '../../pieces/pieces.module.css';
import { useNow } from '../../pieces/use-now';
import styles from './board.module.css';

/** Dragging passes many minutes; the one where it rests is asked for. */
const RESTS_MS = 150;

interface RewindProps {
  readonly on: string;
  readonly timeZone: string;
  /** ISO 8601; none for all that is known now. */
  readonly at?: string;
  /** Ends of the minutes in which something became known, to jump to. */
  readonly moments: readonly string[];
  readonly onRewind: (at: string | undefined) => void;
}

/** Any minute of the day: the board as it was then known. */
export function Rewind({ on, timeZone, at, moments, onRewind }: RewindProps) {
  const now = useNow(15_000);
  const last = Math.min(minutesOf(on, timeZone), minuteAt(on, timeZone, now));
  const shown = at ? Math.min(minuteAt(on, timeZone, at), last) : last;
  const [held, setHeld] = useState<number | undefined>();
  const minute = held ?? shown;
  useEffect(() => {
    if (held === undefined) return;
    const timer = setTimeout(() => {
      onRewind(atMinute(on, timeZone, held));
      setHeld(undefined);
    }, RESTS_MS);
    return () => clearTimeout(timer);
  }, [held, on, timeZone, onRewind]);

  const { marks, later } = marksOf(moments, on, timeZone, last);
  const clock = time(atMinute(on, timeZone, minute), timeZone);
  const step = (by: number) => setHeld(Math.min(Math.max(minute + by, 0), last));
  const before = marks.findLast((mark) => mark < minute);
  const after = marks.find((mark) => mark > minute);
  const rewound = at !== undefined || held !== undefined;
  return (
    <section className={styles.rewind} aria-labelledby="rewind">
      <h2 id="rewind">Rewind</h2>
      <Step
        label="The sale before"
        icon={IconPlayerTrackPrev}
        disabled={before === undefined}
        onClick={() => before !== undefined && setHeld(before)}
      />
      <Step label="A minute back" icon={IconChevronLeft} disabled={minute <= 0} onClick={() => step(-1)} />
      <div className={styles.slider}>
        <span className={styles.marks} aria-hidden>
          {marks.map((mark) => (
            <i key={mark} style={{ left: `${(mark / Math.max(last, 1)) * 100}%` }} />
          ))}
        </span>
        <input
          type="range"
          min={0}
          max={last}
          value={minute}
          onChange={({ currentTarget }) => setHeld(Number(currentTarget.value))}
          aria-label="Minute of the day"
          aria-valuetext={clock}
        />
      </div>
      <Step label="A minute on" icon={IconChevronRight} disabled={minute >= last} onClick={() => step(1)} />
      <Step
        label="The sale after"
        icon={IconPlayerTrackNext}
        disabled={after === undefined}
        onClick={() => after !== undefined && setHeld(after)}
      />
      <output className={styles.clock} title={zoneInWords(timeZone)}>
        {clock}
      </output>
      {rewound && (
        <button type="button" className={pieces.smallButton} onClick={() => onRewind(undefined)}>
          <IconHistory size={16} aria-hidden />
          Back to now
        </button>
      )}
      {later && (
        <p className={styles.later}>
          Some of it was entered after the day had ended, the last at {moment(later, timeZone)}. The ranking counts it; no minute of the day
          has it.
        </p>
      )}
    </section>
  );
}

/** The minutes to jump to, and the last moment after the day at which something of it became known. */
function marksOf(moments: readonly string[], on: string, timeZone: string, last: number) {
  const ends = startOfDay(daysLater(on, 1), timeZone);
  const within = moments.filter((moment) => Date.parse(moment) <= ends);
  const marks = [...new Set(within.map((moment) => Math.min(minuteAt(on, timeZone, moment), last)))].sort((one, other) => one - other);
  return {
    marks,
    later: moments
      .filter((at) => Date.parse(at) > ends)
      .sort()
      .at(-1),
  };
}

interface StepProps {
  readonly label: string;
  readonly icon: typeof IconHistory;
  readonly disabled: boolean;
  readonly onClick: () => void;
}

const Step = ({ label, icon: Sign, disabled, onClick }: StepProps) => (
  <button type="button" className={styles.step} aria-label={label} title={label} aria-disabled={disabled || undefined} onClick={onClick}>
    <Sign size={18} stroke={1.75} aria-hidden />
  </button>
);

import { Button } from '@mantine/core';
import { type Icon, IconCloudOff, IconPlugConnectedX, IconUsers } from '@tabler/icons-react';
import type { UseQueryResult } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { sentenceOf } from '../api/api-error';
import { time } from '../formats/times';
import styles from './pieces.module.css';

const SHAPES_AFTER_MS = 300;

interface LoadedProps<T> {
  readonly query: Pick<UseQueryResult<T>, 'data' | 'error' | 'isFetching' | 'dataUpdatedAt' | 'refetch'>;
  /** "The teams": what could not be read. */
  readonly what: string;
  /** What goes on all the same. */
  readonly safe?: string;
  /** How many grey rows its final layout has. */
  readonly rows?: number;
  readonly children: (data: T) => ReactNode;
}

/** Grey shapes while it loads, what failed and Try again when it cannot be read; what was read before stays and is said to be old. */
export function Loaded<T>({ query, what, safe, rows, children }: LoadedProps<T>) {
  const { data, error, isFetching, dataUpdatedAt, refetch } = query;
  if (data !== undefined) {
    return (
      <>
        {error && (
          <Note tone="warn" icon={IconPlugConnectedX} title={`Figures are from ${time(dataUpdatedAt)}`}>
            {sentenceOf(error)} We try again every few seconds.
          </Note>
        )}
        {children(data)}
      </>
    );
  }
  if (error && !isFetching) {
    return (
      <Message icon={IconCloudOff} title={`${what} could not be read`} urgent>
        {sentenceOf(error)} {safe}
        <Button variant="default" size="xs" onClick={() => void refetch()}>
          Try again
        </Button>
      </Message>
    );
  }
  return <Shapes rows={rows ?? 5} />;
}

/** Grey shapes of what will be here, from 300 ms on. */
export function Shapes({ rows }: { rows: number }) {
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), SHAPES_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className={styles.shapes} role="status" aria-label="Loading">
      {shown && Array.from({ length: rows }, (_, row) => <ShapeRow key={row} />)}
    </div>
  );
}

const ShapeRow = () => (
  <div className={styles.shapeRow}>
    <i style={{ width: '30%' }} />
    <i style={{ width: '18%' }} />
    <i style={{ width: '14%', marginLeft: 'auto' }} />
  </div>
);

/** In the place of content: nothing yet, or what failed; children end with one action. */
export const Message = ({ icon: Sign, title, urgent, children }: { icon: Icon; title: string; urgent?: boolean; children?: ReactNode }) => (
  <div className={styles.message} role={urgent ? 'alert' : undefined}>
    <Sign size={32} stroke={1.5} aria-hidden />
    <strong>{title}</strong>
    <div className={styles.messageWords}>{children}</div>
  </div>
);

interface NoteProps {
  readonly tone: 'warn' | 'mute' | 'bad' | 'ask' | 'accent';
  readonly icon: Icon;
  readonly title: string;
  readonly children?: ReactNode;
}

/** Beside content: what is to be known before one goes on. */
export const Note = ({ tone, icon: Sign, title, children }: NoteProps) => (
  <div className={styles.noteBox} data-tone={tone} role={tone === 'bad' ? 'alert' : 'status'}>
    <Sign size={18} stroke={1.75} aria-hidden />
    <div>
      <strong>{title}</strong>
      {children && <div>{children}</div>}
    </div>
  </div>
);

/** Somebody was faster: the server's sentence; what was typed stays. */
export const Faster = ({ children, onLook }: { children: ReactNode; onLook: () => void }) => (
  <Note tone="mute" icon={IconUsers} title="Somebody changed this in the meantime">
    {children} What you typed is still here.{' '}
    <button type="button" className={styles.textButton} onClick={onLook}>
      Look again
    </button>
  </Note>
);

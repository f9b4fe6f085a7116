import { Button } from '@mantine/core';
import { Progress } from '../../../pieces/card';
import styles from '../../../pieces/pieces.module.css';
import own from '../charges.module.css';

const MEGABYTE = 1024 ** 2;
const size = (bytes: number) => (bytes < MEGABYTE ? `${Math.max(1, Math.round(bytes / 1024))} kB` : `${(bytes / MEGABYTE).toFixed(1)} MB`);

/** Every row is looked at while the file is sent. */
export const Sending = ({ file, part, onStop }: { file: File; part: number; onStop: () => void }) => (
  <div className={own.sending} style={{ width: '100%' }}>
    <strong>
      {part < 1
        ? `${file.name} is being read: ${size(file.size * part)} of ${size(file.size)}`
        : `${file.name} is read; the last rows are being looked at`}
    </strong>
    <Progress percent={Math.round(part * 100)} />
    <span className={styles.dim}>Nothing is entered yet. Leaving this page breaks it off.</span>
    <div>
      <Button variant="default" onClick={onStop}>
        Break off
      </Button>
    </div>
  </div>
);

import { IconInfoCircle } from '@tabler/icons-react';
import { Note } from './states';

/** Before something is saved: what it will bring about. */
export const Effects = ({ of }: { of: readonly string[] }) =>
  of.length === 0 ? null : (
    <Note tone="accent" icon={IconInfoCircle} title="When you save">
      {of.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </Note>
  );

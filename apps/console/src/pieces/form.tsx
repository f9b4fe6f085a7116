import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef } from 'react';
import styles from './pieces.module.css';
import { Faster, Note } from './states';

interface SubmitProps {
  /** "Save" */
  readonly says: string;
  /** "Saving…": while it works, further presses do nothing. */
  readonly working: string;
  readonly busy: boolean;
  readonly danger?: boolean;
}

export const Submit = ({ says, working, busy, danger }: SubmitProps) => (
  <Button
    type="submit"
    color={danger ? 'var(--tk-bad-fill)' : undefined}
    aria-disabled={busy || undefined}
    onClick={(event) => busy && event.preventDefault()}
  >
    {busy ? working : says}
  </Button>
);

export const FormButtons = ({ children }: { children: ReactNode }) => <div className={styles.formButtons}>{children}</div>;

export interface Fault {
  /** The id of the field that it is about; none when it is about the whole form. */
  readonly field?: string;
  readonly says: string;
}

/** On top of a form: what is to be put right, each a link to its field. Takes the focus, so that nobody looks for it. */
export function Faults({ of }: { of: readonly Fault[] }) {
  const box = useRef<HTMLDivElement>(null);
  const said = of.map(({ says }) => says).join('\n');
  useEffect(() => {
    if (said) box.current?.focus();
  }, [said]);
  if (of.length === 0) return null;
  return (
    <div ref={box} tabIndex={-1} className={styles.faults}>
      <Note tone="bad" icon={IconAlertTriangle} title={of.length === 1 ? 'One thing to put right' : `${of.length} things to put right`}>
        <ul>
          {of.map(({ field, says }) => (
            <li key={says}>
              {field ? (
                <a href={`#${field}`} onClick={(event) => goTo(event, field)}>
                  {says}
                </a>
              ) : (
                says
              )}
            </li>
          ))}
        </ul>
      </Note>
    </div>
  );
}

interface RefusedProps {
  readonly form: { readonly faults: readonly Fault[]; readonly conflict: string | undefined };
  /** Shows what somebody else has saved meanwhile; what was typed stays. */
  readonly onLook: () => void;
}

/** Why a form was not accepted: what is to be put right, or that somebody else was faster. */
export const Refused = ({ form: { faults, conflict }, onLook }: RefusedProps) => (
  <>
    <Faults of={faults} />
    {conflict && <Faster onLook={onLook}>{conflict}</Faster>}
  </>
);

function goTo(event: React.MouseEvent, field: string) {
  event.preventDefault();
  document.getElementById(field)?.focus();
}

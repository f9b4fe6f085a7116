import { useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { SETTINGS } from '../../api/settings';
import { usePerson } from '../../api/session';
import { Effects } from '../../pieces/effects';
import { Faults, FormButtons, Submit } from '../../pieces/form';
import styles from '../../pieces/pieces.module.css';
import { saved } from '../../pieces/saved';
import { Faster, Loaded } from '../../pieces/states';
import { useSeenRevision } from '../../pieces/use-seen-revision';
import { useSending } from '../../pieces/use-sending';
import { MAY_CHANGE } from '../../shell/may-change';
import { hasRole } from '../../shell/roles';
import own from './settings.module.css';

interface Revised {
  readonly revision: number;
}

interface HeldProps<T extends Revised> {
  readonly query: UseQueryResult<T>;
  /** "The policy": what could not be read. */
  readonly what: string;
  readonly children: (held: T, onSaved: () => void) => ReactNode;
}

/** What holds, and a form that begins anew from it once it has been saved. */
export function Held<T extends Revised>({ query, what, children }: HeldProps<T>) {
  const [saves, setSaves] = useState(0);
  return (
    <Loaded query={query} what={what} safe="What was set goes on holding.">
      {(data) => <div key={saves}>{children(data, () => setSaves((before) => before + 1))}</div>}
    </Loaded>
  );
}

interface Setting<T extends Revised> {
  readonly held: Revised;
  readonly queryKey: readonly string[];
  readonly fields: Readonly<Record<string, string>>;
  readonly send: (revision: number) => Promise<T>;
  /** "The policy is saved" */
  readonly says: string;
  readonly onSaved: () => void;
}

export function useSetting<T extends Revised>({ held, queryKey, fields, send, says, onSaved }: Setting<T>) {
  const queries = useQueryClient();
  const seen = useSeenRevision(held.revision);
  const form = useSending({
    fields,
    send: () => send(seen.revision ?? 0),
    done: (answer) => {
      queries.setQueryData(queryKey, answer);
      void queries.invalidateQueries({ queryKey: SETTINGS });
      saved(says);
      onSaved();
    },
  });
  return { form, look: () => void queries.invalidateQueries({ queryKey }).then(seen.look) };
}

export const useMayChange = () => hasRole(usePerson(), MAY_CHANGE.settings);

interface SettingFormProps {
  readonly of: ReturnType<typeof useSetting>;
  /** Stops what cannot be sent; true when it was refused. */
  readonly refused?: () => boolean;
  readonly effects?: readonly string[];
  readonly children: ReactNode;
}

/** A form for those who may change it; others see what holds. */
export function SettingForm({ of: { form, look }, refused, effects = [], children }: SettingFormProps) {
  const mayChange = useMayChange();
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        if (refused?.()) event.preventDefault();
        else form.onSubmit(event);
      }}
    >
      <Faults of={form.faults} />
      {form.conflict && <Faster onLook={look}>{form.conflict}</Faster>}
      <fieldset className={own.fields} disabled={!mayChange}>
        {children}
      </fieldset>
      {mayChange && <Effects of={effects} />}
      {mayChange ? (
        <FormButtons>
          <Submit says="Save" working="Saving…" busy={form.busy} />
        </FormButtons>
      ) : (
        <p className={styles.dim}>Finance managers change this.</p>
      )}
    </form>
  );
}

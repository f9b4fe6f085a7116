import { NativeSelect, Switch, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { changeConsultant, type Consultant, type ConsultantInput, createConsultant } from '../../api/consultants';
import type { Team } from '../../api/teams';
import { Effects } from '../../pieces/effects';
import { FormButtons, Refused, Submit } from '../../pieces/form';
import { History } from '../../pieces/history';
import styles from '../../pieces/pieces.module.css';
import { saved } from '../../pieces/saved';
import { textFields } from '../../pieces/text-fields';
import { useSeenRevision } from '../../pieces/use-seen-revision';
import { useSending } from '../../pieces/use-sending';
import { consultantChanges } from './consultant-changes';

const FIELDS = {
  name: 'consultant-name',
  team: 'consultant-team',
  hidden_from_screens: 'consultant-hidden',
  active: 'consultant-active',
};

interface ConsultantFormProps {
  /** None for a new one. */
  readonly consultant?: Consultant;
  readonly teams: readonly Team[];
  /** The one that a new consultant most likely joins. */
  readonly team?: string;
  readonly onDone: () => void;
}

export function ConsultantForm({ consultant, teams, team, onDone }: ConsultantFormProps) {
  const queries = useQueryClient();
  const [input, setInput] = useState<ConsultantInput>(() => ({
    name: consultant?.name ?? '',
    team: consultant?.team.name ?? team ?? '',
    hidden_from_screens: consultant?.hiddenFromScreens ?? false,
    active: consultant?.active ?? true,
  }));
  const set = (changes: Partial<ConsultantInput>) => setInput((before) => ({ ...before, ...changes }));
  const seen = useSeenRevision(consultant?.revision);
  const form = useSending({
    fields: FIELDS,
    send: () => (consultant ? changeConsultant(consultant.consultantId, { ...input, revision: seen.revision! }) : createConsultant(input)),
    done: ({ name }) => {
      void queries.invalidateQueries({ queryKey: ['consultants'] });
      void queries.invalidateQueries({ queryKey: ['teams'] });
      saved(`${name} is saved`);
      onDone();
    },
  });
  const field = textFields({ fields: FIELDS, input, set, form });
  const open = teams.filter(({ name, active }) => active || name === consultant?.team.name).map(({ name }) => name);
  return (
    <>
      <form className={styles.form} onSubmit={form.onSubmit} noValidate>
        <Refused form={form} onLook={() => void queries.invalidateQueries({ queryKey: ['consultants'] }).then(seen.look)} />
        <TextInput {...field('name')} label="Name" description="Unique, as boards show it." data-autofocus />
        <NativeSelect
          id={FIELDS.team}
          label="Team"
          value={input.team}
          onChange={({ currentTarget }) => set({ team: currentTarget.value })}
          error={form.faultOf(FIELDS.team)}
          data={[...(input.team === '' ? [{ value: '', label: 'Choose a team' }] : []), ...open]}
        />
        <Switch
          id={FIELDS.hidden_from_screens}
          label="Hide the name from screens"
          checked={input.hidden_from_screens}
          onChange={({ currentTarget }) => set({ hidden_from_screens: currentTarget.checked })}
        />
        {consultant && (
          <Switch
            id={FIELDS.active}
            label="Sells for us"
            description="Off once the consultant has left."
            checked={input.active}
            onChange={({ currentTarget }) => set({ active: currentTarget.checked })}
          />
        )}
        {consultant && <Effects of={consultantChanges(consultant, input)} />}
        <FormButtons>
          <Submit says={saving(consultant, input)} working="Saving…" busy={form.busy} />
        </FormButtons>
      </form>
      {consultant && <History of={consultant.history} />}
    </>
  );
}

/** The button repeats what it does. */
function saving(consultant: Consultant | undefined, { team, active }: ConsultantInput): string {
  if (!consultant) return 'Add the consultant';
  if (consultant.active && !active) return 'Save, and enter no more sales';
  return team !== consultant.team.name ? `Move to ${team}` : 'Save';
}

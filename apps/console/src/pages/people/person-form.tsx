import { Button, MultiSelect, NativeSelect, Switch, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Consultant } from '../../api/consultants';
import { changePerson, createPerson, type KnownPerson, type PersonInput, signPersonOut } from '../../api/people';
import type { Team } from '../../api/teams';
import { Effects } from '../../pieces/effects';
import { FormButtons, Refused, Submit } from '../../pieces/form';
import { History } from '../../pieces/history';
import styles from '../../pieces/pieces.module.css';
import { saved } from '../../pieces/saved';
import { textFields } from '../../pieces/text-fields';
import { useSeenRevision } from '../../pieces/use-seen-revision';
import { useSending } from '../../pieces/use-sending';
import { ROLE_WORDS, ROLES, type Role } from '../../shell/roles';
import { personChanges } from './person-changes';

const FIELDS = {
  name: 'person-name',
  email: 'person-email',
  roles: 'person-roles',
  team: 'person-team',
  consultant: 'person-consultant',
  active: 'person-active',
};
const ROLE_CHOICES = ROLES.map((role) => ({ value: role, label: ROLE_WORDS[role][0] }));
const NONE = { value: '', label: 'None' };

interface PersonFormProps {
  /** None for a new one. */
  readonly person?: KnownPerson;
  readonly teams: readonly Team[];
  readonly consultants: readonly Consultant[];
  readonly onDone: () => void;
}

export function PersonForm({ person, teams, consultants, onDone }: PersonFormProps) {
  const queries = useQueryClient();
  const [input, setInput] = useState<PersonInput>(() => inputOf(person));
  const set = (changes: Partial<PersonInput>) => setInput((before) => ({ ...before, ...changes }));
  const seen = useSeenRevision(person?.revision);
  const form = useSending({
    fields: FIELDS,
    send: () => (person ? changePerson(person.personId, { ...input, revision: seen.revision }) : createPerson(input)),
    done: ({ name }) => {
      void queries.invalidateQueries({ queryKey: ['people'] });
      saved(`${name} is saved`);
      onDone();
    },
  });
  const field = textFields({ fields: FIELDS, input, set, form });
  return (
    <>
      <form className={styles.form} onSubmit={form.onSubmit} noValidate>
        <Refused form={form} onLook={() => void queries.invalidateQueries({ queryKey: ['people'] }).then(seen.look)} />
        <TextInput {...field('name')} label="Name" description="The history of what is changed names them so." data-autofocus />
        <TextInput {...field('email')} label="E-mail" description="By which the company account is found." type="email" />
        <MultiSelect
          id={FIELDS.roles}
          label="Roles"
          description="What they may do. An admin may do everything."
          data={ROLE_CHOICES}
          value={input.roles}
          onChange={(roles) => set({ roles: roles as Role[] })}
          error={form.faultOf(FIELDS.roles)}
          checkIconPosition="right"
        />
        <NativeSelect
          id={FIELDS.team}
          label="Team"
          value={input.team ?? ''}
          onChange={({ currentTarget }) => set({ team: currentTarget.value || null })}
          error={form.faultOf(FIELDS.team)}
          data={[NONE, ...teams.map(({ teamId: value, name: label }) => ({ value, label }))]}
        />
        <NativeSelect
          id={FIELDS.consultant}
          label="Sells as"
          description="The consultant they are on boards."
          value={input.consultant ?? ''}
          onChange={({ currentTarget }) => set({ consultant: currentTarget.value || null })}
          error={form.faultOf(FIELDS.consultant)}
          data={[NONE, ...consultants.map(({ consultantId: value, name: label }) => ({ value, label }))]}
        />
        {person && (
          <Switch
            id={FIELDS.active}
            label="May sign in"
            description="Off once they have left."
            checked={input.active ?? true}
            onChange={({ currentTarget }) => set({ active: currentTarget.checked })}
          />
        )}
        {person && <Effects of={personChanges(person, input)} />}
        <FormButtons>
          <Submit says={person ? 'Save' : 'Add the person'} working="Saving…" busy={form.busy} />
          {person && person.signedIn > 0 && <SignOutEverywhere person={person} />}
        </FormButtons>
      </form>
      {person && <History of={person.history} />}
    </>
  );
}

function SignOutEverywhere({ person: { personId, name } }: { person: KnownPerson }) {
  const queries = useQueryClient();
  const form = useSending({
    fields: {},
    send: () => signPersonOut(personId),
    done: () => {
      void queries.invalidateQueries({ queryKey: ['people'] });
      saved(`${name} is signed out everywhere`);
    },
  });
  return (
    <Button variant="default" onClick={form.onSubmit} aria-disabled={form.busy || undefined}>
      {form.busy ? 'Signing out…' : 'Sign out everywhere'}
    </Button>
  );
}

const inputOf = (person: KnownPerson | undefined): PersonInput => ({
  name: person?.name ?? '',
  email: person?.email ?? '',
  roles: person?.roles ?? [],
  team: person?.team?.id ?? null,
  consultant: person?.consultant?.id ?? null,
  active: person?.active ?? true,
});

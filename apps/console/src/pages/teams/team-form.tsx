import { Select, Switch, TextInput } from '@mantine/core';
import { CURRENCIES } from '@takings/money';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { changeTeam, createTeam, type Team, type TeamInput } from '../../api/teams';
import { decimalText } from '../../formats/money';
import { zoneInWords } from '../../formats/times';
import { FormButtons, Refused, Submit } from '../../pieces/form';
import { History } from '../../pieces/history';
import styles from '../../pieces/pieces.module.css';
import { saved } from '../../pieces/saved';
import { textFields } from '../../pieces/text-fields';
import { useSeenRevision } from '../../pieces/use-seen-revision';
import { useSending } from '../../pieces/use-sending';
import { teamChanges } from './team-changes';
import { Effects } from '../../pieces/effects';

const FIELDS = {
  name: 'team-name',
  display_name: 'team-display-name',
  time_zone: 'team-time-zone',
  target: 'team-target',
  currency: 'team-currency',
  active: 'team-active',
};
const zones = () => [...new Set([...Intl.supportedValuesOf('timeZone'), 'UTC'])];
const ownZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

interface TeamFormProps {
  /** None for a new one. */
  readonly team?: Team;
  readonly teams: readonly Team[];
  readonly onDone: () => void;
}

export function TeamForm({ team, teams, onDone }: TeamFormProps) {
  const queries = useQueryClient();
  const [input, setInput] = useState<TeamInput>(() => inputOf(team, teams));
  const set = (changes: Partial<TeamInput>) => setInput((before) => ({ ...before, ...changes }));
  const sent = { ...input, target: input.target?.trim() || null, display_name: input.display_name.trim() || input.name };
  const seen = useSeenRevision(team?.revision);
  const form = useSending({
    fields: FIELDS,
    send: () => (team ? changeTeam(team.teamId, { ...sent, revision: seen.revision! }) : createTeam(sent)),
    done: ({ name }) => {
      void queries.invalidateQueries({ queryKey: ['teams'] });
      saved(team ? `${name} is saved` : `${name} is open`);
      onDone();
    },
  });
  const field = textFields({ fields: FIELDS, input, set, form });
  return (
    <>
      <form className={styles.form} onSubmit={form.onSubmit} noValidate>
        <Refused form={form} onLook={() => void queries.invalidateQueries({ queryKey: ['teams'] }).then(seen.look)} />
        <TextInput {...field('name')} label="Name" description="Unique; sales and addresses use it." data-autofocus />
        <TextInput {...field('display_name')} label="Name on boards" description="The same when left empty." />
        <Select
          id={FIELDS.time_zone}
          label="Time zone"
          description="Its day ends at midnight there."
          data={zones()}
          value={input.time_zone}
          onChange={(zone) => zone && set({ time_zone: zone })}
          error={form.faultOf(FIELDS.time_zone)}
          searchable
          limit={60}
          nothingFoundMessage="No such time zone"
          allowDeselect={false}
        />
        <div className={styles.pair}>
          <TextInput {...field('target')} label="Target a day" description="Before VAT; empty for none." inputMode="decimal" />
          <Select
            id={FIELDS.currency}
            label="Currency"
            description="Of the target."
            data={[...CURRENCIES]}
            value={input.currency}
            onChange={(currency) => set({ currency })}
            error={form.faultOf(FIELDS.currency)}
            searchable
            limit={60}
            allowDeselect={false}
          />
        </div>
        {team && (
          <Switch
            id={FIELDS.active}
            label="Open"
            description="A closed team takes no new consultants; what it sold stays on the boards of its days."
            checked={input.active}
            onChange={({ currentTarget }) => set({ active: currentTarget.checked })}
          />
        )}
        {team && <Effects of={teamChanges(team, sent, zoneInWords)} />}
        <FormButtons>
          <Submit says={team ? 'Save' : 'Open the team'} working={team ? 'Saving…' : 'Opening…'} busy={form.busy} />
        </FormButtons>
      </form>
      {team && <History of={team.history} />}
    </>
  );
}

function inputOf(team: Team | undefined, teams: readonly Team[]): TeamInput {
  if (team) {
    const { name, displayName, timeZone, target, active } = team;
    const shown = displayName === name ? '' : displayName;
    return {
      name,
      display_name: shown,
      time_zone: timeZone,
      target: target && decimalText(target),
      currency: target?.currency ?? 'GBP',
      active,
    };
  }
  // The next team is mostly like the others.
  const like = teams.find(({ active }) => active);
  return {
    name: '',
    display_name: '',
    time_zone: like?.timeZone ?? ownZone(),
    target: '',
    currency: teams.find(({ target }) => target)?.target?.currency ?? 'GBP',
    active: true,
  };
}

import { Checkbox, NativeSelect, Radio, Switch, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { BoardListing } from '../../api/boards';
import { changeScreen, pairScreen, type Screen, screenQuery } from '../../api/screens';
import { FormButtons, Refused, Submit } from '../../pieces/form';
import { History } from '../../pieces/history';
import styles from '../../pieces/pieces.module.css';
import { saved } from '../../pieces/saved';
import { Loaded } from '../../pieces/states';
import { useSeenRevision } from '../../pieces/use-seen-revision';
import { useSending } from '../../pieces/use-sending';
import { draftOf, type ScreenDraft, screenInput } from './screen-draft';

const FIELDS = {
  code: 'screen-code',
  name: 'screen-name',
  shows: 'screen-board',
  'shows.boards': 'screen-board',
  'shows.everySeconds': 'screen-every',
  'shows.currency': 'screen-currency',
  'shows.myTeam': 'screen-my-team',
  hide_amounts: 'screen-hide',
};

interface ScreenFormProps {
  /** None for one that is to be paired. */
  readonly screen?: Screen;
  readonly boards: readonly BoardListing[];
  readonly onDone: () => void;
}

export function ScreenForm({ screen, boards, onDone }: ScreenFormProps) {
  const queries = useQueryClient();
  const [draft, setDraft] = useState<ScreenDraft>(() => draftOf(screen));
  const set = (changes: Partial<ScreenDraft>) => setDraft((before) => ({ ...before, ...changes }));
  const seen = useSeenRevision(screen?.revision);
  const form = useSending({
    fields: FIELDS,
    send: () =>
      screen
        ? changeScreen(screen.screenId, { ...screenInput(draft), revision: seen.revision! })
        : pairScreen({ ...screenInput(draft), code: draft.code.replace(/\s/g, '') }),
    done: ({ name }) => {
      void queries.invalidateQueries({ queryKey: ['screens'] });
      saved(screen ? `${name} is saved` : `${name} shows its board`);
      onDone();
    },
  });
  return (
    <>
      <form className={styles.form} onSubmit={form.onSubmit} noValidate>
        <Refused form={form} onLook={() => void queries.invalidateQueries({ queryKey: ['screens'] }).then(seen.look)} />
        {!screen && (
          <TextInput
            id={FIELDS.code}
            label="Code on the TV"
            description="Six digits. The TV shows them at tv.html, and a new one after a while."
            value={draft.code}
            onChange={({ currentTarget }) => set({ code: currentTarget.value })}
            error={form.faultOf(FIELDS.code)}
            inputMode="numeric"
            autoComplete="off"
            maxLength={7}
            classNames={{ input: styles.code }}
            data-autofocus
          />
        )}
        <TextInput
          id={FIELDS.name}
          label="Name of the screen"
          description="Where it hangs, so that everybody knows which one it is."
          value={draft.name}
          onChange={({ currentTarget }) => set({ name: currentTarget.value })}
          error={form.faultOf(FIELDS.name)}
          autoComplete="off"
        />
        <What draft={draft} set={set} boards={boards} faultOf={form.faultOf} />
        <Switch
          id={FIELDS.hide_amounts}
          label="Hide amounts"
          description="Ranks, names and counts stay."
          checked={draft.hideAmounts}
          onChange={({ currentTarget }) => set({ hideAmounts: currentTarget.checked })}
        />
        <FormButtons>
          <Submit says={screen ? 'Save' : 'Pair the TV'} working={screen ? 'Saving…' : 'Pairing…'} busy={form.busy} />
        </FormButtons>
      </form>
      {screen && <Past screenId={screen.screenId} />}
    </>
  );
}

function Past({ screenId }: { screenId: string }) {
  const query = useQuery(screenQuery(screenId));
  return (
    <Loaded query={query} what="Its history" rows={2}>
      {({ history }) => <History of={history} />}
    </Loaded>
  );
}

interface WhatProps {
  readonly draft: ScreenDraft;
  readonly set: (changes: Partial<ScreenDraft>) => void;
  readonly boards: readonly BoardListing[];
  readonly faultOf: (field: string) => string | undefined;
}

/** One board, or a slideshow. */
function What({ draft, set, boards, faultOf }: WhatProps) {
  const choices = boards.map(({ board, title }) => ({ value: board, label: title }));
  const teams = boards.filter(({ scope }) => scope === 'team').map(({ board, title }) => ({ value: board, label: title }));
  const currencies = [...new Set(boards.flatMap((one) => one.currencies))].sort();
  return (
    <>
      <Radio.Group label="What it shows" value={draft.kind} onChange={(kind) => set({ kind: kind as ScreenDraft['kind'] })}>
        <div className={styles.radios}>
          <Radio value="board" label="One board" />
          <Radio value="slideshow" label="A slideshow of boards" />
        </div>
      </Radio.Group>
      {draft.kind === 'board' ? (
        <NativeSelect
          id={FIELDS.shows}
          label="Board"
          data={choices}
          value={draft.board}
          onChange={({ currentTarget }) => set({ board: currentTarget.value })}
          error={faultOf(FIELDS.shows)}
        />
      ) : (
        <>
          <Checkbox.Group
            id={FIELDS.shows}
            label="Boards, one after the other"
            value={[...draft.slides]}
            onChange={(slides) => set({ slides: choices.map(({ value }) => value).filter((one) => slides.includes(one)) })}
            error={faultOf(FIELDS.shows)}
          >
            <div className={styles.radios}>
              {choices.map(({ value, label }) => (
                <Checkbox key={value} value={value} label={label} />
              ))}
            </div>
          </Checkbox.Group>
          <div className={styles.halves}>
            <TextInput
              id={FIELDS['shows.everySeconds']}
              label="Seconds each"
              inputMode="numeric"
              value={draft.everySeconds}
              onChange={({ currentTarget }) => set({ everySeconds: currentTarget.value })}
              error={faultOf(FIELDS['shows.everySeconds'])}
              autoComplete="off"
            />
            <NativeSelect
              id={FIELDS['shows.myTeam']}
              label="Its sales pop up"
              data={[{ value: '', label: 'No team' }, ...teams]}
              value={draft.myTeam}
              onChange={({ currentTarget }) => set({ myTeam: currentTarget.value })}
              error={faultOf(FIELDS['shows.myTeam'])}
            />
          </div>
        </>
      )}
      {currencies.length > 1 && (
        <NativeSelect
          id={FIELDS['shows.currency']}
          label="Currency"
          data={[{ value: '', label: 'The one most is sold in' }, ...currencies]}
          value={draft.currency}
          onChange={({ currentTarget }) => set({ currency: currentTarget.value })}
          error={faultOf(FIELDS['shows.currency'])}
        />
      )}
    </>
  );
}

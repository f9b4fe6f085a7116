import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type Screen, withdrawScreen } from '../../api/screens';
import { Faults, FormButtons, Submit } from '../../pieces/form';
import { Question } from '../../pieces/panel';
import styles from '../../pieces/pieces.module.css';
import { saved } from '../../pieces/saved';
import { useSending } from '../../pieces/use-sending';

/** Says what will happen before it does. */
export const Withdraw = ({ screen, onDone }: { screen?: Screen; onDone: () => void }) => (
  <Question title={`Withdraw ${screen?.name ?? 'the screen'}?`} opened={screen !== undefined} onClose={onDone}>
    {screen && <Confirm screen={screen} onDone={onDone} />}
  </Question>
);

function Confirm({ screen, onDone }: { screen: Screen; onDone: () => void }) {
  const queries = useQueryClient();
  const form = useSending({
    fields: {},
    send: () => withdrawScreen(screen.screenId),
    done: () => {
      void queries.invalidateQueries({ queryKey: ['screens'] });
      saved(`${screen.name} is withdrawn`);
      onDone();
    },
  });
  return (
    <form className={styles.form} onSubmit={form.onSubmit}>
      <Faults of={[...form.faults, ...(form.conflict ? [{ says: form.conflict }] : [])]} />
      <p className={styles.says}>
        Within five seconds it shows a six-digit code instead of the board. To use it again, pair it with that code and choose anew what it
        shows.
      </p>
      <FormButtons>
        <Submit says={`Withdraw ${screen.name}`} working="Withdrawing…" busy={form.busy} danger />
        <Button variant="default" onClick={onDone}>
          Keep it
        </Button>
      </FormButtons>
    </form>
  );
}

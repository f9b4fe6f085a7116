import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type ApiToken, revokeToken } from '../../api/tokens';
import { Faults, FormButtons, Submit } from '../../pieces/form';
import { Question } from '../../pieces/panel';
import styles from '../../pieces/pieces.module.css';
import { saved } from '../../pieces/saved';
import { useSending } from '../../pieces/use-sending';

/** Says what will happen before it does. */
export const Revoke = ({ token, onDone }: { token?: ApiToken; onDone: () => void }) => (
  <Question title={`Revoke ${token?.name ?? 'the token'}?`} opened={token !== undefined} onClose={onDone}>
    {token && <Confirm token={token} onDone={onDone} />}
  </Question>
);

function Confirm({ token, onDone }: { token: ApiToken; onDone: () => void }) {
  const queries = useQueryClient();
  const form = useSending({
    fields: {},
    send: () => revokeToken(token.tokenId),
    done: () => {
      void queries.invalidateQueries({ queryKey: ['tokens'] });
      saved(`${token.name} is revoked`);
      onDone();
    },
  });
  return (
    <form className={styles.form} onSubmit={form.onSubmit}>
      <Faults of={[...form.faults, ...(form.conflict ? [{ says: form.conflict }] : [])]} />
      <p className={styles.says}>Scripts that use it are refused from now on. It cannot be brought back; make another one instead.</p>
      <FormButtons>
        <Submit says={`Revoke ${token.name}`} working="Revoking…" busy={form.busy} danger />
        <Button variant="default" onClick={onDone}>
          Keep it
        </Button>
      </FormButtons>
    </form>
  );
}

import { useQueryClient } from '@tanstack/react-query';
import { type FlowVersion, retireVersion } from '../../api/flow-definitions';
import { Faults, FormButtons, Submit } from '../../pieces/form';
import { Question } from '../../pieces/panel';
import pieces from '../../pieces/pieces.module.css';
import { saved } from '../../pieces/saved';
import { useSending } from '../../pieces/use-sending';

/** No sale is ever made by it again; refused while one is open. */
export const Retire = ({ version, onClose }: { version: FlowVersion | undefined; onClose: () => void }) => (
  <Question title={version ? `Retire version ${version.version}` : ''} opened={version !== undefined} onClose={onClose}>
    {version && <RetireForm version={version} onDone={onClose} />}
  </Question>
);

function RetireForm({ version: { version }, onDone }: { version: FlowVersion; onDone: () => void }) {
  const queries = useQueryClient();
  const form = useSending({
    fields: {},
    send: () => retireVersion(version),
    done: () => {
      void queries.invalidateQueries({ queryKey: ['flow-definitions'] });
      saved(`Version ${version} is retired`);
      onDone();
    },
  });
  return (
    <form className={pieces.form} onSubmit={form.onSubmit} noValidate>
      <Faults of={form.conflict ? [{ says: form.conflict }] : form.faults} />
      <p className={pieces.dim}>No sale can be made by it or moved to it again. What was sold by it stays as it is.</p>
      <FormButtons>
        <Submit says={`Retire version ${version}`} working="Retiring…" busy={form.busy} danger />
      </FormButtons>
    </form>
  );
}

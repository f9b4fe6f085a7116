import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { dropImport, enterImport, type Import } from '../../../api/charges';
import { counted } from '../../../formats/counts';
import { Faults, Submit } from '../../../pieces/form';
import styles from '../../../pieces/pieces.module.css';
import { useSending } from '../../../pieces/use-sending';
import { KINDS } from '../words';

/** The button repeats what was looked at; what has changed meanwhile is looked at first. */
export function DecideImport({ of }: { of: Import }) {
  const queries = useQueryClient();
  const lookAgain = () => void queries.invalidateQueries({ queryKey: ['import', of.importId] });
  const done = (answer: Import) => {
    queries.setQueryData(['import', of.importId], answer);
    for (const list of ['imports', 'charges']) void queries.invalidateQueries({ queryKey: [list] });
  };
  const entering = useSending({ fields: {}, send: () => enterImport(of).finally(lookAgain), done });
  const dropping = useSending({ fields: {}, send: () => dropImport(of.importId).finally(lookAgain), done });
  const [one, many] = KINDS[of.kind];
  const conflict = entering.conflict ?? dropping.conflict;
  return (
    <div>
      <Faults of={[...entering.faults, ...dropping.faults, ...(conflict ? [{ says: conflict }] : [])]} />
      <div className={styles.formButtons}>
        {of.whyNotEnter === null && (
          <form onSubmit={entering.onSubmit}>
            <Submit says={`Enter ${counted(of.fresh, one, many)}`} working="Entering…" busy={entering.busy} />
          </form>
        )}
        <form onSubmit={dropping.onSubmit}>
          <Button type="submit" variant="default">
            Throw away
          </Button>
        </form>
      </div>
    </div>
  );
}

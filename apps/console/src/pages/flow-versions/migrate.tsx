import { IconInfoCircle } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { dryRunQuery, type FlowVersion, type Moved, moveSales } from '../../api/flow-definitions';
import { count, counted } from '../../formats/counts';
import { Faults, FormButtons, Submit } from '../../pieces/form';
import pieces from '../../pieces/pieces.module.css';
import { saved } from '../../pieces/saved';
import { Faster, Loaded, Note } from '../../pieces/states';
import { useSending } from '../../pieces/use-sending';

/** What would become of each open sale is told first, by its name; then it is done. */
export function Migrate({ from, to, onDone }: { from: FlowVersion; to: FlowVersion; onDone: () => void }) {
  const queries = useQueryClient();
  const query = useQuery(dryRunQuery(from.version));
  const form = useSending({
    fields: {},
    send: () => moveSales(from.version),
    done: ({ sales, to: version }) => {
      void queries.invalidateQueries({ queryKey: ['flow-definitions'] });
      saved(`${counted(sales, 'sale')} moved to version ${version}`);
      onDone();
    },
  });
  return (
    <Loaded query={query} what="What would become of them" safe="Nothing was changed.">
      {(dry) => (
        <form className={pieces.form} onSubmit={form.onSubmit} noValidate>
          <Faults of={form.faults} />
          {form.conflict && <Faster onLook={() => void query.refetch()}>{form.conflict}</Faster>}
          <Note tone="accent" icon={IconInfoCircle} title={`${counted(dry.sales, 'open sale')} would move to version ${to.version}`}>
            <p>{`${count(dry.clean)} go over as they are; in ${count(dry.reopening)} something has to be confirmed or changed.`}</p>
            {dry.steps.map(({ step, title, sales }) => (
              <p key={step}>{`${title} reopens in ${counted(sales, 'sale')}.`}</p>
            ))}
          </Note>
          <Examples of={dry} to={to} from={from} />
          <FormButtons>
            <Submit says={`Move ${counted(dry.sales, 'sale')}`} working="Moving…" busy={form.busy} />
          </FormButtons>
        </form>
      )}
    </Loaded>
  );
}

const Examples = ({ of: { examples, sales }, from, to }: { of: Moved; from: FlowVersion; to: FlowVersion }) => (
  <section aria-label="Open sales">
    <h3>{examples.length < sales ? `The first ${count(examples.length)}` : 'Each of them'}</h3>
    <ul className={pieces.history}>
      {examples.map(({ flowId, saleRef, owner, customerName, reopens, adds, drops }) => (
        <li key={flowId}>
          <span>
            {saleRef}, {customerName ?? 'company not named yet'}
          </span>
          <span className={pieces.second}>
            {[
              owner,
              reopens.length > 0 && `reopens ${named(to, reopens)}`,
              adds.length > 0 && `new: ${named(to, adds)}`,
              drops.length > 0 && `no longer asked: ${named(from, drops)}`,
              reopens.length + adds.length + drops.length === 0 && 'as it is',
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </li>
      ))}
    </ul>
  </section>
);

const named = ({ steps }: FlowVersion, ids: readonly string[]) =>
  ids.map((id) => steps.find((step) => step.id === id)?.title ?? id).join(', ');

import { Button } from '@mantine/core';
import { IconDownload, IconFileOff, IconInfoCircle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { ApiError } from '../../../api/api-error';
import { type Import, importQuery, rejectedFile } from '../../../api/charges';
import { usePerson } from '../../../api/session';
import { count, counted } from '../../../formats/counts';
import { money } from '../../../formats/money';
import { Card, Figures, Progress } from '../../../pieces/card';
import { At } from '../../../pieces/figures';
import { LinkButton } from '../../../pieces/link-button';
import { PageHead } from '../../../pieces/page-head';
import styles from '../../../pieces/pieces.module.css';
import { Loaded, Message, Note } from '../../../pieces/states';
import { MAY_CHANGE } from '../../../shell/may-change';
import { hasRole } from '../../../shell/roles';
import { ImportBadge } from '../badges';
import { KINDS } from '../words';
import { DecideImport } from './decide';
import { FirstRows, RejectedRows } from './rows';

const route = getRouteApi('/charges/imports/$import');
const LIST = { to: '/charges/imports', name: 'Imports' };

/** A preview, how far its entering is, and what it came to: one page, as it goes on. */
export function ImportPage() {
  const { import: importId } = route.useParams();
  const query = useQuery(importQuery(importId));
  if (query.error instanceof ApiError && (query.error.isUnknown || query.error.status === 400)) return <NoSuchImport />;
  if (query.data) return <Shown of={query.data} />;
  return (
    <>
      <PageHead title="Import" under={LIST} />
      <Card>
        <Loaded query={query} what="The import">
          {() => null}
        </Loaded>
      </Card>
    </>
  );
}

function Shown({ of }: { of: Import }) {
  const mayChange = hasRole(usePerson(), MAY_CHANGE.charges);
  return (
    <>
      <PageHead title={of.name} under={LIST} badge={<ImportBadge of={of} />} says={<Says of={of} />}>
        {mayChange && of.state === 'preview' && <DecideImport of={of} />}
      </PageHead>
      {of.state === 'entering' && <Entering of={of} />}
      {of.failure && (
        <Note tone="bad" icon={IconInfoCircle} title="It did not come to its end">
          {of.failure}
        </Note>
      )}
      {of.hint && (
        <Note tone="warn" icon={IconInfoCircle} title="Many rows have the same fault">
          {of.hint}
        </Note>
      )}
      {of.state === 'preview' && of.whyNotEnter && (
        <Note tone="mute" icon={IconInfoCircle} title="Nothing to enter">
          {of.whyNotEnter}
        </Note>
      )}
      <Figures of={figuresOf(of)} />
      {of.rejected > 0 && (
        <Card
          title={of.state === 'entered' ? 'Did not come in' : 'Will not come in'}
          note={count(of.rejected)}
          right={
            of.rejectedKept > 0 && (
              <Button
                component="a"
                href={rejectedFile(of.importId)}
                download
                variant="default"
                size="xs"
                leftSection={<IconDownload size={16} aria-hidden />}
              >
                Download them with why
              </Button>
            )
          }
        >
          <RejectedRows of={of} />
        </Card>
      )}
      {of.firstRows.length > 0 && (
        <Card
          title="As they will be"
          note={of.fresh > of.firstRows.length ? `the first ${of.firstRows.length} of ${count(of.fresh)}` : undefined}
        >
          <FirstRows of={of} />
        </Card>
      )}
    </>
  );
}

const Says = ({ of: { state, startedBy, startedAt, enteredBy, endedAt } }: { of: Import }) =>
  state === 'entered' && enteredBy && endedAt ? (
    <>
      Entered by {enteredBy}, <At of={endedAt} />
    </>
  ) : (
    <>
      Looked at by {startedBy}, <At of={startedAt} />. {state === 'preview' && 'Nothing of it is entered yet.'}
    </>
  );

const Entering = ({ of: { entered, notEntered, fresh } }: { of: Import }) => (
  <Card padded>
    <p role="status">
      {count(entered + notEntered)} of {count(fresh)} entered. It goes on when you leave this page.
    </p>
    <Progress percent={fresh === 0 ? 100 : ((entered + notEntered) / fresh) * 100} />
  </Card>
);

function figuresOf({ kind, state, fresh, entered, notEntered, known, rejected, rows, sums }: Import) {
  const done = state === 'entered';
  const comes = sums.map(({ currency, netMinor, vatMinor }) => money({ currency, minor: netMinor + vatMinor })).join(' + ');
  const [one, many] = KINDS[kind];
  return [
    {
      name: done ? 'Came in' : 'Will come in',
      value: count(done ? entered : fresh),
      says: done && notEntered > 0 ? `${counted(notEntered, one, many)} had come in meanwhile` : `of ${counted(rows, 'row')}`,
    },
    ...(kind === 'charges' ? [{ name: 'With VAT', value: comes || '–', says: sums.length > 1 ? 'by currency' : undefined }] : []),
    { name: 'Known already', value: count(known), says: 'They add nothing' },
    { name: done ? 'Did not come in' : 'Will not come in', value: count(rejected), says: rejected > 0 ? 'See why below' : undefined },
  ];
}

const NoSuchImport = () => (
  <>
    <PageHead title="Import" under={LIST} />
    <Message icon={IconFileOff} title="There is no such import">
      <span className={styles.dim}>The address may be mistyped.</span>
      <LinkButton to="/charges/imports" search={{}} variant="default" size="xs">
        Show all imports
      </LinkButton>
    </Message>
  </>
);

import { DownloadList } from '../../pieces/download-list';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconReceipt } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { chargesQuery } from '../../api/charges';
import { counted } from '../../formats/counts';
import type { ChargesSearch } from '../../search';
import { Card } from '../../pieces/card';
import { LinkButton } from '../../pieces/link-button';
import styles from '../../pieces/pieces.module.css';
import { Loaded, Message } from '../../pieces/states';
import { useRowKeys } from '../../pieces/use-row-keys';
import { ShowMore } from '../../pieces/show-more';
import { ChargePanel } from './charge-panel';
import { ChargeTable } from './charge-table';
import { ChargesHead } from './head';
import { SOURCES, STATES } from './words';

export { ConnectorPage } from './connector';
export { ImportPage } from './import';
export { Imports } from './imports';
export { UploadPage } from './upload';

const route = getRouteApi('/charges');
const ASK_AFTER_MS = 150;
const optionsOf = (all: string, words: Readonly<Record<string, string>>) => [
  { value: '', label: all },
  ...Object.entries(words).map(([value, label]) => ({ value, label })),
];

export function Charges() {
  useRowKeys();
  const { charge, act, ...asked } = route.useSearch();
  const navigate = route.useNavigate();
  const query = useInfiniteQuery(chargesQuery(asked));
  const charges = query.data?.pages.flatMap((page) => page.charges);
  const show = (changes: Partial<ChargesSearch>, replace = false) =>
    void navigate({ search: { ...asked, charge, act, ...changes }, replace });
  const find = useDebouncedCallback((q: string) => show({ q: q || undefined }, true), ASK_AFTER_MS);
  const filtered = Object.values(asked).some((value) => value !== undefined);
  return (
    <>
      <ChargesHead tab="charges" />
      <div className={styles.filters}>
        <TextInput
          label="Find"
          description="A reference, or the customer."
          type="search"
          w={{ base: '100%', sm: 320 }}
          defaultValue={asked.q ?? ''}
          onChange={({ currentTarget }) => find(currentTarget.value.trim())}
        />
        <NativeSelect
          label="State"
          value={asked.state ?? ''}
          onChange={({ currentTarget }) => show({ state: (currentTarget.value || undefined) as ChargesSearch['state'] })}
          data={optionsOf('All states', STATES)}
        />
        <NativeSelect
          label="From"
          value={asked.source ?? ''}
          onChange={({ currentTarget }) => show({ source: (currentTarget.value || undefined) as ChargesSearch['source'] })}
          data={optionsOf('Everywhere', SOURCES)}
        />
        {asked.customer && (
          <Button variant="default" onClick={() => show({ customer: undefined })}>
            Of {asked.customer} alone: show all
          </Button>
        )}
      </div>
      <Card
        title="Charges"
        note={charges && `${counted(charges.length, 'charge')}${query.hasNextPage ? ' shown' : ''}`}
        right={<DownloadList list="charges" filters={{ ...asked }} />}
      >
        <Loaded query={query} what="The charges" safe="Runs go on without this page.">
          {() =>
            charges && charges.length > 0 ? (
              <ChargeTable charges={charges} asked={asked} chosen={charge} />
            ) : filtered ? (
              <NoneLikeThat />
            ) : (
              <None />
            )
          }
        </Loaded>
        <ShowMore of={query} />
      </Card>
      <ChargePanel chargeId={charge} act={act} show={show} />
    </>
  );
}

const None = () => (
  <Message icon={IconReceipt} title="No charge yet">
    A completed sale brings its charges; others come in a file, from a script or from the CRM.
    <LinkButton to="/charges/upload" search={{}} variant="default" size="xs">
      Upload a file
    </LinkButton>
  </Message>
);

const NoneLikeThat = () => (
  <Message icon={IconReceipt} title="No charge like that">
    None fits what you look for.
    <LinkButton to="/charges" search={{}} variant="default" size="xs">
      Show all charges
    </LinkButton>
  </Message>
);

import { IconFileImport } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { importsQuery } from '../../api/charges';
import { Card } from '../../pieces/card';
import { Segments } from '../../pieces/links';
import styles from '../../pieces/pieces.module.css';
import { Loaded, Message } from '../../pieces/states';
import { useRowKeys } from '../../pieces/use-row-keys';
import { ShowMore } from '../../pieces/show-more';
import { ChargesHead } from './head';
import { ImportTable } from './import-table';

const route = getRouteApi('/charges/imports');

/** Files that were looked at or entered, and what the connector brought. */
export function Imports() {
  useRowKeys();
  const { source } = route.useSearch();
  const query = useInfiniteQuery(importsQuery(source));
  const imports = query.data?.pages.flatMap((page) => page.imports);
  const choice = (name: string, chosen?: 'csv' | 'crm') => ({
    name,
    chosen: source === chosen,
    link: { to: '/charges/imports', search: { source: chosen } } as const,
  });
  return (
    <>
      <ChargesHead tab="imports" />
      <div className={styles.filters}>
        <Segments label="Where they come from" of={[choice('All'), choice('Files', 'csv'), choice('CRM', 'crm')]} />
      </div>
      <Card title="Imports">
        <Loaded query={query} what="The imports">
          {() =>
            imports && imports.length > 0 ? (
              <ImportTable imports={imports} />
            ) : (
              <Message icon={IconFileImport} title="Nothing was brought in yet">
                A file is looked at first: it says what will come in and what will not.
              </Message>
            )
          }
        </Loaded>
        <ShowMore of={query} />
      </Card>
    </>
  );
}

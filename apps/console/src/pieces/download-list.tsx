import { Button } from '@mantine/core';
import { IconDownload, IconFileSpreadsheet } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { sentenceOf } from '../api/api-error';
import { askForExport, type Export, exportsQuery, type Filters, fileOf, isOf, type ListName } from '../api/exports';
import { count, counted } from '../formats/counts';
import { Progress } from './card';
import styles from './download-list.module.css';
import { Age } from './figures';

interface DownloadListProps {
  readonly list: ListName;
  /** What the page shows of it. */
  readonly filters?: Filters;
}

/** Has the list written as it is shown here, all of its pages, says how far it is, and hands it out. It goes on when the page is left. */
export function DownloadList({ list, filters = {} }: DownloadListProps) {
  const queries = useQueryClient();
  const query = useQuery(exportsQuery);
  const asking = useMutation({
    mutationFn: () => askForExport(list, filters),
    onSuccess: () => queries.invalidateQueries({ queryKey: exportsQuery.queryKey }),
  });
  const latest = query.data?.find((one) => isOf(one, list, filters));
  const busy = asking.isPending || latest?.state === 'being-made';
  return (
    <div className={styles.download}>
      <Button
        variant="default"
        size="xs"
        leftSection={<IconFileSpreadsheet size={16} aria-hidden />}
        aria-disabled={busy || undefined}
        onClick={() => busy || asking.mutate()}
      >
        {busy ? 'Writing the list…' : 'Download list'}
      </Button>
      <div className={styles.said} role="status">
        {asking.error ? sentenceOf(asking.error) : latest && <Standing of={latest} />}
      </div>
    </div>
  );
}

function Standing({ of }: { of: Export }) {
  const { state, rows, rowsInAll, readyAt, fault } = of;
  if (state === 'failed') return fault;
  if (state === 'being-made') {
    return (
      <>
        <span>{rowsInAll === null ? `${counted(rows, 'row')} so far` : `${count(rows)} of ${counted(rowsInAll, 'row')}`}</span>
        <Progress percent={rowsInAll ? (rows / rowsInAll) * 100 : 0} />
      </>
    );
  }
  return (
    <a href={fileOf(of)} download className={styles.file}>
      <IconDownload size={16} aria-hidden />
      <span>
        Save {counted(rows, 'row')} as CSV
        <small>
          written <Age of={readyAt} /> ago
        </small>
      </span>
    </a>
  );
}

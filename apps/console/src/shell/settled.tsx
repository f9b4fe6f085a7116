import { Notification } from '@mantine/core';
import { IconBell } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { seenSettled, settledForMeQuery } from '../api/invoices';
import { useLookAgainAt } from '../live/look-again';
import { stateWords } from '../pieces/invoice-words';
import styles from './shell.module.css';

const LOOK_EVERY_MS = 60_000;

/** What this person asked to be told of, on whichever page they are; each stays until they close or open it. */
export function Settled() {
  const { data } = useQuery({ ...settledForMeQuery, refetchInterval: LOOK_EVERY_MS });
  return (
    <>
      {data && data.waiting > 0 && <Listening />}
      <div className={styles.settled} role="status">
        {data?.settled.map((one) => (
          <One key={one.invoiceId} of={one} />
        ))}
      </div>
    </>
  );
}

/** Only who waits for something keeps the line open. */
function Listening() {
  useLookAgainAt({ list: 'invoices' }, [settledForMeQuery.queryKey]);
  return null;
}

function One({ of }: { of: Parameters<typeof stateWords>[0] & { invoiceId: string; invoiceNumber: string; customerName: string } }) {
  const queries = useQueryClient();
  const seen = () => void seenSettled(of.invoiceId).then((told) => queries.setQueryData(settledForMeQuery.queryKey, told));
  return (
    <Notification
      icon={<IconBell size={18} aria-hidden />}
      title={stateWords(of)}
      withBorder
      onClose={seen}
      closeButtonProps={{ 'aria-label': 'Seen' }}
    >
      <Link to="/invoices/$invoice" params={{ invoice: of.invoiceId }} onClick={seen}>
        {of.invoiceNumber}, {of.customerName}
      </Link>
    </Notification>
  );
}

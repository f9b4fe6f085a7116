import { Button } from '@mantine/core';
import { IconCircleCheck, IconClockPause, IconPlayerPause } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { pausesQuery, type Work, workCan } from '../../api/pauses';
import { moment } from '../../formats/times';
import { Badge } from '../../pieces/badge';
import { Card } from '../../pieces/card';
import { PageHead } from '../../pieces/page-head';
import pieces from '../../pieces/pieces.module.css';
import { Loaded } from '../../pieces/states';
import { ChangeWork } from './change-work';
import styles from './pauses.module.css';

/** What reaches outside, and what of it is paused. */
export function Pauses() {
  const query = useQuery(pausesQuery);
  const [asked, setAsked] = useState<string | undefined>();
  const work = query.data?.find(({ what }) => what === asked);
  return (
    <>
      <PageHead
        title="Pauses"
        says="What reaches customers, Xero and the bank. What is paused ends the calls in hand and begins nothing new; nothing is lost."
      />
      <Card>
        <Loaded query={query} what="What is paused" rows={8}>
          {(all) => (
            <table className={pieces.table}>
              <caption>What may be paused</caption>
              <thead>
                <tr>
                  <th scope="col">Work, and how it stands</th>
                  <th scope="col">
                    <span className={pieces.unseen}>Action</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {all.map((one) => (
                  <Row key={one.what} work={one} everything={all[0]?.paused !== null} onAsk={() => setAsked(one.what)} />
                ))}
              </tbody>
            </table>
          )}
        </Loaded>
      </Card>
      <ChangeWork work={work} onDone={() => setAsked(undefined)} />
    </>
  );
}

function Row({ work, everything, onAsk }: { work: Work; everything: boolean; onAsk: () => void }) {
  const action = work.paused ? 'resume' : 'pause';
  return (
    <tr>
      <th scope="row">
        <span className={styles.name}>{work.name}</span>
        <State of={work} everything={everything} />
      </th>
      <td className={pieces.number}>
        {workCan(work, action) && (
          <Button variant="default" size="xs" onClick={onAsk} aria-label={`${action === 'pause' ? 'Pause' : 'Resume'}: ${work.name}`}>
            {action === 'pause' ? 'Pause' : 'Resume'}
          </Button>
        )}
      </td>
    </tr>
  );
}

function State({ of: { paused, provider }, everything }: { of: Work; everything: boolean }) {
  if (paused) {
    return (
      <>
        <Badge tone="warn" icon={IconPlayerPause}>
          Paused
        </Badge>
        <span className={pieces.second}>
          {paused.by}, {moment(paused.at)}: {paused.because}
        </span>
      </>
    );
  }
  if (everything) {
    return (
      <Badge tone="warn" icon={IconPlayerPause}>
        Paused with everything
      </Badge>
    );
  }
  if (provider) {
    return (
      <>
        <Badge tone="ask" icon={IconClockPause}>
          Tries again {moment(provider.until)}
        </Badge>
        <span className={pieces.second}>{provider.reason}</span>
      </>
    );
  }
  return (
    <Badge tone="ok" icon={IconCircleCheck}>
      Goes on
    </Badge>
  );
}

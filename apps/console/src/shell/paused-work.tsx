import { IconPlayerPause } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { pausesQuery } from '../api/pauses';
import { moment } from '../formats/times';
import { Note } from '../pieces/states';

/** On every page of those who may pause: what is paused, so that nobody wonders why nothing moves. */
export function PausedWork() {
  const paused = (useQuery(pausesQuery).data ?? []).filter((one) => one.paused !== null);
  if (paused.length === 0) return null;
  return (
    <Note tone="warn" icon={IconPlayerPause} title={`Paused: ${paused.map(({ name }) => name.toLowerCase()).join(', ')}`}>
      {paused.map(({ what, paused: by }) => by && <div key={what}>{`${by.by}, ${moment(by.at)}: ${by.because}`}</div>)}
      <Link to="/pauses">See what is paused</Link>
    </Note>
  );
}

import { IconListCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { firstStepsQuery } from '../api/settings';
import { counted } from '../formats/counts';
import { Note } from './states';

/** On the page that finance opens on, until the first invoice has gone out: what is still to be set. */
export function FirstStepsNote() {
  const { data } = useQuery(firstStepsQuery);
  if (!data?.empty || data.left === 0) return null;
  return (
    <Note tone="accent" icon={IconListCheck} title={`${counted(data.left, 'step')} left before the first run`}>
      What is still to be set stands under <Link to="/first-steps">First steps</Link>.
    </Note>
  );
}

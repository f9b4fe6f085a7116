import { IconAlertTriangle, IconCircleCheck, IconCircleDashed } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { FirstSteps } from '../../api/settings';
import { Badge } from '../../pieces/badge';
import own from './settings.module.css';

type Step = FirstSteps['steps'][number];

/** What each step is called, and where it is done. */
const STEPS = {
  xero: { name: 'Connect Xero', to: '/settings/xero' },
  booking: { name: 'Pick accounts and tax types', to: '/settings/xero' },
  company: { name: 'Set the letterhead', to: '/settings/company' },
  mail: { name: 'Send a test mail', to: '/settings/mails' },
  gateway: { name: 'Connect the card gateway', to: '/settings/gateway' },
  people: { name: 'Have people who may approve', to: '/settings/approval' },
  approval: { name: 'Say who lets runs go', to: '/settings/approval' },
  numbers: { name: 'Set the invoice numbers', to: '/settings/numbers' },
  schedule: { name: 'Set the schedule of runs', to: '/settings/schedule' },
  charges: { name: 'Bring in the first charges', to: '/charges' },
} as const satisfies Record<Step['name'], { readonly name: string; readonly to: string }>;

/** Each with its state as the system has it, a sentence, and the page where it is done. */
export const StepList = ({ of }: { of: readonly Step[] }) => (
  <ul className={own.steps}>
    {of.map(({ name, state, says }) => (
      <li key={name}>
        <Link to={STEPS[name].to}>{STEPS[name].name}</Link>
        <p>{says}</p>
        <div className={own.state}>
          <StateBadge of={state} />
        </div>
      </li>
    ))}
  </ul>
);

const StateBadge = ({ of }: { of: Step['state'] }) =>
  of === 'done' ? (
    <Badge tone="ok" icon={IconCircleCheck}>
      Done
    </Badge>
  ) : of === 'wrong' ? (
    <Badge tone="bad" icon={IconAlertTriangle}>
      Needs you
    </Badge>
  ) : (
    <Badge tone="mute" icon={IconCircleDashed}>
      Still to do
    </Badge>
  );

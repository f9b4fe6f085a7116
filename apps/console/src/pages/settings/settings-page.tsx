import type { ReactNode } from 'react';
import { PageHead } from '../../pieces/page-head';
import { Tabs } from '../../pieces/links';
import { useLocation } from '@tanstack/react-router';

/** Every setting has an address of its own. */
export const SETTING_PAGES = [
  { to: '/settings', name: 'Overview' },
  { to: '/settings/xero', name: 'Xero' },
  { to: '/settings/gateway', name: 'Card gateway' },
  { to: '/settings/company', name: 'Company' },
  { to: '/settings/mails', name: 'Mails' },
  { to: '/settings/numbers', name: 'Invoice numbers' },
  { to: '/settings/prices', name: 'Currency and VAT' },
  { to: '/settings/approval', name: 'Approval' },
  { to: '/settings/schedule', name: 'Schedule' },
] as const;

interface SettingsPageProps {
  readonly title: string;
  readonly says: ReactNode;
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

export function SettingsPage({ title, says, action, children }: SettingsPageProps) {
  const here = useLocation({ select: ({ pathname }) => pathname });
  return (
    <>
      <PageHead title={title} under={here === '/settings' ? undefined : { to: '/settings', name: 'Settings' }} says={says}>
        {action}
      </PageHead>
      <Tabs label="Settings" of={SETTING_PAGES.map(({ to, name }) => ({ name, chosen: to === here, link: { to } }))} />
      {children}
    </>
  );
}

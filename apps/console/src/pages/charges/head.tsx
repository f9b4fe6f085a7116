import { IconUpload } from '@tabler/icons-react';
import { usePerson } from '../../api/session';
import { LinkButton } from '../../pieces/link-button';
import { Tabs } from '../../pieces/links';
import { PageHead } from '../../pieces/page-head';
import { MAY_CHANGE } from '../../shell/may-change';
import { hasRole } from '../../shell/roles';

/** What the three lists about charges have above them. */
export function ChargesHead({ tab }: { tab: 'charges' | 'imports' | 'connector' }) {
  const mayChange = hasRole(usePerson(), MAY_CHANGE.charges);
  return (
    <>
      <PageHead title="Charges" says="What will be invoiced: from completed sales, files, scripts and the CRM.">
        {mayChange && (
          <LinkButton to="/charges/upload" search={{}} leftSection={<IconUpload size={18} aria-hidden />}>
            Upload a file
          </LinkButton>
        )}
      </PageHead>
      <Tabs
        label="Charges"
        of={[
          { name: 'Charges', chosen: tab === 'charges', link: { to: '/charges', search: {} } },
          { name: 'Imports', chosen: tab === 'imports', link: { to: '/charges/imports', search: {} } },
          { name: 'CRM connector', chosen: tab === 'connector', link: { to: '/charges/connector' } },
        ]}
      />
    </>
  );
}

import { NativeSelect, TextInput } from '@mantine/core';
import { IconEyeOff, IconPlus, IconUser } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { type Consultant, consultantsQuery } from '../../api/consultants';
import { teamsQuery } from '../../api/teams';
import { counted } from '../../formats/counts';
import { ActiveBadge, Badge } from '../../pieces/badge';
import { Card } from '../../pieces/card';
import { LinkButton } from '../../pieces/link-button';
import { PageHead } from '../../pieces/page-head';
import { Panel } from '../../pieces/panel';
import styles from '../../pieces/pieces.module.css';
import { Loaded, Message } from '../../pieces/states';
import { Table } from '../../pieces/table';
import { useRowKeys } from '../../pieces/use-row-keys';
import { ConsultantForm } from './consultant-form';
import { found } from './found';

const route = getRouteApi('/consultants');

export function Consultants() {
  useRowKeys();
  const query = useQuery(consultantsQuery);
  const teams = useQuery(teamsQuery);
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const close = () => void navigate({ search: { ...search, who: undefined } });
  const consultant = query.data?.find(({ consultantId }) => consultantId === search.who);
  const shown = query.data && found(query.data, search);
  return (
    <>
      <PageHead title="Consultants" says="A sale stays with the team it was made in, whoever moves later.">
        <LinkButton to="/consultants" search={{ ...search, who: 'new' }} leftSection={<IconPlus size={18} aria-hidden />}>
          New consultant
        </LinkButton>
      </PageHead>
      <div className={styles.filters}>
        <TextInput
          label="Find by name"
          type="search"
          defaultValue={search.q ?? ''}
          onChange={({ currentTarget }) => void navigate({ search: { ...search, q: currentTarget.value || undefined }, replace: true })}
        />
        <NativeSelect
          label="Team"
          value={search.in ?? ''}
          onChange={({ currentTarget }) => void navigate({ search: { ...search, in: currentTarget.value || undefined } })}
          data={[{ value: '', label: 'All teams' }, ...(teams.data ?? []).map(({ name }) => name)]}
        />
      </div>
      <Card title="Consultants" note={shown && query.data && counts(shown.length, query.data.length)}>
        <Loaded query={query} what="The consultants" safe="Boards and sales go on without this page.">
          {(all) => (all.length === 0 ? <Nobody /> : <ConsultantTable consultants={shown ?? []} search={search} />)}
        </Loaded>
      </Card>
      <Panel
        title={search.who === 'new' ? 'New consultant' : (consultant?.name ?? 'Consultant')}
        opened={search.who === 'new' || consultant !== undefined}
        onClose={close}
      >
        {(search.who === 'new' || consultant) && (
          <ConsultantForm key={search.who} consultant={consultant} teams={teams.data ?? []} team={search.in} onDone={close} />
        )}
      </Panel>
    </>
  );
}

const counts = (shown: number, all: number) => (shown === all ? counted(all, 'person', 'people') : `${shown} of ${all}`);

const Nobody = () => (
  <Message icon={IconUser} title="No consultant yet">
    Enter who sells, then their sales can be.
    <LinkButton to="/consultants" search={{ who: 'new' }} variant="default" size="xs">
      New consultant
    </LinkButton>
  </Message>
);

interface Search {
  readonly q?: string;
  readonly in?: string;
  readonly who?: string;
}

function ConsultantTable({ consultants, search }: { consultants: readonly Consultant[]; search: Search }) {
  if (consultants.length === 0) {
    return (
      <Message icon={IconUser} title="Nobody like that">
        No consultant fits what you look for.
        <LinkButton to="/consultants" search={{}} variant="default" size="xs">
          Show everybody
        </LinkButton>
      </Message>
    );
  }
  return (
    <Table caption="Consultants by name" columns={['Consultant', 'Team', 'State']}>
      {consultants.map((one) => (
        <tr key={one.consultantId} data-selected={one.consultantId === search.who || undefined}>
          <th scope="row">
            <Link to="/consultants" search={{ ...search, who: one.consultantId }} data-row>
              {one.name}
            </Link>
          </th>
          <td className={styles.dim}>{one.team.name}</td>
          <td>
            <ConsultantState of={one} />
          </td>
        </tr>
      ))}
    </Table>
  );
}

function ConsultantState({ of: { active, hiddenFromScreens } }: { of: Consultant }) {
  return (
    <span className={styles.badges}>
      <ActiveBadge of={{ active }} yes="Sells" no="Has left" />
      {hiddenFromScreens && (
        <Badge tone="mute" icon={IconEyeOff}>
          Hidden from screens
        </Badge>
      )}
    </span>
  );
}

import { IconPlus, IconUsersGroup } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { type Team, teamsQuery } from '../../api/teams';
import { count, counted } from '../../formats/counts';
import { zoneInWords } from '../../formats/times';
import { ActiveBadge } from '../../pieces/badge';
import { Card } from '../../pieces/card';
import { Money } from '../../pieces/figures';
import { LinkButton } from '../../pieces/link-button';
import { PageHead } from '../../pieces/page-head';
import { Panel } from '../../pieces/panel';
import styles from '../../pieces/pieces.module.css';
import { Loaded, Message } from '../../pieces/states';
import { Table } from '../../pieces/table';
import { useRowKeys } from '../../pieces/use-row-keys';
import { TeamForm } from './team-form';

const route = getRouteApi('/teams');

export function Teams() {
  useRowKeys();
  const query = useQuery(teamsQuery);
  const { team: chosen } = route.useSearch();
  const navigate = route.useNavigate();
  const close = () => void navigate({ search: {} });
  const team = query.data?.find(({ teamId }) => teamId === chosen);
  return (
    <>
      <PageHead title="Teams" says="Each has a board of its own; its time zone says when its day ends.">
        <LinkButton to="/teams" search={{ team: 'new' }} leftSection={<IconPlus size={18} aria-hidden />}>
          New team
        </LinkButton>
      </PageHead>
      <Card title="All teams" note={query.data && count(query.data.length)}>
        <Loaded query={query} what="The teams" safe="Boards and sales go on without this page.">
          {(teams) => (teams.length === 0 ? <NoTeams /> : <TeamTable teams={teams} chosen={chosen} />)}
        </Loaded>
      </Card>
      <Panel title={chosen === 'new' ? 'New team' : (team?.name ?? 'Team')} opened={chosen === 'new' || team !== undefined} onClose={close}>
        {query.data && (chosen === 'new' || team) && <TeamForm key={chosen} team={team} teams={query.data} onDone={close} />}
      </Panel>
    </>
  );
}

const NoTeams = () => (
  <Message icon={IconUsersGroup} title="No team yet">
    Consultants sell for a team, so this is where to begin.
    <LinkButton to="/teams" search={{ team: 'new' }} variant="default" size="xs">
      New team
    </LinkButton>
  </Message>
);

const TeamTable = ({ teams, chosen }: { teams: readonly Team[]; chosen?: string }) => (
  <Table
    caption="Teams by name"
    columns={['Team', ['Its day ends in', 'wide'], ['Target a day', 'number'], ['Consultants', 'number', 'wide'], 'State']}
  >
    {teams.map((team) => (
      <tr key={team.teamId} data-selected={team.teamId === chosen || undefined}>
        <th scope="row">
          <Link to="/teams" search={{ team: team.teamId }} data-row>
            {team.name}
          </Link>
          {team.displayName !== team.name && <span className={styles.second}>On boards: {team.displayName}</span>}
        </th>
        <td className={`${styles.dim} ${styles.wide}`}>{zoneInWords(team.timeZone)}</td>
        <td className={styles.number}>
          <Money of={team.target} />
        </td>
        <td className={`${styles.number} ${styles.wide}`}>{count(team.consultants)}</td>
        <td>
          <ActiveBadge of={team} />
        </td>
      </tr>
    ))}
  </Table>
);

export const peopleOf = (team: Team) => counted(team.consultants, 'consultant');

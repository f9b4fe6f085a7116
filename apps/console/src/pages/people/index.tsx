import { IconPlus, IconUsers } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { consultantsQuery } from '../../api/consultants';
import { type KnownPerson, peopleQuery } from '../../api/people';
import { teamsQuery } from '../../api/teams';
import { count } from '../../formats/counts';
import { ActiveBadge } from '../../pieces/badge';
import { Card } from '../../pieces/card';
import { LinkButton } from '../../pieces/link-button';
import { PageHead } from '../../pieces/page-head';
import { Panel } from '../../pieces/panel';
import styles from '../../pieces/pieces.module.css';
import { Loaded, Message } from '../../pieces/states';
import { Table } from '../../pieces/table';
import { useRowKeys } from '../../pieces/use-row-keys';
import { rolesInWords } from '../../shell/roles';
import { PersonForm } from './person-form';

const route = getRouteApi('/people');

export function People() {
  useRowKeys();
  const query = useQuery(peopleQuery);
  const teams = useQuery(teamsQuery);
  const consultants = useQuery(consultantsQuery);
  const { person: chosen } = route.useSearch();
  const navigate = route.useNavigate();
  const close = () => void navigate({ search: {} });
  const person = query.data?.find(({ personId }) => personId === chosen);
  const isNew = chosen === 'new';
  return (
    <>
      <PageHead title="People" says="Who may sign in, and what they may do here.">
        <LinkButton to="/people" search={{ person: 'new' }} leftSection={<IconPlus size={18} aria-hidden />}>
          New person
        </LinkButton>
      </PageHead>
      <Card title="Everybody" note={query.data && count(query.data.length)}>
        <Loaded query={query} what="The people" safe="Whoever is signed in stays so.">
          {(people) => (people.length === 0 ? <Nobody /> : <PeopleTable people={people} chosen={chosen} />)}
        </Loaded>
      </Card>
      <Panel title={isNew ? 'New person' : (person?.name ?? 'Person')} opened={isNew || person !== undefined} onClose={close}>
        {teams.data && consultants.data && (isNew || person) && (
          <PersonForm key={chosen} person={person} teams={teams.data} consultants={consultants.data} onDone={close} />
        )}
      </Panel>
    </>
  );
}

const Nobody = () => (
  <Message icon={IconUsers} title="Nobody yet">
    Who comes by the company account and has a role there appears by themselves.
    <LinkButton to="/people" search={{ person: 'new' }} variant="default" size="xs">
      New person
    </LinkButton>
  </Message>
);

const PeopleTable = ({ people, chosen }: { people: readonly KnownPerson[]; chosen?: string }) => (
  <Table caption="People by name" columns={['Person', ['Role', 'wide'], ['Team', 'wide'], ['Signed in', 'wide'], 'State']}>
    {people.map((person) => (
      <tr key={person.personId} data-selected={person.personId === chosen || undefined}>
        <th scope="row">
          <Link to="/people" search={{ person: person.personId }} data-row>
            {person.name}
          </Link>
          <span className={styles.second} style={{ overflowWrap: 'anywhere' }}>
            {person.email}
          </span>
        </th>
        <td className={styles.wide}>{rolesInWords(person.roles)}</td>
        <td className={`${styles.dim} ${styles.wide}`}>{person.team?.name ?? '–'}</td>
        <td className={`${styles.dim} ${styles.wide}`}>{person.signedIn > 0 ? 'Now' : '–'}</td>
        <td>
          <ActiveBadge of={person} />
        </td>
      </tr>
    ))}
  </Table>
);

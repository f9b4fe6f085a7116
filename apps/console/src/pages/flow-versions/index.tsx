import { IconArchive, IconCircleCheck, IconClockPause } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { type FlowVersion, flowVersionsQuery } from '../../api/flow-definitions';
import { count, counted } from '../../formats/counts';
import { moment } from '../../formats/times';
import { Badge } from '../../pieces/badge';
import { Card } from '../../pieces/card';
import { LinkButton } from '../../pieces/link-button';
import { PageHead } from '../../pieces/page-head';
import { Panel } from '../../pieces/panel';
import pieces from '../../pieces/pieces.module.css';
import { Loaded } from '../../pieces/states';
import { Table } from '../../pieces/table';
import { Migrate } from './migrate';
import { Retire } from './retire';

const route = getRouteApi('/flow-versions');

/** The versions of the way a sale is made, and the open sales on each. */
export function FlowVersions() {
  const query = useQuery(flowVersionsQuery);
  const { migrate, retire } = route.useSearch();
  const navigate = route.useNavigate();
  const close = () => void navigate({ search: {} });
  const called = (version: string | undefined) => query.data?.find((one) => String(one.version) === version);
  const current = query.data?.find(({ state }) => state === 'current');
  const [moving, retiring] = [called(migrate), called(retire)];
  return (
    <>
      <PageHead title="Flow versions" says="A sale keeps the version that it began with, unless somebody moves it." />
      <Loaded query={query} what="The versions" safe="Sales go on without this page.">
        {(versions) => versions.map((version) => <Version key={version.version} of={version} />)}
      </Loaded>
      <Panel title={moving ? `Move the open sales of version ${moving.version}` : ''} opened={moving !== undefined} onClose={close}>
        {moving && current && <Migrate from={moving} to={current} onDone={close} />}
      </Panel>
      <Retire version={retiring} onClose={close} />
    </>
  );
}

const Version = ({ of: version }: { of: FlowVersion }) => (
  <Card
    title={`Version ${version.version}`}
    note={version.says}
    right={
      <>
        <State of={version} />
        {version.state === 'kept' && version.openSales > 0 && (
          <LinkButton to="/flow-versions" search={{ migrate: String(version.version) }} variant="default" size="xs">
            Move {counted(version.openSales, 'open sale')}
          </LinkButton>
        )}
        {version.state === 'kept' && version.openSales === 0 && (
          <LinkButton to="/flow-versions" search={{ retire: String(version.version) }} variant="default" size="xs">
            Retire version {version.version}
          </LinkButton>
        )}
      </>
    }
  >
    <Table
      caption={`Steps of version ${version.version}`}
      columns={['Step', 'Comes after']}
      foot={
        <tr>
          <th scope="row">Open sales</th>
          <td>{count(version.openSales)}</td>
        </tr>
      }
    >
      {version.steps.map(({ id, title, requires }) => (
        <tr key={id}>
          <th scope="row">{title}</th>
          <td className={pieces.dim}>{titles(version, requires) || 'It may be the first'}</td>
        </tr>
      ))}
    </Table>
  </Card>
);

const titles = ({ steps }: FlowVersion, ids: readonly string[]) =>
  ids.map((id) => steps.find((step) => step.id === id)?.title ?? id).join(', ');

function State({ of: { state, retired } }: { of: FlowVersion }) {
  if (state === 'current') {
    return (
      <Badge tone="ok" icon={IconCircleCheck}>
        New sales are made by it
      </Badge>
    );
  }
  if (state === 'retired') {
    return (
      <Badge tone="mute" icon={IconArchive}>
        Retired{retired ? ` ${moment(retired.at)} by ${retired.by}` : ''}
      </Badge>
    );
  }
  return (
    <Badge tone="mute" icon={IconClockPause}>
      Kept for its open sales
    </Badge>
  );
}

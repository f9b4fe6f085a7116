import { IconDeviceTv, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { boardsQuery } from '../../api/boards';
import { type Screen, screensQuery } from '../../api/screens';
import { count } from '../../formats/counts';
import { Card } from '../../pieces/card';
import { LinkButton } from '../../pieces/link-button';
import { PageHead } from '../../pieces/page-head';
import { Panel } from '../../pieces/panel';
import { Loaded, Message } from '../../pieces/states';
import { useRowKeys } from '../../pieces/use-row-keys';
import { ScreenForm } from './screen-form';
import { ScreenTable } from './screen-table';
import { Withdraw } from './withdraw';

const route = getRouteApi('/screens');

export function Screens() {
  useRowKeys();
  const query = useQuery(screensQuery);
  const boards = useQuery(boardsQuery);
  const { screen: chosen, withdraw } = route.useSearch();
  const navigate = route.useNavigate();
  const close = () => void navigate({ search: {} });
  const inUse = query.data?.filter(({ withdrawnAt }) => withdrawnAt === null);
  const named = (id?: string): Screen | undefined => inUse?.find(({ screenId }) => screenId === id);
  const screen = named(chosen);
  return (
    <>
      <PageHead title="Screens" says="The TVs on the wall: what each shows, and when it was last heard of.">
        <LinkButton to="/screens" search={{ screen: 'new' }} leftSection={<IconPlus size={18} aria-hidden />}>
          Pair a TV
        </LinkButton>
      </PageHead>
      <Card title="Paired TVs" note={inUse && count(inUse.length)}>
        <Loaded query={query} what="The screens" safe="The TVs go on showing their boards.">
          {() => (inUse?.length ? <ScreenTable screens={inUse} boards={boards.data ?? []} chosen={chosen} /> : <NoScreens />)}
        </Loaded>
      </Card>
      <Panel
        title={chosen === 'new' ? 'Pair a TV' : (screen?.name ?? 'Screen')}
        opened={chosen === 'new' || screen !== undefined}
        onClose={close}
      >
        {(chosen === 'new' || screen) && <ScreenForm key={chosen} screen={screen} boards={boards.data ?? []} onDone={close} />}
      </Panel>
      <Withdraw screen={named(withdraw)} onDone={close} />
    </>
  );
}

const NoScreens = () => (
  <Message icon={IconDeviceTv} title="No TV is paired">
    Open {window.location.host}/tv.html on a TV. It shows six digits, which you enter here.
    <LinkButton to="/screens" search={{ screen: 'new' }} variant="default" size="xs">
      Pair a TV
    </LinkButton>
  </Message>
);

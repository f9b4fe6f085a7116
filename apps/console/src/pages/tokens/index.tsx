import { IconCircleCheck, IconCircleMinus, IconKey, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { type ApiToken, tokensQuery } from '../../api/tokens';
import { count } from '../../formats/counts';
import { Badge } from '../../pieces/badge';
import { Card } from '../../pieces/card';
import { Age, At } from '../../pieces/figures';
import { LinkButton } from '../../pieces/link-button';
import { PageHead } from '../../pieces/page-head';
import { Panel } from '../../pieces/panel';
import styles from '../../pieces/pieces.module.css';
import { Loaded, Message } from '../../pieces/states';
import { Table } from '../../pieces/table';
import { ROLE_WORDS } from '../../shell/roles';
import { NewToken } from './new-token';
import { Revoke } from './revoke';

const route = getRouteApi('/tokens');

export function Tokens() {
  const query = useQuery(tokensQuery);
  const { token: chosen, revoke } = route.useSearch();
  const navigate = route.useNavigate();
  const close = () => void navigate({ search: {} });
  return (
    <>
      <PageHead title="API tokens" says="What scripts sign in with. Each does what its role may do, and nothing else.">
        <LinkButton to="/tokens" search={{ token: 'new' }} leftSection={<IconPlus size={18} aria-hidden />}>
          New token
        </LinkButton>
      </PageHead>
      <Card title="All tokens" note={query.data && count(query.data.length)}>
        <Loaded query={query} what="The tokens" safe="They go on working.">
          {(tokens) => (tokens.length === 0 ? <NoTokens /> : <TokenTable tokens={tokens} />)}
        </Loaded>
      </Card>
      <Panel title="New token" opened={chosen === 'new'} onClose={close}>
        {chosen === 'new' && <NewToken onDone={close} />}
      </Panel>
      <Revoke token={query.data?.find(({ tokenId, revokedAt }) => tokenId === revoke && revokedAt === null)} onDone={close} />
    </>
  );
}

const NoTokens = () => (
  <Message icon={IconKey} title="No token yet">
    A script needs one to call the API.
    <LinkButton to="/tokens" search={{ token: 'new' }} variant="default" size="xs">
      New token
    </LinkButton>
  </Message>
);

const TokenTable = ({ tokens }: { tokens: readonly ApiToken[] }) => (
  <Table
    caption="API tokens, those that work first"
    columns={['Script', ['May do what is for', 'wide'], ['Made', 'wide'], ['Last used', 'wide'], 'State', ['Revoke', 'unseen']]}
  >
    {tokens.map((token) => (
      <TokenRow key={token.tokenId} token={token} />
    ))}
  </Table>
);

const TokenRow = ({ token }: { token: ApiToken }) => (
  <tr>
    <th scope="row">{token.name}</th>
    <td className={styles.wide}>{ROLE_WORDS[token.role][1]}</td>
    <td className={`${styles.dim} ${styles.wide}`}>
      <At of={token.madeAt} />
      <span className={styles.second}>by {token.madeBy}</span>
    </td>
    <td className={`${styles.dim} ${styles.wide}`}>
      <Age of={token.lastUsedAt} />
    </td>
    <td>
      {token.revokedAt === null ? (
        <Badge tone="ok" icon={IconCircleCheck}>
          Works
        </Badge>
      ) : (
        <Badge tone="mute" icon={IconCircleMinus}>
          Revoked by {token.revokedBy}
        </Badge>
      )}
    </td>
    <td className={styles.number}>
      {token.revokedAt === null && (
        <Link to="/tokens" search={{ revoke: token.tokenId }} className={styles.smallButton} aria-label={`Revoke ${token.name}`}>
          Revoke
        </Link>
      )}
    </td>
  </tr>
);

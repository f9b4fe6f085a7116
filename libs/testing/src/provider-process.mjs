// A real OpenID Connect provider (oidc-provider) for one client and the accounts that the test names, in a process of its own.
import { once } from 'node:events';
import { createServer } from 'node:http';
import Provider from 'oidc-provider';

const { redirectUri, clientId, clientSecret, accounts } = JSON.parse(process.env.PROVIDER);

const server = createServer().listen(0, '127.0.0.1');
await once(server, 'listening');
const issuer = `http://127.0.0.1:${server.address().port}`;
const provider = new Provider(issuer, {
  clients: [
    {
      client_id: clientId,
      client_secret: clientSecret,
      redirect_uris: [redirectUri],
      grant_types: ['authorization_code'],
      response_types: ['code'],
    },
  ],
  claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'groups'] },
  findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id, ...accounts[id] }) }),
  pkce: { required: () => true },
  cookies: { keys: ['of a test'] },
  features: { devInteractions: { enabled: true } },
});
server.on('request', provider.callback());
process.send({ issuer });
process.once('disconnect', () => process.exit(0));

import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';

export interface Account {
  readonly name?: string;
  readonly email?: string;
  readonly email_verified?: boolean;
  readonly groups?: readonly string[];
}

const CLIENT = { clientId: 'takings', clientSecret: 'a secret of the test' };

/** A real OpenID Connect provider, and what the back office needs to know of it. */
export class CompanyAccount {
  private constructor(
    readonly env: Readonly<Record<string, string>>,
    private readonly end: () => Promise<void>,
  ) {}

  static async start(accounts: Readonly<Record<string, Account>>): Promise<CompanyAccount> {
    const port = await freePort();
    const publicUrl = `http://127.0.0.1:${port}`;
    const known = { ...CLIENT, redirectUri: `${publicUrl}/api/sign-in/oidc/callback`, accounts };
    const child = fork(join(__dirname, 'provider-process.mjs'), {
      env: { PROVIDER: JSON.stringify(known) },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      execArgv: [],
    });
    const [{ issuer }] = (await once(child, 'message')) as [{ issuer: string }];
    const env = {
      ...{ PORT: `${port}`, PUBLIC_URL: publicUrl, OIDC_ISSUER: issuer },
      ...{ OIDC_CLIENT_ID: CLIENT.clientId, OIDC_CLIENT_SECRET: CLIENT.clientSecret },
    };
    return new CompanyAccount(env, async () => {
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    });
  }

  close() {
    return this.end();
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}

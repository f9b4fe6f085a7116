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

/** A browser as far as signing in goes: it follows where it is sent, keeps cookies, and fills in the provider's forms. */
export class Visitor {
  private readonly cookies = new Map<string, string>();

  get headers() {
    return { cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ') };
  }

  async ask(url: string, form?: Readonly<Record<string, string>>): Promise<Response> {
    const body = form && new URLSearchParams(form);
    const answer = await fetch(url, { method: form ? 'POST' : 'GET', headers: this.headers, body, redirect: 'manual' });
    for (const set of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      if (value === '') this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return answer;
  }

  /** Signs in at the provider as `login`; resolves to the address, ours again, to which it sends the browser back. */
  async signsIn(begin: string, login: string): Promise<string> {
    let at = begin;
    for (let step = 0; step < 12; step++) {
      const forms = at.includes('/interaction/');
      const prompt = forms ? /name="prompt" value="(\w+)"/.exec(await (await this.ask(at)).text())?.[1] : undefined;
      const answer = await this.ask(at, prompt === undefined ? undefined : { prompt, login, password: 'any' });
      const next = answer.headers.get('location');
      if (!next) throw new Error(`${at} was answered ${answer.status}: ${(await answer.text()).slice(0, 300)}`);
      at = new URL(next, at).href;
      if (at.includes('/callback?')) return at;
    }
    throw new Error(`it never came back; it is at ${at}`);
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

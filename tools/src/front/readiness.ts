import type { Supervised } from '../supervision/supervised';

const PATIENCE_MS = 2_000;

type App = Pick<Supervised, 'name' | 'port'>;

/** Asks every app that is `expected` whether it is ready; what is not, with the reason. Empty when all are. */
export async function readiness(expected: readonly string[], apps: readonly App[]): Promise<Record<string, string>> {
  const port = (name: string) => apps.find((app) => app.name === name)?.port;
  const answers = await Promise.all(expected.map(async (name) => [name, await faultAt(port(name))] as const));
  return Object.fromEntries(answers.filter((answer): answer is [string, string] => answer[1] !== undefined));
}

async function faultAt(port: number | undefined): Promise<string | undefined> {
  if (port === undefined) return 'is being started';
  try {
    const response = await fetch(`http://127.0.0.1:${port}/ready`, { signal: AbortSignal.timeout(PATIENCE_MS) });
    const body = (await response.json()) as { faults?: Record<string, string> };
    if (response.ok) return undefined;
    return (
      Object.entries(body.faults ?? {})
        .map(([what, why]) => `${what}: ${why}`)
        .join('; ') || `answered ${response.status}`
    );
  } catch (error) {
    return error instanceof Error && error.name === 'TimeoutError' ? 'does not answer' : 'cannot be reached';
  }
}

import './servers.setup';

export default async function stopServers(): Promise<void> {
  await globalThis.stopTestServers?.();
}

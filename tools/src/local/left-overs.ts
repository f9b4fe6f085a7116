import { endProcess } from '../supervision/end-process';
import { isAlive, type ProcessIdentity } from '../supervision/process-identity';
import type { Supervised } from '../supervision/supervised';
import type { DataFolder } from './data-folder';

const FILE = 'processes.json';

/** Writes down who runs, so that a later start finds what a killed supervisor left behind. */
export function noteProcesses(data: DataFolder, all: readonly Supervised[]) {
  const running = all.filter(({ identity }) => identity !== undefined).map(({ name, identity }) => ({ name, ...identity }));
  data.write(FILE, `${JSON.stringify(running, null, 2)}\n`);
}

/** Ends what a killed supervisor left running. Each is known by its id and the moment it started, so no other process is ever hit. */
export async function endLeftOvers(data: DataFolder, says: (line: string) => void): Promise<void> {
  const left = parse(data.read(FILE)).filter((process) => isAlive(process));
  if (left.length === 0) return;
  says(`The last start was killed; ending what it left behind: ${left.map(({ name }) => name).join(', ')}`);
  // The database is left to its own rule: see clearStaleServer.
  await Promise.all(left.filter(({ name }) => name !== 'postgres').map((process) => endProcess(process)));
}

function parse(text: string | undefined): (ProcessIdentity & { name: string })[] {
  try {
    return JSON.parse(text ?? '[]');
  } catch {
    return [];
  }
}

import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A process id alone may name another process tomorrow; together with its start it names one process only. */
export interface ProcessIdentity {
  readonly pid: number;
  /** When it started, in words of the system that are only compared with one another. */
  readonly started: string;
}

/** Undefined when there is no such process (a zombie, ended but not yet collected by its parent, counts as none). */
export function identify(pid: number): ProcessIdentity | undefined {
  const started = process.platform === 'linux' ? startedOnLinux(pid) : startedByPs(pid);
  return started === undefined ? undefined : { pid, started };
}

export function isAlive({ pid, started }: ProcessIdentity): boolean {
  return identify(pid)?.started === started;
}

/** The ticks since boot, with the boot's id: a restart of the machine counts anew. See proc_pid_stat(5), fields 3 and 22. */
function startedOnLinux(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z' || fields[0] === 'X') return undefined;
    return `${fields[19]}@${readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim()}`;
  } catch {
    return undefined;
  }
}

function startedByPs(pid: number): string | undefined {
  const { status, stdout } = spawnSync('ps', ['-o', 'state=,lstart=', '-p', String(pid)], { encoding: 'utf8' });
  const line = stdout?.trim() ?? '';
  return status === 0 && line !== '' && !line.startsWith('Z') ? line.replace(/^\S+\s+/, '') : undefined;
}

import { userInfo } from 'node:os';

/** Who sits at the terminal, as the audit will name them. A container may run as a user without a name. */
export function nameOfPerson(): string {
  try {
    return userInfo().username.slice(0, 100);
  } catch {
    return `user ${process.getuid?.() ?? 'unknown'}`;
  }
}

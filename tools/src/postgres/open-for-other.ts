import { closeSync, openSync } from 'node:fs';

/**
 * As root the server runs as another user, who may not enter a private folder (a clone in /root, or one of mode 700). What is already
 * open he may use: Linux resolves `/proc/self/fd/3` to the open folder itself and asks nothing about the folders above it. So the data
 * stay where the person wants them, and nobody's permissions are widened.
 */
export class OpenForOther {
  /** Handed to the child as descriptors 3 and up. */
  readonly files: number[] = [];

  constructor(private readonly needed: boolean) {}

  /** How the child names what we call `path`. */
  path(path: string): string {
    if (!this.needed) return path;
    return `/proc/self/fd/${2 + this.files.push(openSync(path, 'r'))}`;
  }

  close() {
    for (const file of this.files.splice(0)) closeSync(file);
  }
}

import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { ApiTokens } from './api-tokens';

/** In whose name a script on this machine does what it does. */
const NAME = 'local operator';

/** Writes an API token for admin into a file that its owner alone can read, for the scripts of this machine. One that still counts is kept. */
@Injectable()
export class TokenFile implements OnApplicationBootstrap {
  private readonly log = new Logger('TokenFile');

  constructor(
    private readonly tokens: ApiTokens,
    private readonly path: string | undefined,
  ) {}

  async onApplicationBootstrap() {
    if (this.path === undefined || (await this.counts(this.path))) return;
    const { token } = await this.tokens.make(NAME, 'admin', 'Takings');
    const draft = `${this.path}.new`;
    writeFileSync(draft, `${token}\n`, { mode: 0o600 });
    renameSync(draft, this.path);
    this.log.log(`an API token for the scripts of this machine is in ${this.path}`);
  }

  private async counts(path: string): Promise<boolean> {
    try {
      await this.tokens.personOf(readFileSync(path, 'utf8').trim());
      return true;
    } catch {
      return false;
    }
  }
}

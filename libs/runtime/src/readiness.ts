import { Injectable } from '@nestjs/common';

/** Says whether this process may be given work. Whoever has a condition adds it; a check answers `true` or the reason why not. */
@Injectable()
export class Readiness {
  private readonly checks = new Map<string, () => Promise<true | string> | true | string>();

  add(name: string, check: () => Promise<true | string> | true | string) {
    this.checks.set(name, check);
  }

  async faults(): Promise<Record<string, string>> {
    const answers = await Promise.all(
      [...this.checks].map(async ([name, check]) => {
        try {
          return [name, await check()] as const;
        } catch (error) {
          return [name, String(error)] as const;
        }
      }),
    );
    return Object.fromEntries(answers.filter((answer): answer is [string, string] => answer[1] !== true));
  }
}

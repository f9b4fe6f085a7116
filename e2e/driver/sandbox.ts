import type { XeroInvoice } from '@takings/tools';

/** A mail as the mail server keeps it; header names in lower case. */
export interface Mail {
  readonly messageId: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly receivedAt: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface JournalEntry {
  readonly id: number;
  readonly method: string;
  readonly path: string;
  readonly status: number | null;
  readonly at: string;
}

export interface Quota {
  readonly minute: {
    readonly limit: number;
    readonly used: number;
    readonly usedByOthers: number;
    readonly startedAt: string;
    readonly resetsAt: string;
  };
  readonly refused: Readonly<Record<'minute' | 'day' | 'concurrent', number>>;
}

/** The stand-ins for the outside: what they have in their books, and the switches that break them. */
export class Sandbox {
  constructor(private readonly url: string) {}

  mails(): Promise<Mail[]> {
    return this.lines('books/mails');
  }

  xeroInvoices(): Promise<XeroInvoice[]> {
    return this.lines('books/xero-invoices');
  }

  /** Every request that a provider got, in order of arrival. */
  async journal(provider: 'xero' | 'securetrading' | 'smtp'): Promise<JournalEntry[]> {
    const all: JournalEntry[] = [];
    while (true) {
      const answer = await this.ask(`journal?provider=${provider}&limit=10000&after=${all.at(-1)?.id ?? 0}`);
      const page = (await answer.json()) as JournalEntry[];
      if (page.length === 0) return all;
      all.push(...page);
    }
  }

  /** How much of Xero's limits is used up, and how many calls were refused for them. */
  async quota(): Promise<Quota> {
    return (await this.ask('xero/quota')).json() as Promise<Quota>;
  }

  /** Another app of the same organisation calls Xero. */
  async foreignCall(): Promise<void> {
    await this.foreignCalls(1);
  }

  async foreignCalls(count: number): Promise<void> {
    await this.ask('xero/foreign-calls', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ count }),
    });
  }

  async switchFaults(faults: Readonly<Record<string, unknown>>): Promise<void> {
    await this.ask('faults', { method: 'PUT', headers: { 'content-type': 'application/json' }, body: JSON.stringify(faults) });
  }

  async archiveContact(customerRef: string): Promise<void> {
    await this.ask(`xero/contacts/${customerRef}/archive`, { method: 'POST' });
  }

  async restoreContact(customerRef: string): Promise<void> {
    await this.ask(`xero/contacts/${customerRef}/restore`, { method: 'POST' });
  }

  /** NDJSON: one value on each line. */
  private async lines<Row>(path: string): Promise<Row[]> {
    const text = await (await this.ask(path)).text();
    return text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Row);
  }

  private async ask(path: string, init?: RequestInit): Promise<Response> {
    const answer = await fetch(`${this.url}/sandbox/api/${path}`, init);
    if (!answer.ok) throw new Error(`${path} was answered ${answer.status}: ${await answer.text()}`);
    return answer;
  }
}

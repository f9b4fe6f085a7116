import { Injectable } from '@nestjs/common';
import { type DataOf, TestMailAnswered, TestMailRequested } from '@takings/contracts';
import { RegisteredMail, Sender } from '@takings/mail';
import type { Done, Stage, Tx, Work } from '@takings/messaging';
import { keyOf, TestMail } from './test-mail';

type Taken = typeof TestMailRequested;
type Sent = Awaited<ReturnType<TestMail['send']>>;

const DOUBT = 'Nobody knows whether the mail server took the mail. See whether it has arrived, then try again.';

/** Safe to repeat: the register of mails knows what went out. Only a sending whose answer was lost is repeated, once and marked. */
@Injectable()
export class SendTestMail implements Stage<Taken, undefined, Sent> {
  readonly name = 'send-test-mail';
  readonly takes = [TestMailRequested];

  constructor(
    private readonly test: TestMail,
    private readonly mail: RegisteredMail,
    private readonly sender: Sender,
  ) {}

  key = ({ checkId }: DataOf<Taken>) => `send-test-mail:${checkId}`;

  act({ data }: Work<Taken>) {
    return this.test.send(data);
  }

  async record({ data, result }: Done<Taken, undefined, Sent>, tx: Tx) {
    if (result.outcome === 'away') await this.mail.withdraw(keyOf(data), await tx.manager());
    else await this.mail.settle(keyOf(data), result, tx);
    const says = 'reason' in result ? result.reason : result.outcome === 'unknown' ? DOUBT : undefined;
    return [
      TestMailAnswered.of({
        checkId: data.checkId,
        checkedAt: new Date().toISOString(),
        findings: says === undefined ? [] : [{ what: 'mail server', says }],
        server: this.sender.server,
      }),
    ];
  }
}

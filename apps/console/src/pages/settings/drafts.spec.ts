import { draftOf as approvalDraft, policyOf } from './approval-draft';
import { paragraphsIn, typed, withWords, wordsOf } from './mail-words';
import { cronOf, draftOf as scheduleDraft } from './schedule-draft';

const gbp = (totalMinor: number) => [{ currency: 'GBP', totalMinor }];
const policy = { automaticUpTo: gbp(1_029), onePersonUpTo: gbp(500_000), stopUpTo: null, approvers: ['finance-manager' as const] };

describe('a policy', () => {
  it.each([[policy], [{ ...policy, automaticUpTo: [], onePersonUpTo: [] }], [{ ...policy, onePersonUpTo: null, stopUpTo: gbp(1) }]])(
    '%j comes out of the form as it went in',
    (held) => expect(policyOf(approvalDraft(held))).toEqual(held),
  );

  it.each(['', '5,000', '1.234', '-1', 'a lot'])('with a limit of %j is refused at its field', (amount) => {
    const draft = { ...approvalDraft(policy), automaticUpTo: [{ currency: 'GBP', amount }] };
    expect(policyOf(draft)).toMatchObject({ field: 'automaticUpTo.0.totalMinor' });
  });

  it('with two limits of one currency is refused', () => {
    const twice = [...Array(2)].map(() => ({ currency: 'GBP', amount: '5' }));
    expect(policyOf({ ...approvalDraft(policy), automaticUpTo: twice })).toMatchObject({ field: 'automaticUpTo.1.totalMinor' });
  });
});

describe('a schedule', () => {
  it.each(['0 6 * * 2,5', '30 17 * * 0', '5 0 * * *', '*/5 6 * * *', '0 6 1 * *'])('%s comes out of the form as it went in', (cron) =>
    expect(cronOf(scheduleDraft({ on: true, cron }))).toBe(cron),
  );

  it('without a day, or without a time, is none', () => {
    const draft = scheduleDraft({ on: true, cron: '0 6 * * 2' });
    expect([cronOf({ ...draft, days: [] }), cronOf({ ...draft, time: '' })]).toEqual([undefined, undefined]);
  });
});

describe('the words of a mail', () => {
  const standard = { subject: 'Invoice {number}', paragraphs: ['Dear {customer},', 'see below.'] };
  const kinds = [{ kind: 'invoice' as const, placeholders: ['number'], standard }];
  const held = { setting: null, kinds, revision: 0, changedBy: null, changedAt: null, history: [] };

  it('are paragraphs with empty lines between them, however they are broken', () => {
    expect(paragraphsIn(typed(standard.paragraphs))).toEqual(standard.paragraphs);
    expect(paragraphsIn('  one\ntwo\n \n\nthree \n\n')).toEqual(['one two', 'three']);
  });

  it('are the own ones where they differ from the standard, and no others', () => {
    const own = { kind: 'invoice' as const, subject: 'Yours', paragraphs: ['Now.'] };
    expect(wordsOf(held, 'invoice')).toBe(standard);
    const texts = withWords(held, own);
    expect(texts).toEqual([own]);
    expect(wordsOf({ ...held, setting: { texts } }, 'invoice')).toBe(own);
    expect(withWords({ ...held, setting: { texts } }, { kind: 'invoice', ...standard })).toEqual([]);
  });
});

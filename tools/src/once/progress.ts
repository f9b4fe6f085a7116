import type { Run, Step } from '../product/views';

const BAR_WIDTH = 30;

/** A few lines that fit any terminal: one for each stage, with its bar. */
export function progressTable(run: Run): string {
  if (run.state === 'collecting') return '  Gathering the charges that are due into invoices ...';
  if (run.state === 'waiting-for-approval')
    return `  ${run.invoices} invoices wait for approval: the policy wants it from people in the console ...`;
  const { invoices, stages, ended, needsYou } = run;
  const width = `${invoices}`.length;
  const row = (name: string, done: number, of: number, note = '') =>
    `  ${name.padEnd(16)} ${bar(done, of)} ${`${done}`.padStart(width)} of ${of}${note}`;
  const step = (name: string, { done, failed, arrived }: Step, of: number, refused: string) =>
    row(name, done, Math.max(of, arrived), failed > 0 ? `, ${failed} ${refused}` : '');
  return [
    step('Filed in Xero', stages.filed, invoices, 'rejected'),
    step('Mailed', stages.mailed, invoices, 'undeliverable'),
    step('Debited', stages.debited, invoices, 'not debited'),
    step('Payment in Xero', stages.recorded, 0, 'rejected'),
    step('Payer told', stages.notified, 0, 'unreachable'),
    row('At its end', ended, invoices, needsYou > 0 ? `, ${needsYou} for a person to decide` : ''),
    ...estimate(run),
  ].join('\n');
}

/** The same in one line, for a log. */
export function progressLine({ state, invoices, ended, needsYou, stages }: Run): string {
  if (state === 'collecting') return 'gathering the charges that are due';
  if (state === 'waiting-for-approval') return `${invoices} invoices wait for approval by people in the console`;
  const { filed, mailed, debited, recorded, notified } = stages;
  return `${ended} of ${invoices} at their end: ${filed.done} filed, ${mailed.done} mailed, ${debited.done} debited, ${debited.failed} not debited, ${recorded.done} recorded, ${notified.done} told, ${needsYou} for a person to decide`;
}

/** Local time; seconds would pretend to know more than a limit of calls a minute can tell. */
function estimate({ estimatedEnd }: Run): string[] {
  if (!estimatedEnd) return [];
  return [
    `  Xero's limits let it be done by ${new Date(estimatedEnd).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })}`,
  ];
}

function bar(done: number, of: number): string {
  const full = of === 0 ? 0 : Math.floor((Math.min(done, of) / of) * BAR_WIDTH);
  return '█'.repeat(full) + '░'.repeat(BAR_WIDTH - full);
}

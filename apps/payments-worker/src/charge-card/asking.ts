/** When the waits of the schedule are used up, the bank is still asked this often, for ever: only its answer ends an uncertain charge. */
export const ASK_FOR_EVER_MS = 6 * 60 * 60 * 1000;

/** How long to wait before the next question, after so many that were answered. */
export const waitBefore = (answeredAsks: number, scheduleMs: readonly number[]) => scheduleMs[answeredAsks] ?? ASK_FOR_EVER_MS;

/** How long the bank is asked before a person is told. Time, not questions: a bank that cannot be asked must not keep it quiet. */
export const patienceMs = (scheduleMs: readonly number[]) => scheduleMs.reduce((sum, wait) => sum + wait, 0);

export const later = (from: Date, byMs: number) => new Date(from.getTime() + byMs);

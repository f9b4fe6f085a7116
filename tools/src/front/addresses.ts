/** What a person finds behind the one port: the path, its name, what it is for. The terminal and the front page list them. */
export const ADDRESSES = [
  ['/boards', 'Console', 'the sales desk, leaderboards and their screens, customers, prices, teams'],
  ['/tv.html#/floor', 'Wallboard', 'who leads today, for the screens on the wall'],
  ['/sandbox/mail', 'Mailbox', 'what payers and finance were sent, with its PDFs'],
  ['/sandbox/rehearsal', 'Rehearsal', 'break a provider on purpose and see what becomes of the invoices'],
  ['/api/docs', 'API', 'import charges, start runs, follow invoices, settle what is stuck'],
  ['/api/invoices', 'Invoices', 'each with its state and amounts, as JSON'],
  ['/api/stuck?state=open', 'Stuck', 'what waits for a person, and why, as JSON'],
  ['/ready', 'Ready', '200 when every app is'],
] as const;

// The world outside, in a process of its own: Xero, Secure Trading and a mail server that take as long for each call as they are told.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { CALL_MS } from '../settings.mjs';
import { SecureTrading } from './secure-trading.mjs';
import { Smtp } from './smtp.mjs';
import { Xero } from './xero.mjs';

const afterAWhile = () => wait(CALL_MS);
const [xero, secureTrading, smtp] = [new Xero(afterAWhile), new SecureTrading(afterAWhile), new Smtp(afterAWhile)];

const http = createServer({ noDelay: true, keepAliveTimeout: 60_000 }, async (request, response) => {
  try {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString();
    const isXero = request.url.startsWith('/xero');
    const answer = isXero ? await xero.answer(request.method, request.url, body) : await secureTrading.answer(body);
    response.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers });
    response.end(JSON.stringify(answer.body));
  } catch (error) {
    process.stderr.write(`${error.stack}\n`);
    response.writeHead(400).end();
  }
});

await Promise.all([once(http.listen(0, '127.0.0.1'), 'listening'), once(smtp.server.listen(0, '127.0.0.1'), 'listening')]);
const base = `http://127.0.0.1:${http.address().port}`;
process.on('disconnect', () => process.exit(0));
process.on('message', () =>
  process.send({
    invoices: xero.invoices.size,
    payments: xero.payments,
    charges: secureTrading.charges.size,
    mails: smtp.mails,
    mailBytes: smtp.bytes,
    xeroCalls: { ...xero.calls },
  }),
);
process.send({
  xeroUrl: `${base}/xero`,
  secureTradingUrl: `${base}/securetrading/json/`,
  smtpUrl: `smtp://127.0.0.1:${smtp.server.address().port}`,
});

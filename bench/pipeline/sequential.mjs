// The peer: a script that takes one invoice after the other through the same calls. It keeps its connections, makes the same PDF and
// writes the same letters, and keeps no records: no database, no queue.
import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { createTransport } from 'nodemailer';
import { z } from 'zod';
import { invoices } from './invoices.mjs';
import { mailEnv } from './settings.mjs';

const require = createRequire(import.meta.url);
const { companyOf, formatDay, Letters, mailSettings, TEXTS } = require('@takings/mail');
const { formatMoney } = require('@takings/money');
const { PdfMaker } = require('../../apps/invoice-mailer/dist/invoice-pdf/pdf-maker.js');

const { xeroUrl, secureTradingUrl, smtpUrl } = JSON.parse(process.env.PROVIDERS);
const company = companyOf(z.object(mailSettings).parse(mailEnv(smtpUrl)));
const [pdfs, letters] = [new PdfMaker(company), new Letters(company, TEXTS)];
const smtp = createTransport(smtpUrl, { pool: true, maxConnections: 1 });

async function call(method, url, body) {
  const answer = await fetch(url, {
    method,
    headers: {
      'content-type': 'application/json',
      accept: 'application/json',
      authorization: 'Bearer bench',
      'idempotency-key': randomUUID(),
    },
    body: JSON.stringify(body),
  });
  if (answer.status !== 200) throw new Error(`${method} ${url}: ${answer.status}`);
  return answer.json();
}

const xero = async (method, plural, element) =>
  (await call(method, `${xeroUrl}/api.xro/2.0/${plural}?summarizeErrors=false`, { [plural]: [element] }))[plural][0];

const TAX_TYPES = { 20: 'OUTPUT2', 0: 'ZERORATEDOUTPUT' };

async function file(invoice) {
  const { ContactID } = await xero('POST', 'Contacts', {
    ContactNumber: invoice.customerRef,
    Name: invoice.customerName,
    EmailAddress: invoice.customerEmail,
  });
  return xero('PUT', 'Invoices', {
    Type: 'ACCREC',
    Status: 'AUTHORISED',
    Contact: { ContactID },
    InvoiceNumber: invoice.invoiceNumber,
    Reference: invoice.invoiceId,
    Date: invoice.issuedOn,
    DueDate: invoice.dueOn,
    CurrencyCode: invoice.currency,
    LineAmountTypes: 'Exclusive',
    LineItems: invoice.lines.map(({ description, quantity, unitPrice, vatRate }) => ({
      Description: description,
      Quantity: Number(quantity),
      UnitAmount: Number(unitPrice),
      AccountCode: '200',
      TaxType: TAX_TYPES[vatRate],
    })),
  });
}

const mail = (invoice, letter, attachments = []) =>
  smtp.sendMail({
    from: { name: company.name, address: company.email },
    to: { name: invoice.customerName, address: invoice.customerEmail },
    ...letter,
    attachments,
  });

async function charge(invoice) {
  const request = {
    requestreference: `A${invoice.invoiceId.slice(0, 8)}`,
    sitereference: 'test_bench',
    requesttypedescriptions: ['AUTH'],
    accounttypedescription: 'RECUR',
    parenttransactionreference: invoice.cardRef,
    baseamount: String(invoice.totalMinor),
    currencyiso3a: invoice.currency,
    orderreference: `${invoice.invoiceNumber}-1`,
    credentialsonfile: '2',
  };
  const { response } = await call('POST', secureTradingUrl, { alias: 'bench@example.com', version: '1.00', request: [request] });
  return response[0].transactionreference;
}

async function takeThrough(invoice) {
  const { InvoiceID } = await file(invoice);
  const [amount, due] = [formatMoney(invoice.totalMinor, invoice.currency), formatDay(invoice.dueOn)];
  const words = { customer: invoice.customerName, number: invoice.invoiceNumber, amount, due };
  const filed = { ...invoice, xeroInvoiceId: InvoiceID, amountDueMinor: invoice.totalMinor };
  await mail(invoice, letters.write('invoice', words), [{ filename: `${invoice.invoiceNumber}.pdf`, content: await pdfs.make(filed) }]);
  const reference = await charge(invoice);
  await xero('PUT', 'Payments', {
    Invoice: { InvoiceID },
    Account: { Code: '090' },
    Date: '2026-12-05',
    Amount: invoice.totalMinor / 100,
    Reference: reference,
  });
  await mail(invoice, letters.write('debited', { ...words, paidOn: formatDay('2026-12-05') }));
}

process.on('disconnect', () => process.exit(0));
process.on('message', async ({ count }) => {
  const start = process.hrtime.bigint();
  for (const invoice of invoices(count)) await takeThrough(invoice);
  process.send({ perSecond: count / (Number(process.hrtime.bigint() - start) / 1e9) });
});
process.send({ ready: true });

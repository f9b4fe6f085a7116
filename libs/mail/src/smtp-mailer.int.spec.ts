/** @servers any: it has a mail server of its own and no other. */
import { Unavailable, Uncertain } from '@takings/runtime';
import type { MailConfig } from './mail-settings';
import { SmtpMailer } from './smtp-mailer';
import { aMail, aMailConfig, FakeSmtpServer, type FakeSmtpOptions } from './testing';

describe('mail by SMTP', () => {
  let server: FakeSmtpServer;
  let mailers: SmtpMailer[] = [];
  const start = async (options: FakeSmtpOptions = {}) => {
    server = await FakeSmtpServer.start(options);
    return mailer();
  };
  const mailer = (changes: Partial<Record<keyof MailConfig, string>> = {}) => {
    const made = new SmtpMailer(aMailConfig({ SMTP_URL: server.url, ...changes }));
    mailers.push(made);
    return made;
  };
  const to = (address: string, name = 'Acme Trading') => aMail({ to: { name, address } });

  afterEach(async () => {
    for (const made of mailers) made.onApplicationShutdown();
    mailers = [];
    await server.close();
  });

  it('arrives as written, with its marks', async () => {
    const smtp = await start();
    const bytes = Buffer.from('%PDF-1.3 £ any bytes \u0000\u00ff', 'latin1');
    const sent = await smtp.send(aMail({ attachments: [{ filename: 'TK-17.pdf', contentType: 'application/pdf', bytes }] }));
    expect(sent).toEqual({ outcome: 'sent', serverSaid: '250 OK: queued as 1' });
    const [mail] = server.mails;
    expect(Object.fromEntries(mail!.headers)).toMatchObject({
      from: '"Brightwater Services Ltd" <invoices@brightwater.example>'.replaceAll('"', ''),
      to: 'Acme Trading <ap@acme.example>',
      'reply-to': 'accounts@brightwater.example',
      subject: 'Invoice TK-17',
      'message-id': '<TK-17-invoice@brightwater.example>',
      'auto-submitted': 'auto-generated',
      'x-takings-invoice': 'TK-17',
      'x-takings-kind': 'invoice',
    });
    expect(mail!.headers.has('x-takings-possibly-twice')).toBe(false);
    expect(mail!.part('text/plain').toString()).toContain('please find attached');
    expect(mail!.part('text/html').toString()).toContain('<p>Dear Acme');
    expect(mail!.attachment('TK-17.pdf')).toEqual(bytes);
  });

  it('carries a mark when it may have been sent before', async () => {
    const smtp = await start();
    await smtp.send(aMail({ possiblyTwice: true }));
    expect(server.mails[0]!.headers.get('x-takings-possibly-twice')).toBe('yes');
  });

  it('lets no value begin a header or add a recipient', async () => {
    const smtp = await start();
    const evil = 'Eve\r\nBcc: eve@evil.example\r\n\r\nbody\u2028X-Evil: 1';
    await smtp.send(aMail({ to: { name: evil, address: 'ap@acme.example' }, subject: evil, invoiceNumber: evil }));
    expect(await smtp.send(to('ap@acme.example>\r\nRCPT TO:<eve@evil.example'))).toMatchObject({ outcome: 'refused' });
    expect(server.mails).toHaveLength(1);
    expect(server.mails[0]!.to).toBe('ap@acme.example');
    expect([...server.mails[0]!.headers.keys()]).not.toEqual(expect.arrayContaining(['bcc']));
    expect([...server.mails[0]!.headers.keys()].filter((name) => name.startsWith('x-evil'))).toEqual([]);
  });

  it('takes names of 255 signs with quotes and umlauts', async () => {
    const smtp = await start();
    const name = `Müller & Söhne "Der Name" <x@y.example>, O'Brien; `.repeat(6).slice(0, 255);
    expect(await smtp.send(to('ap@acme.example', name))).toMatchObject({ outcome: 'sent' });
    expect(server.mails.map(({ to }) => to)).toEqual(['ap@acme.example']);
  });

  describe('to an address with umlauts', () => {
    it('writes the domain in ASCII', async () => {
      const smtp = await start({ without: ['SMTPUTF8'] });
      expect(await smtp.send(to('rechnung@bücher.example'))).toMatchObject({ outcome: 'sent' });
      expect(server.mails[0]!.to).toMatch(/^rechnung@(bücher|xn--bcher-kva)\.example$/);
      expect(server.mails[0]!.headers.get('to')).toBe('Acme Trading <rechnung@xn--bcher-kva.example>');
    });

    it('before the @ goes to a server that takes it', async () => {
      const smtp = await start();
      expect(await smtp.send(to('jörg@bücher.example'))).toMatchObject({ outcome: 'sent' });
      expect(server.mails[0]!.to).toMatch(/^jörg@/);
    });

    it('before the @ is refused in a sentence where the server does not', async () => {
      const smtp = await start({ without: ['SMTPUTF8'] });
      const answer = await smtp.send(to('jörg@acme.example'));
      expect(answer).toEqual({ outcome: 'refused', reason: expect.stringContaining('“jörg@acme.example”') });
      expect(server.mails).toHaveLength(0);
    });
  });

  describe.each([[true], [false]])('to a server that %s offers pipelining', (pipelining) => {
    const options = { without: pipelining ? [] : ['PIPELINING' as const] };

    it('is refused in the server’s words when it answers 550 to the address, and the connection is kept', async () => {
      await start(options);
      const smtp = mailer({ SMTP_CONNECTIONS: '1' });
      server.treat('gone@acme.example', { at: 'RCPT', code: 550, words: '5.1.1 no such user' });
      expect(await smtp.send(to('gone@acme.example'))).toEqual({
        outcome: 'refused',
        reason: 'The mail server refused the address: 550 5.1.1 no such user',
      });
      expect(await smtp.send(to('ap@acme.example'))).toMatchObject({ outcome: 'sent' });
      expect(server.connections).toBe(1);
    });

    it.each([
      ['RCPT', 451],
      ['DATA', 452],
      ['DATA', 421],
    ] as const)('waits, alone, when the server answers %s with %i', async (at, code) => {
      const smtp = await start(options);
      server.treat('later@acme.example', { at, code, words: 'later' });
      const error = await smtp.send(to('later@acme.example')).catch((caught) => caught);
      expect(error).toBeInstanceOf(Unavailable);
      expect(error).toMatchObject({ everybody: false });
      expect(await smtp.send(to('later@acme.example'))).toMatchObject({ outcome: 'sent' });
      expect(server.mails).toHaveLength(1);
    });

    it('is refused when the server refuses what it says', async () => {
      const smtp = await start(options);
      server.treat('ap@acme.example', { at: 'DATA', code: 554, words: '5.7.1 spam' });
      expect(await smtp.send(to('ap@acme.example'))).toEqual({
        outcome: 'refused',
        reason: 'The mail server refused the mail: 554 5.7.1 spam',
      });
    });

    it.each(['drop', 'hang'] as const)(
      'is of unknown outcome when the server takes it and then does %s, and is not repeated',
      async (treatment) => {
        await start(options);
        const smtp = mailer({ SMTP_TIMEOUT_MS: '2000' });
        server.treat('ap@acme.example', treatment);
        await expect(smtp.send(aMail())).rejects.toBeInstanceOf(Uncertain);
        expect(server.mails).toHaveLength(1);
        expect(await smtp.send(to('other@acme.example'))).toMatchObject({ outcome: 'sent' });
        expect(server.to('ap@acme.example')).toHaveLength(1);
      },
    );

    it('was certainly not sent when the line breaks at the address', async () => {
      const smtp = await start(options);
      server.treat('ap@acme.example', 'drop early');
      await expect(smtp.send(aMail())).rejects.toBeInstanceOf(Unavailable);
      expect(server.mails).toHaveLength(0);
    });

    it('makes everybody wait when our own address is refused', async () => {
      const smtp = await start(options);
      server.treat('*', { at: 'MAIL', code: 550, words: '5.7.1 not yours' });
      await expect(smtp.send(aMail())).rejects.toMatchObject({ everybody: true, message: expect.stringContaining('MAIL_FROM') });
    });
  });

  it('makes everybody wait while the server is down, and goes on when it is back', async () => {
    const smtp = await start();
    const { port } = server;
    await server.close();
    await expect(smtp.send(aMail())).rejects.toMatchObject({
      name: 'Unavailable',
      everybody: true,
      message: expect.stringContaining('cannot be reached'),
    });
    server = await FakeSmtpServer.start({ port });
    expect(await smtp.send(aMail())).toMatchObject({ outcome: 'sent' });
  });

  it('says so when the login is refused', async () => {
    await start({ login: { user: 'takings', password: 'right' } });
    const url = (password: string) => ({ SMTP_URL: server.url.replace('//', `//takings:${password}@`) });
    await expect(mailer(url('wrong')).send(aMail())).rejects.toMatchObject({
      everybody: true,
      message: expect.stringContaining('refused our login'),
    });
    expect(await mailer(url('right')).send(aMail())).toMatchObject({ outcome: 'sent' });
  });

  it('is refused when it is larger than the server allows', async () => {
    const smtp = await start({ size: 2000 });
    const attachments = [{ filename: 'a.pdf', contentType: 'application/pdf', bytes: Buffer.alloc(10_000, 'x') }];
    expect(await smtp.send(aMail({ attachments }))).toEqual({ outcome: 'refused', reason: expect.stringMatching(/size|larger/) });
  });

  it('uses no more connections than it may, and keeps them', async () => {
    await start({ answersAfterMs: 5 });
    const smtp = mailer({ SMTP_CONNECTIONS: '3' });
    await Promise.all(Array.from({ length: 60 }, (_, n) => smtp.send(to(`ap${n}@acme.example`))));
    expect(server.mails).toHaveLength(60);
    expect(server.connections).toBe(3);
  });
});

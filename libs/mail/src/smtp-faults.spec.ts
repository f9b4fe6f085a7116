import { Unavailable, Uncertain } from '@takings/runtime';
import { judge, type Phase, type SmtpError } from './smtp-faults';

const fault = (given: Partial<SmtpError>): SmtpError => Object.assign(new Error(given.message ?? 'failed'), given);
const thrown = (error: SmtpError, phase: Phase): unknown => {
  try {
    return judge(error, phase);
  } catch (caught) {
    return caught;
  }
};

describe('a failed sending', () => {
  it.each<[string, Partial<SmtpError>]>([
    ['the connection is refused', { code: 'ESOCKET', command: 'CONN', message: 'connect ECONNREFUSED 127.0.0.1:25' }],
    ['the name is unknown', { code: 'EDNS', command: 'CONN' }],
    ['the greeting never comes', { code: 'ETIMEDOUT', command: 'CONN', message: 'Greeting never received' }],
    ['the line is closed before the greeting', { code: 'ECONNECTION' }],
    ['the server turns everybody away', { code: 'EPROTOCOL', command: 'CONN', response: '554 no SMTP service here', responseCode: 554 }],
    ['our login is refused', { code: 'EAUTH', command: 'AUTH PLAIN', response: '535 5.7.8 bad credentials', responseCode: 535 }],
    ['TLS fails', { code: 'ETLS', command: 'STARTTLS' }],
  ])('is nobody’s fault in particular, and everybody waits, when %s', (_, given) => {
    expect(thrown(fault(given), 'connecting')).toEqual(expect.objectContaining({ name: 'Unavailable', everybody: true }));
  });

  it('says that the login is at fault, with the server’s words', () => {
    const error = thrown(fault({ code: 'EAUTH', response: '535 5.7.8 bad credentials', responseCode: 535 }), 'connecting') as Error;
    expect(error.message).toBe('The mail server refused our login (SMTP_URL): 535 5.7.8 bad credentials');
  });

  it.each<[string, Partial<SmtpError>]>([
    ['RCPT is answered 451', { code: 'EENVELOPE', command: 'RCPT TO', response: '451 4.7.1 greylisted', responseCode: 451 }],
    ['RCPT is answered 421', { code: 'ECONNECTION', command: 'CONN', response: '421 closing', responseCode: 421 }],
    ['DATA is answered 452', { code: 'EENVELOPE', command: 'DATA', response: '452 no room', responseCode: 452 }],
    ['the line breaks', { code: 'ECONNECTION', command: 'CONN' }],
    ['the server is silent', { code: 'ETIMEDOUT', command: 'CONN' }],
  ])('leaves the mail for later, and others go on, when %s before the mail was given out', (_, given) => {
    expect(thrown(fault(given), 'addressing')).toEqual(expect.objectContaining({ name: 'Unavailable', everybody: false }));
  });

  it.each(['ECONNECTION', 'ETIMEDOUT', 'ESOCKET'])('is of unknown outcome when %s comes after the mail was given out', (code) => {
    expect(thrown(fault({ code, command: 'CONN' }), 'handed-over')).toBeInstanceOf(Uncertain);
  });

  it('did not send the mail when the server answers 4xx to its end', () => {
    const answer = fault({ code: 'EMESSAGE', command: 'DATA', response: '451 try again', responseCode: 451 });
    expect(thrown(answer, 'handed-over')).toBeInstanceOf(Unavailable);
  });

  it('is a refusal, with the server’s words in one line, when the address gets 5xx', () => {
    const answer = fault({
      code: 'EENVELOPE',
      command: 'RCPT TO',
      response: '550-5.1.1 no such user\r\n550 5.1.1 really',
      responseCode: 550,
    });
    expect(judge(answer, 'addressing')).toEqual({
      outcome: 'refused',
      reason: 'The mail server refused the address: 550-5.1.1 no such user 550 5.1.1 really',
    });
  });

  it('is a refusal of this mail when its content gets 5xx, or when it is too large', () => {
    const content = fault({ code: 'EMESSAGE', command: 'DATA', response: '554 5.7.1 spam', responseCode: 554 });
    expect(judge(content, 'handed-over')).toMatchObject({ outcome: 'refused', reason: 'The mail server refused the mail: 554 5.7.1 spam' });
    const announced = fault({ code: 'EENVELOPE', command: 'MAIL FROM', response: '552 5.3.4 too big', responseCode: 552 });
    expect(judge(announced, 'addressing')).toMatchObject({ outcome: 'refused' });
    const unasked = fault({ code: 'EMESSAGE', command: 'MAIL FROM', message: 'Message size larger than allowed 1000' });
    expect(judge(unasked, 'addressing')).toMatchObject({
      outcome: 'refused',
      reason: expect.stringContaining('larger than the mail server allows'),
    });
  });

  it('makes everybody wait when our own address is refused: no mail would fare better', () => {
    const answer = fault({ code: 'EENVELOPE', command: 'MAIL FROM', response: '550 5.7.1 not yours', responseCode: 550 });
    expect(thrown(answer, 'addressing')).toEqual(
      expect.objectContaining({ everybody: true, message: expect.stringContaining('MAIL_FROM') }),
    );
  });

  it('is our bug when the mail itself could not be read', () => {
    const bug = fault({ code: 'ESTREAM' });
    expect(thrown(bug, 'addressing')).toBe(bug);
  });
});

import { createServer } from 'node:net';

const END = Buffer.from('\r\n.\r\n');
const ANSWERS = {
  EHLO: '250-bench\r\n250-PIPELINING\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250 SIZE 50000000',
  MAIL: '250 2.1.0 Ok',
  RCPT: '250 2.1.5 Ok',
  DATA: '354 End data with <CR><LF>.<CR><LF>',
  RSET: '250 2.0.0 Ok',
  QUIT: '221 2.0.0 Bye',
};

/** A mail server that throws mail away: commands are answered at once, the end of a mail after as long as a call takes. */
export class Smtp {
  mails = 0;
  bytes = 0;

  constructor(afterAWhile) {
    this.server = createServer({ noDelay: true }, (socket) => this.#talk(socket, afterAWhile));
  }

  #talk(socket, afterAWhile) {
    let rest = Buffer.alloc(0);
    let inData = false;
    const say = (line) => socket.writable && socket.write(`${line}\r\n`);
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk) => {
      rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      for (;;) {
        const end = inData ? rest.indexOf(END) : rest.indexOf('\r\n');
        if (end < 0) {
          // Of a mail only what may be the beginning of its end is needed.
          if (inData) this.bytes += rest.length - (rest = rest.subarray(-END.length + 1)).length;
          return;
        }
        if (inData) {
          this.bytes += end;
          rest = rest.subarray(end + END.length);
          inData = false;
          void afterAWhile().then(() => say(`250 2.0.0 Ok: queued as ${++this.mails}`));
        } else {
          const verb = rest.subarray(0, 4).toString().toUpperCase();
          rest = rest.subarray(end + 2);
          inData = verb === 'DATA';
          say(ANSWERS[verb] ?? '502 5.5.1 not known here');
          if (verb === 'QUIT') socket.end();
        }
      }
    });
    say('220 bench ESMTP');
  }
}

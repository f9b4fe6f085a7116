/** A mail as a server got it, read as far as tests must: headers unfolded, bodies and attachments decoded. */
export class ReceivedMail {
  constructor(
    readonly to: string,
    readonly raw: string,
  ) {}

  /** Headers of the whole mail by lower-case name. A name that comes twice keeps both values, separated by a line break. */
  get headers(): ReadonlyMap<string, string> {
    return headersOf(this.raw);
  }

  /** The first part of this type, decoded. Throws when there is none. */
  part(type: string): Buffer {
    const part = this.parts().find(({ headers }) => headers.get('content-type')?.startsWith(type));
    if (!part) throw new Error(`the mail has no ${type}`);
    return decode(part.body, part.headers.get('content-transfer-encoding') ?? '7bit');
  }

  /** The bytes of the first attachment of this name. */
  attachment(filename: string): Buffer {
    const part = this.parts().find(({ headers }) => headers.get('content-disposition')?.includes(filename));
    if (!part) throw new Error(`the mail has no attachment ${filename}`);
    return decode(part.body, 'base64');
  }

  private parts() {
    const boundaries = [...this.raw.matchAll(/boundary="([^"]+)"/g)].map(([, boundary]) => String(boundary));
    const pieces = boundaries.reduce((all, boundary) => all.flatMap((piece) => piece.split(`--${boundary}`)), [this.raw]);
    return pieces.map((piece) => ({
      headers: headersOf(piece.trimStart()),
      body: piece.trimStart().split('\r\n\r\n').slice(1).join('\r\n\r\n'),
    }));
  }
}

function headersOf(text: string): Map<string, string> {
  const [head = ''] = text.split('\r\n\r\n');
  const headers = new Map<string, string>();
  for (const line of head.replace(/\r\n[ \t]+/g, ' ').split('\r\n')) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).toLowerCase();
    const value = line.slice(colon + 1).trim();
    headers.set(name, headers.has(name) ? `${headers.get(name)}\n${value}` : value);
  }
  return headers;
}

function decode(body: string, encoding: string): Buffer {
  if (encoding === 'base64') return Buffer.from(body, 'base64');
  if (encoding !== 'quoted-printable') return Buffer.from(body);
  const soft = body.replace(/=\r\n/g, '');
  return Buffer.from(
    soft.replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );
}

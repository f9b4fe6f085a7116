import { readAddress } from './address';

describe('an e-mail address', () => {
  it.each([
    ['ap@acme.example', 'ap@acme.example'],
    ['a.b+c_d@mail.acme.example', 'a.b+c_d@mail.acme.example'],
    ['rechnung@bücher.example', 'rechnung@xn--bcher-kva.example'],
    ['rechnung@BÜCHER.example', 'rechnung@xn--bcher-kva.example'],
    ["o'brien@acme.example", "o'brien@acme.example"],
  ])('%s goes out as %s', (text, address) => {
    expect(readAddress(text)).toMatchObject({ address, needsSmtpUtf8: false });
  });

  it('with an umlaut before the @ needs a server that takes it', () => {
    expect(readAddress('jörg@bücher.example')).toMatchObject({ address: 'jörg@xn--bcher-kva.example', needsSmtpUtf8: true });
  });

  it.each([
    '',
    'acme',
    '@acme.example',
    'a@',
    'a@b@c.example',
    'a b@acme.example',
    'a@acme .example',
    'a@acme.example\r\nBcc: eve@evil.example',
    'a\r\nRCPT TO:<eve@evil.example>@acme.example',
    '<a@acme.example>',
    'a@acme.example, b@acme.example',
    'a..b@acme.example',
    '"a b"@acme.example',
    'a@-acme.example',
    'a@[127.0.0.1]',
    `${'a'.repeat(65)}@acme.example`,
    `a@${'b'.repeat(64)}.example`,
  ])('is not %j', (text) => {
    expect(readAddress(text)).toEqual({ fault: expect.stringContaining('e-mail address') });
  });

  it('is quoted in one short line when it is at fault', () => {
    const { fault } = readAddress(`a\r\nb${'x'.repeat(500)}`) as { fault: string };
    expect(fault).not.toMatch(/[\r\n]/);
    expect(fault.length).toBeLessThan(130);
  });
});

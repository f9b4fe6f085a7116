import { smtpOptions } from './smtp-options';

const optionsOf = (SMTP_URL: string) => smtpOptions({ SMTP_URL, SMTP_TIMEOUT_MS: 60_000 });

describe('the way to the mail server', () => {
  it('is encrypted wherever a login travels', () => {
    expect(optionsOf('smtp://me:secret@mail.example:587')).toMatchObject({
      host: 'mail.example',
      port: 587,
      secure: false,
      requireTLS: true,
    });
    expect(optionsOf('smtps://me:secret@mail.example')).toMatchObject({ secure: true, auth: { user: 'me', pass: 'secret' } });
  });

  it('may be plain without a login, or on this machine', () => {
    expect(optionsOf('smtp://mail.example:25').requireTLS).toBe(false);
    expect(optionsOf('smtp://me:secret@127.0.0.1:2525').requireTLS).toBe(false);
    expect(optionsOf('smtp://me:secret@[::1]:2525').requireTLS).toBe(false);
  });

  it('cannot be told by its address to repeat by itself', () => {
    expect(optionsOf('smtp://mail.example?maxRequeues=5')).not.toHaveProperty('maxRequeues');
  });
});

import { BadConfig, loadConfig } from '@takings/runtime';
import { mailSettings } from './mail-settings';

const env = {
  COMPANY_NAME: 'Brightwater',
  COMPANY_ADDRESS: '12 Quay Street\\n Bristol\nUK\\n',
  COMPANY_EMAIL: 'accounts@brightwater.example',
  MAIL_FROM: 'rechnung@bücher.example',
  SMTP_URL: 'smtps://user:pass%40word@mail.example:465',
};
const faultsOf = (changes: Record<string, string>) => {
  try {
    loadConfig(mailSettings, { ...env, ...changes });
    return '';
  } catch (error) {
    return (error as BadConfig).message;
  }
};

describe('the mail settings', () => {
  it('read the address as lines, whichever way they are separated', () => {
    expect(loadConfig(mailSettings, env).COMPANY_ADDRESS).toEqual(['12 Quay Street', 'Bristol', 'UK']);
  });

  it('name each variable that is missing', () => {
    expect(() => loadConfig(mailSettings, {})).toThrow(/COMPANY_NAME is missing.*COMPANY_ADDRESS.*COMPANY_EMAIL.*MAIL_FROM.*SMTP_URL/s);
  });

  it.each([
    ['MAIL_FROM', 'Brightwater <a@b.example>'],
    ['COMPANY_EMAIL', 'nobody'],
    ['COMPANY_ADDRESS', '\\n'],
    ['SMTP_URL', 'http://mail.example'],
    ['TIME_ZONE', 'Europe/Atlantis'],
    ['SMTP_CONNECTIONS', '0'],
  ])('refuse %s=%s', (variable, value) => {
    expect(faultsOf({ [variable]: value })).toContain(`${variable} is wrong; expected`);
  });
});

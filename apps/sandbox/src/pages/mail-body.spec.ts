import { MAIL_BODY_POLICY, mailBody } from './mail-body';

const logo = { name: 'logo.png', type: 'image/png', content: Buffer.from('png'), contentId: '<logo@takings>' };

it('puts pictures that travel in the mail in their place', () => {
  const body = mailBody({ html: '<img src="cid:logo@takings">', text: null, inline: [logo] });
  expect(body).toContain('src="data:image/png;base64,cG5n"');
});

it('leaves a part alone that only says it is a picture of another kind', () => {
  const body = mailBody({ html: '<img src="cid:logo@takings">', text: null, inline: [{ ...logo, type: 'image/svg+xml' }] });
  expect(body).toContain('src="cid:logo@takings"');
});

it('shows a mail without HTML as plain text, escaped', () => {
  expect(mailBody({ html: null, text: '<b>1 < 2</b>', inline: [] })).toContain('&lt;b&gt;1 &lt; 2&lt;/b&gt;');
});

it('lets a mail run nothing and fetch nothing', () => {
  expect(MAIL_BODY_POLICY).toMatch(/default-src 'none'/);
  expect(MAIL_BODY_POLICY).not.toMatch(/allow-scripts|allow-same-origin/);
});

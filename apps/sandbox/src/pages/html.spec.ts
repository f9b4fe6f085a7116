import { html, trusted } from './html';

it('escapes every value, in text and in attributes', () => {
  expect(html`<a title="${`"><script>`}">${"O'Hara & <b>"}</a>`.toString()).toBe(
    '<a title="&quot;&gt;&lt;script&gt;">O&#39;Hara &amp; &lt;b&gt;</a>',
  );
});

it('leaves markup inside markup as it is, and joins lists', () => {
  expect(html`<ul>${['a', '<'].map((item) => html`<li>${item}</li>`)}</ul>`.toString()).toBe('<ul><li>a</li><li>&lt;</li></ul>');
});

it('writes nothing for what is not there, and a zero for zero', () => {
  expect(html`${null}${undefined}${false}${0}${trusted('<hr>')}`.toString()).toBe('0<hr>');
});

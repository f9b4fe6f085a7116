import { fateOf } from './addresses';

it.each([
  ['bounce@example.com', 'bounce'],
  ['Bounce-17@example.com', 'bounce'],
  ['greylist.a@example.com', 'put-off'],
  ['dropped@example.com', 'drop'],
  ['slow@example.com', 'slow'],
  ['office@bounce.example', 'keep'],
])('decides on %s: %s', (address, fate) => {
  expect(fateOf(address)).toBe(fate);
});

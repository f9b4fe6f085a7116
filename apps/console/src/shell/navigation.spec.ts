import { placeOf } from './navigation';

it.each([
  ['/sales', '/sales'],
  ['/sales/7d0c4c1e/customer', '/sales'],
  ['/sales/team', '/sales/team'],
  ['/salesman', undefined],
  ['/customers/C-1', '/customers'],
])('%s stands under %s alone', (pathname, place) => {
  expect(placeOf(pathname)).toBe(place);
});

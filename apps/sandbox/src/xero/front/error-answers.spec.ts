import { tokenExpired, tooManyRequests, unauthorisedShape, validationException } from './error-answers';

it('answers an expired token with the moment of its end', () => {
  expect(tokenExpired(new Date('2026-04-08T10:00:00Z')).body).toMatchObject({
    ...unauthorisedShape,
    Detail: 'TokenExpired: token expired at 08/04/2026 10:00:00',
  });
});

it('answers a used-up minute with an empty body, the problem and the seconds to wait', () => {
  expect(tooManyRequests('minute', 12)).toEqual({ status: 429, headers: { 'X-Rate-Limit-Problem': 'minute', 'Retry-After': '12' } });
});

it('names no time to wait when too many calls run at once', () => {
  expect(tooManyRequests('concurrent').headers).toEqual({ 'X-Rate-Limit-Problem': 'concurrent' });
});

it('puts the elements at fault into a validation exception', () => {
  expect(validationException([{ InvoiceNumber: 'A' }])).toEqual({
    status: 400,
    body: {
      ErrorNumber: 10,
      Type: 'ValidationException',
      Message: 'A validation exception occurred',
      Elements: [{ InvoiceNumber: 'A' }],
    },
  });
});

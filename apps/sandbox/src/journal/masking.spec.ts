import { BODY_MAX, keptHeaders, maskedBody } from './masking';

it('keeps the scheme of a credential and nothing of its secret', () => {
  expect(keptHeaders({ authorization: 'Basic dGFraW5nczpzZWNyZXQ=', cookie: 'a=b', accept: 'application/json' })).toEqual({
    authorization: 'Basic ***',
    accept: 'application/json',
  });
});

it('masks secrets in JSON and leaves the rest', () => {
  const body = '{"pan":"4111111111111111","securitycode": 123,"alias":"ws","password":"a\\"b","baseamount":"14400"}';
  expect(maskedBody(body)).toBe('{"pan":"***","securitycode": "***","alias":"ws","password":"***","baseamount":"14400"}');
});

it('masks secrets in a form', () => {
  expect(maskedBody('grant_type=client_credentials&client_secret=abc')).toBe('grant_type=client_credentials&client_secret=***');
});

it('cuts what is too long', () => {
  expect(maskedBody('x'.repeat(BODY_MAX + 10))).toHaveLength(BODY_MAX);
});

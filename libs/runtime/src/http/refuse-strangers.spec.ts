import { BadConfig } from '../config';
import { refuseStrangers } from './refuse-strangers';

it.each(['127.0.0.1', '127.8.9.1', '::1', 'localhost'])('listens on %s', (HOST) => {
  expect(() => refuseStrangers('The back office', { HOST, ALLOW_UNAUTHENTICATED: false })).not.toThrow();
});

it.each(['0.0.0.0', '::', '10.1.2.3', '127.0.0.1.example.com', 'back-office'])(
  'refuses to listen on %s, and says how to insist',
  (HOST) => {
    expect(() => refuseStrangers('The back office', { HOST, ALLOW_UNAUTHENTICATED: false })).toThrow(BadConfig);
    expect(() => refuseStrangers('The back office', { HOST, ALLOW_UNAUTHENTICATED: false })).toThrow(
      /The back office has no sign-in.*ALLOW_UNAUTHENTICATED=true/s,
    );
    expect(() => refuseStrangers('The back office', { HOST, ALLOW_UNAUTHENTICATED: true })).not.toThrow();
  },
);

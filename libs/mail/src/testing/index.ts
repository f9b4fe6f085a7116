export * from './fake-smtp-server';
export * from './mailing-stage';
export * from './received-mail';
export * from './samples';

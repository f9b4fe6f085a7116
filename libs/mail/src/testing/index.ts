export * from './fake-smtp-server';
export * from './received-mail';
export * from './samples';

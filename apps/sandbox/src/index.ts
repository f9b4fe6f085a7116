export { AppModule } from './app.module';
export { settings } from './config';
export { SmtpListener } from './smtp/smtp-listener';
export { startSandbox } from './start-sandbox';

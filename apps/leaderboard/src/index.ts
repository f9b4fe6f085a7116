export { AppModule } from './app.module';
export { settings } from './config';

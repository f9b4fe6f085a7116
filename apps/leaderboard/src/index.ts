export { AppModule } from './app.module';
export { settings } from './config';
export { attachHttp } from './http';

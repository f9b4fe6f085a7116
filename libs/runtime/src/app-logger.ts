import { Injectable } from '@nestjs/common';
import { Logger } from 'nestjs-pino';

/** Nest and golevelup tell of every module, route and channel they set up: forty lines a start that help nobody. */
const SET_UP = new Set(['InstanceLoader', 'RouterExplorer', 'RoutesResolver', 'NestFactory', 'NestMicroservice', 'AmqpConnection']);

/** Pino for all of Nest's logs. What libraries say while they set up is left to the level `debug`; their warnings and errors are not. */
@Injectable()
export class AppLogger extends Logger {
  override log(message: unknown, ...rest: unknown[]) {
    const context = rest.at(-1);
    if (typeof context === 'string' && SET_UP.has(context)) this.debug(message, ...rest);
    else super.log(message, ...rest);
  }
}

import { type DynamicModule, Module } from '@nestjs/common';
import { CreateMail1763700000031, KeepLetters1764000000031, MailModule, MailRow, mailReaders } from '@takings/mail';
import { stageApp } from '@takings/messaging';
import type { Config } from './config';
import { NoticesController } from './notify-payer/notices.controller';
import { NotifyPayer } from './notify-payer/notify-payer.stage';

@Module({})
export class AppModule {
  static with(config: Config): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ...stageApp({
          app: 'notifier',
          config,
          stages: [NotifyPayer],
          entities: [MailRow],
          migrations: [CreateMail1763700000031, KeepLetters1764000000031],
        }),
        MailModule.forApp(config),
      ],
      controllers: config.SESSION_SECRET ? [NoticesController] : [],
      providers: [NotifyPayer, ...mailReaders(config)],
    };
  }
}

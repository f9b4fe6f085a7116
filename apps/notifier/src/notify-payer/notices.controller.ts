import { Controller, Get, Param, ParseUUIDPipe } from '@nestjs/common';
import { KeptMails, READ_MAILS } from '@takings/mail';
import { MayUse } from '@takings/runtime/http';

/** What payers were told, as it was sent. */
@MayUse(...READ_MAILS)
@Controller('api/notices')
export class NoticesController {
  constructor(private readonly mails: KeptMails) {}

  /** The notices about an invoice, the first one first. */
  @Get(':id')
  async list(@Param('id', ParseUUIDPipe) id: string) {
    return { mails: await this.mails.about(id) };
  }
}

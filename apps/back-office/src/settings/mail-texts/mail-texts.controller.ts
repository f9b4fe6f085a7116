import { Body, Controller, Get, HttpCode, Post, Put } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { MAIL_KINDS } from '@takings/mail/words';
import { Actor, createZodDto, MayUse } from '@takings/runtime/http';
import { ZodResponse } from 'nestjs-zod';
import { z } from 'zod';
import { seenRevision, settingView } from '../told-settings';
import { MailText, MailTexts } from './mail-texts';
import { MailTextsSetting } from './mail-texts-setting';

const words = { subject: z.string(), paragraphs: z.array(z.string()) };
const kinds = z
  .array(
    z.object({
      kind: z.enum(MAIL_KINDS),
      placeholders: z.array(z.string()).describe('What its words may name in braces'),
      standard: z.object(words).describe('Its words while nobody has set own ones'),
    }),
  )
  .describe('The mails that customers get');
const shown = settingView(z.object({ texts: z.array(z.object({ kind: z.enum(MAIL_KINDS), ...words })) })).extend({ kinds });

class MailTextsDto extends createZodDto(shown) {}
class ChangeMailTextsDto extends createZodDto(MailTexts.extend(seenRevision)) {}
class MailPreviewDto extends createZodDto(
  z.object({
    ...words,
    details: z.array(z.object({ label: z.string(), value: z.string() })).describe('The small table below the words'),
    letterhead: z.array(z.string()).describe('What stands below, the name first'),
  }),
) {}
const DraftMail = z.object({ mail: MailText });
class DraftMailDto extends createZodDto(DraftMail) {}

@ApiTags('settings')
@MayUse('finance-manager', 'finance-approver', 'management', 'platform')
@Controller('api/settings/mail-texts')
export class MailTextsController {
  constructor(private readonly settings: MailTextsSetting) {}

  @Get()
  @ApiOperation({ summary: 'The words of the mails that customers get' })
  @ZodResponse({ status: 200, type: MailTextsDto })
  show() {
    return this.settings.view();
  }

  @MayUse('finance-manager')
  @Put()
  @ApiOperation({
    summary: 'Change the words of the mails that customers get',
    description:
      'They hold from the next mail on. 400: a placeholder that the mail has no value for. 409: somebody else changed them meanwhile.',
  })
  @ZodResponse({ status: 200, type: MailTextsDto })
  async change(@Body() { revision, ...value }: ChangeMailTextsDto, @Actor() actor: string) {
    await this.settings.change(value, revision, actor);
    return this.settings.view();
  }

  @Post('preview')
  @HttpCode(200)
  @ApiOperation({ summary: 'A mail as a customer would read it', description: 'With a made-up invoice; nothing is sent or changed.' })
  @ZodResponse({ status: 200, type: MailPreviewDto })
  preview(@Body() { mail }: DraftMailDto) {
    return this.settings.preview(mail);
  }
}

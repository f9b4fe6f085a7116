import { Body, Controller, Get, Header, Headers, Param, ParseIntPipe, Post, Query, Redirect, Res } from '@nestjs/common';
import { InvalidInput, NotFound } from '@takings/runtime';
import type { Response } from 'express';
import { z } from 'zod';
import { Clock } from '../clock/clock';
import { FaultSwitches } from '../faults/fault-switches';
import { type Mail, Mails } from '../smtp/mails';
import { storable } from '../store/storable';
import { Quota } from '../xero/front/quota';
import { type Markup } from './html';
import { FAVICON } from './icons';
import { MAIL_BODY_POLICY, mailBody } from './mail-body';
import { MAILS_PER_PAGE, mailPage, type MailView } from './mail.page';
import { rehearsalPage } from './rehearsal.page';
import { STYLE } from './style';

const PAGE_POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const listing = z.object({
  search: z.string().max(200).default('').transform(storable),
  page: z.coerce.number().int().min(1).max(100_000).catch(1).default(1),
  view: z
    .string()
    .regex(/^(mail|text|source|file-\d{1,3})$/)
    .optional()
    .catch(undefined),
});

const switched = z.object({
  name: z.string(),
  on: z.enum(['true', 'false']).transform((word) => word === 'true'),
  next: z.string().trim().optional(),
  delaySeconds: z.string().trim().optional(),
});

/** The sandbox's pages for people. */
@Controller('sandbox')
export class PagesController {
  constructor(
    private readonly mails: Mails,
    private readonly faults: FaultSwitches,
    private readonly quota: Quota,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Redirect('/sandbox/mail')
  home() {}

  @Get('style.css')
  @Header('content-type', 'text/css; charset=utf-8')
  style() {
    return STYLE;
  }

  @Get('icon.svg')
  @Header('content-type', 'image/svg+xml')
  icon() {
    return FAVICON;
  }

  @Get('mail')
  async inbox(@Query() query: unknown, @Res() response: Response) {
    sendPage(response, await this.mailPage(query, null));
  }

  @Get('mail/:id')
  async mail(@Param('id', ParseIntPipe) id: number, @Query() query: unknown, @Res() response: Response) {
    sendPage(response, await this.mailPage(query, await this.find(id)));
  }

  /** The mail's own HTML, for the frame in the page. */
  @Get('mail/:id/body')
  async body(@Param('id', ParseIntPipe) id: number, @Res() response: Response) {
    const mail = await this.find(id);
    response.set({ 'content-security-policy': MAIL_BODY_POLICY, 'x-content-type-options': 'nosniff' }).type('html').send(mailBody(mail));
  }

  /** An attachment: a PDF is shown, anything else is only saved, because a stranger's HTML must not run on this origin. */
  @Get('mail/:id/files/:at')
  async file(@Param('id', ParseIntPipe) id: number, @Param('at', ParseIntPipe) at: number, @Res() response: Response) {
    const file = (await this.find(id)).files[at];
    if (!file) throw new NotFound(`Mail ${id} has no attachment ${at}.`);
    const isPdf = file.type === 'application/pdf';
    response.set({
      'content-type': isPdf ? file.type : 'application/octet-stream',
      'content-disposition': `${isPdf ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(file.name)}`,
      'x-content-type-options': 'nosniff',
    });
    response.send(file.content);
  }

  @Post('mail/empty')
  @Redirect('/sandbox/mail', 303)
  async empty(@Headers('sec-fetch-site') site?: string) {
    refuseOtherSites(site);
    await this.mails.empty();
  }

  @Get('rehearsal')
  rehearsal(@Res() response: Response) {
    sendPage(response, rehearsalPage(this.faults.report(), this.quota.report()));
  }

  @Post('rehearsal')
  @Redirect('/sandbox/rehearsal', 303)
  async switch(@Body() body: unknown, @Headers('sec-fetch-site') site?: string) {
    refuseOtherSites(site);
    const { name, on, next, delaySeconds } = switched.parse(body);
    const change = { on, next: next ? Number(next) : null, ...(delaySeconds && { delayMs: Math.round(Number(delaySeconds) * 1000) }) };
    await this.faults.change({ [name]: change });
  }

  @Post('rehearsal/all-off')
  @Redirect('/sandbox/rehearsal', 303)
  async allOff(@Headers('sec-fetch-site') site?: string) {
    refuseOtherSites(site);
    await this.faults.allOff();
  }

  private async mailPage(query: unknown, mail: Mail | null): Promise<Markup> {
    const { search, page, view } = listing.parse(query);
    const { mails, found } = await this.mails.page(search, page, MAILS_PER_PAGE);
    const fallback: MailView = mail?.html ? 'mail' : 'text';
    return mailPage(
      { mails, found, search, page, now: this.clock.now() },
      mail && { mail, view: (view as MailView | undefined) ?? fallback },
    );
  }

  private async find(id: number): Promise<Mail> {
    const mail = await this.mails.find(id);
    if (!mail) throw new NotFound(`There is no mail ${id}; the inbox may have been emptied.`);
    return mail;
  }
}

function sendPage(response: Response, page: Markup) {
  response
    .set({
      'content-security-policy': PAGE_POLICY,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      'cache-control': 'no-store',
    })
    .type('html')
    .send(page.toString());
}

/** A page somewhere else in the same browser must not press our buttons. Clients that are no browsers send no such header. */
function refuseOtherSites(site: string | undefined) {
  if (site !== undefined && site !== 'same-origin' && site !== 'none')
    throw new InvalidInput('This form can be sent from the sandbox alone.');
}

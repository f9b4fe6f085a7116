import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { NotFound } from '@takings/runtime';
import { z } from 'zod';
import { Clock } from '../clock/clock';
import { FaultSwitches } from '../faults/fault-switches';
import { Journal, PROVIDERS } from '../journal/journal';
import { Mails } from '../smtp/mails';
import { SmtpListener } from '../smtp/smtp-listener';
import { Database } from '../store/database';
import { showContact } from '../xero/contacts/contact';
import { ContactRegister } from '../xero/contacts/contact-register';
import { Quota } from '../xero/front/quota';
import { Organisation } from '../xero/organisation/organisation';

const journalQuery = z.object({
  provider: z.enum(PROVIDERS).optional(),
  after: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(10_000).default(1000),
});
const foreignCalls = z.strictObject({ count: z.int().min(1).max(100_000) });
const advance = z.strictObject({
  ms: z
    .int()
    .min(1)
    .max(366 * 86_400_000),
});
const lockDates = z.strictObject({
  periodLockDate: z.iso.date().nullable().optional(),
  endOfYearLockDate: z.iso.date().nullable().optional(),
});

/** What a rehearsal or a test does to the stand-ins, and asks of them, beside what the providers' own APIs allow. */
@Controller('sandbox/api')
export class AdminController {
  constructor(
    private readonly faults: FaultSwitches,
    private readonly journal: Journal,
    private readonly clock: Clock,
    private readonly quota: Quota,
    private readonly contacts: ContactRegister,
    private readonly organisation: Organisation,
    private readonly mails: Mails,
    private readonly smtp: SmtpListener,
    private readonly database: Database,
  ) {}

  @Get()
  status() {
    return { now: this.clock.now().toISOString(), smtpPort: this.smtp.port };
  }

  @Get('faults')
  faultReport() {
    return this.faults.report();
  }

  @Put('faults')
  async changeFaults(@Body() body: unknown) {
    await this.faults.change(body);
    return this.faults.report();
  }

  @Delete('faults')
  async faultsOff() {
    await this.faults.allOff();
    return this.faults.report();
  }

  @Get('journal')
  async entries(@Query() query: unknown) {
    const { provider, after, limit } = journalQuery.parse(query);
    return this.journal.entries(provider ?? null, after, limit);
  }

  /** Moves the stand-ins' time forward: tokens expire, idempotency keys are forgotten, charges settle. */
  @Post('clock/advance')
  @HttpCode(200)
  async advance(@Body() body: unknown) {
    const now = await this.clock.advance(advance.parse(body).ms);
    return { now: now.toISOString() };
  }

  @Get('xero/quota')
  quotaReport() {
    return this.quota.report();
  }

  @Post('xero/foreign-calls')
  @HttpCode(200)
  async foreignCalls(@Body() body: unknown) {
    const taken = await this.quota.useByOthers(foreignCalls.parse(body).count);
    return { taken, quota: this.quota.report() };
  }

  @Put('xero/lock-dates')
  lock(@Body() body: unknown) {
    return this.organisation.lock(lockDates.parse(body));
  }

  @Post('xero/contacts/:number/archive')
  @HttpCode(200)
  archive(@Param('number') number: string) {
    return this.setContactStatus(number, 'ARCHIVED');
  }

  @Post('xero/contacts/:number/restore')
  @HttpCode(200)
  restore(@Param('number') number: string) {
    return this.setContactStatus(number, 'ACTIVE');
  }

  @Delete('mails')
  @HttpCode(204)
  emptyMailbox() {
    return this.mails.empty();
  }

  private async setContactStatus(number: string, status: 'ACTIVE' | 'ARCHIVED') {
    const contact = await this.contacts.setStatus(this.database, number, status, this.clock.now());
    if (!contact) throw new NotFound(`Xero has no contact with the number ${number}.`);
    return showContact(contact);
  }
}

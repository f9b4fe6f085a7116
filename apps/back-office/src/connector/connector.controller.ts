import { Body, Controller, Get, HttpCode, Post, Put } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Conflict, NotFound } from '@takings/runtime';
import { Actor, createZodDto, MayUse } from '@takings/runtime/http';
import { ZodResponse } from 'nestjs-zod';
import { z } from 'zod';
import { COLUMNS, columns } from '../charges/charge-input';
import { ImportDto } from '../charge-imports/import.view';
import { ImportViews } from '../charge-imports/import-views';
import { Connector } from './connector';
import { ConnectorClock } from './connector-clock';
import { ConnectorSettingsOf } from './connector-settings';
import { Pulling } from './pulling';
import { Sources } from './sources/sources';
import { Trying } from './trying';

class ConnectorDto extends createZodDto(
  z.object({
    connector: z.object(Connector.shape),
    offered: z
      .object({
        database: z.boolean().describe('Whether the environment names the database of the CRM'),
        hosts: z.array(z.string()).describe('Which hosts may be asked over HTTP'),
        token: z.boolean().describe('Whether there is a token for them'),
      })
      .describe('What the environment allows'),
    expected: z.array(z.object({ name: z.string(), expects: z.string() })).describe('Our columns'),
    nextDueAt: z.iso.datetime().nullable().describe('When it pulls next; null while it does not by itself'),
    revision: z.int().nonnegative().describe('0 while nobody has set it up'),
    changedBy: z.string().nullable(),
    changedAt: z.iso.datetime().nullable(),
  }),
) {}
class ChangeConnectorDto extends createZodDto(
  z.strictObject({
    connector: Connector,
    revision: z.int().nonnegative().optional().describe('The revision that the change began from'),
  }),
) {}
class TryConnectorDto extends createZodDto(z.strictObject({ connector: Connector })) {}
class TriedDto extends createZodDto(
  z.object({
    fault: z.string().nullable().describe('What stopped it, in a sentence; null when rows came'),
    columns: z.array(z.string()).describe('As the CRM calls them'),
    rows: z.array(
      z.object({
        row: z.int().positive(),
        values: z.array(z.string()).describe('In the order of the columns'),
        outcome: z.enum(['new', 'known', 'bad']),
        column: z.string().nullable().describe('The first of ours at fault'),
        reason: z.string().nullable(),
        charge: z.record(z.string(), z.unknown()).nullable().describe('What it would be'),
      }),
    ),
  }),
) {}

const expected = COLUMNS.map((name) => ({ name, expects: columns[name].description ?? '' }));

@ApiTags('charges')
@MayUse('finance-manager', 'platform')
@Controller('api/charge-connector')
export class ConnectorController {
  constructor(
    private readonly settings: ConnectorSettingsOf,
    private readonly sources: Sources,
    private readonly trying: Trying,
    private readonly pulling: Pulling,
    private readonly clock: ConnectorClock,
    private readonly imports: ImportViews,
  ) {}

  @MayUse('finance-manager', 'finance-approver', 'management', 'platform')
  @Get()
  @ApiOperation({ summary: 'How charges are pulled from the CRM' })
  @ZodResponse({ status: 200, type: ConnectorDto })
  async show() {
    return { ...(await this.settings.view()), offered: this.sources.offered, expected };
  }

  @Put()
  @ApiOperation({
    summary: 'Change how charges are pulled from the CRM',
    description:
      'A query, an endpoint or a column that is another begins anew; what is known already is not entered twice. 409: somebody else changed it meanwhile.',
  })
  @ZodResponse({ status: 200, type: ConnectorDto })
  async change(@Body() { connector, revision }: ChangeConnectorDto, @Actor() actor: string) {
    await this.settings.change(connector, revision, actor);
    await this.clock.look();
    return this.show();
  }

  @Post('try')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Ask the CRM for its first rows',
    description: 'With the settings of the request, saved or not. Enters nothing.',
  })
  @ZodResponse({ status: 200, type: TriedDto })
  try(@Body() { connector }: TryConnectorDto) {
    return this.trying.try(connector);
  }

  @Post('pull')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Pull now, with what is set',
    description: 'Answers with the import that has begun; ask how far it is. 409: another pull is under way, or nothing is set up.',
  })
  @ZodResponse({ status: 200, type: ImportDto })
  async pull(@Actor() actor: string) {
    const inForce = await this.settings.inForce();
    if (!inForce) throw new Conflict('Nobody has said yet how the CRM is asked. Save that first.');
    const begun = await this.pulling.begin(inForce.connector, actor);
    if (!begun) throw new NotFound('There is nothing to pull');
    return this.imports.one(begun.importId);
  }
}

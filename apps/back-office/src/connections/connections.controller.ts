import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { MayUse, type Person, Who } from '@takings/runtime/http';
import { ZodResponse } from 'nestjs-zod';
import { ConnectionsDto, TestMailDto } from './connection.view';
import { ConnectionViews } from './connection-views';
import { Connections } from './connections';

@ApiTags('settings')
@MayUse('finance-manager', 'finance-approver', 'management', 'platform')
@Controller('api/settings/connections')
export class ConnectionsController {
  constructor(
    private readonly connections: Connections,
    private readonly views: ConnectionViews,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'Whether Xero, the card gateway and the mail server can be reached',
    description: 'As the last test of each found; credentials stay with the apps that use them.',
  })
  @ZodResponse({ status: 200, type: ConnectionsDto })
  show() {
    return this.views.view();
  }

  @MayUse('finance-manager', 'platform')
  @Post('xero/test')
  @HttpCode(201)
  @ApiOperation({
    summary: 'Test the connection to Xero',
    description: 'Reads its lists; the answer stands in the connections as soon as it has come.',
  })
  @ZodResponse({ status: 201, type: ConnectionsDto })
  async testXero(@Who() person: Person) {
    await this.connections.testXero(person);
    return this.views.view();
  }

  @MayUse('finance-manager', 'platform')
  @Post('gateway/test')
  @HttpCode(201)
  @ApiOperation({
    summary: 'Test the connection to the card gateway',
    description: 'Asks for a charge that does not exist: no money moves.',
  })
  @ZodResponse({ status: 201, type: ConnectionsDto })
  async testGateway(@Who() person: Person) {
    await this.connections.testGateway(person);
    return this.views.view();
  }

  @MayUse('finance-manager', 'platform')
  @Post('mail/test')
  @HttpCode(201)
  @ApiOperation({ summary: 'Send a mail to yourself', description: 'With the words given and a made-up invoice.' })
  @ZodResponse({ status: 201, type: ConnectionsDto })
  async testMail(@Body() { mail }: TestMailDto, @Who() person: Person) {
    await this.connections.testMail(person, mail);
    return this.views.view();
  }
}

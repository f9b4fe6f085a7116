import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { MayUse, type Person, Who } from '@takings/runtime/http';
import { ZodResponse } from 'nestjs-zod';
import { DefinitionListDto, DefinitionParams, MovedDto, MoveInputDto } from './definition.view';
import { DefinitionChanges } from './definition-changes';

@ApiTags('sales in progress')
@MayUse('platform')
@Controller('api/flow-definitions')
export class FlowDefinitionsController {
  constructor(private readonly changes: DefinitionChanges) {}

  @Get()
  @MayUse('agent', 'team-manager', 'platform')
  @ApiOperation({ summary: 'The versions of the sale flow, the latest first' })
  @ZodResponse({ status: 200, type: DefinitionListDto })
  async list() {
    return { definitions: await this.changes.all() };
  }

  @Post(':version/migrate')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Move the open sales of a version to another one',
    description:
      'A dry run says what would become of each of them now. Without it they are moved; whatever is no longer valid is reopened.',
  })
  @ZodResponse({ status: 200, type: MovedDto })
  migrate(@Param() { version }: DefinitionParams, @Body() { to, dry_run }: MoveInputDto, @Who() by: Person) {
    return this.changes.move(version, to, dry_run, by);
  }

  @Post(':version/retire')
  @HttpCode(200)
  @ApiOperation({ summary: 'Retire a version', description: '409: open sales are made by it, and whose, or it is the current one.' })
  @ZodResponse({ status: 200, type: DefinitionListDto })
  async retire(@Param() { version }: DefinitionParams, @Who() by: Person) {
    await this.changes.retire(version, by);
    return { definitions: await this.changes.all() };
  }
}

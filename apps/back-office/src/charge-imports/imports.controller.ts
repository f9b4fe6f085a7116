import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { Body, Controller, Get, HttpCode, Param, Post, Query, Req, StreamableFile } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Actor, MayUse } from '@takings/runtime/http';
import { ZodResponse } from 'nestjs-zod';
import { csvBody } from '../csv/csv-body';
import { beginningOf } from './beginning';
import { EnteringPreviews } from './entering-previews';
import { BeginningDto, EnterImportDto, ImportDto, ImportPageDto, ImportParams, ImportQuery, UploadQuery } from './import.view';
import { ImportViews } from './import-views';
import { ImportKinds } from './kinds';
import { Previewing } from './previewing';
import { RejectedFile } from './rejected-file';

@ApiTags('charges')
@MayUse('finance-manager')
@Controller('api/charge-imports')
export class ImportsController {
  constructor(
    private readonly previewing: Previewing,
    private readonly entering: EnteringPreviews,
    private readonly views: ImportViews,
    private readonly kinds: ImportKinds,
    private readonly rejected: RejectedFile,
  ) {}

  @Post('beginning')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Look at the beginning of a file',
    description: 'The body is the first part of it. Says what its columns are called, and which of ours they may be; nothing is kept.',
  })
  @ApiConsumes('text/csv')
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @ZodResponse({ status: 200, type: BeginningDto })
  beginning(@Req() request: IncomingMessage, @Query() { kind }: UploadQuery) {
    return csvBody(request, (bytes) => beginningOf(bytes, this.kinds.of(kind)));
  }

  @Post('upload')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Preview a file',
    description:
      'The body is the file itself, as for an import, of at most 1 GB; it is read as it comes. Nothing is entered: the answer says what would come in, what would not and why, and what it comes to. A preview is kept for a day.',
  })
  @ApiConsumes('text/csv')
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @ZodResponse({ status: 200, type: ImportDto })
  async upload(@Req() request: IncomingMessage, @Query() { kind, name, mapping }: UploadQuery, @Actor() actor: string) {
    return this.views.one(await csvBody(request, (bytes) => this.previewing.read(bytes, { kind, name, mapping, actor })));
  }

  @Post(':id/enter')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Enter what was previewed',
    description:
      'Exactly the rows that the preview of that revision calls new. It goes on by itself; ask how far it is. 409: somebody was first, or some of it has come in meanwhile, and there is a new revision to look at.',
  })
  @ZodResponse({ status: 200, type: ImportDto })
  async enter(@Param() { id }: ImportParams, @Body() { revision }: EnterImportDto, @Actor() actor: string) {
    await this.entering.enter(id, revision, actor);
    return this.views.one(id);
  }

  @Post(':id/drop')
  @HttpCode(200)
  @ApiOperation({ summary: 'Throw a preview away', description: '409: it has been entered.' })
  @ZodResponse({ status: 200, type: ImportDto })
  async drop(@Param() { id }: ImportParams) {
    await this.entering.drop(id);
    return this.views.one(id);
  }

  @MayUse('finance-manager', 'finance-approver', 'management', 'platform')
  @Get()
  @ApiOperation({ summary: 'Files that were previewed or entered, and what the connector brought; the newest first' })
  @ZodResponse({ status: 200, type: ImportPageDto })
  list(@Query() query: ImportQuery) {
    return this.views.page(query);
  }

  @MayUse('finance-manager', 'finance-approver', 'management', 'platform')
  @Get(':id')
  @ApiOperation({ summary: 'One import: what comes in, what does not and why, and how far it is' })
  @ZodResponse({ status: 200, type: ImportDto })
  show(@Param() { id }: ImportParams) {
    return this.views.one(id);
  }

  @Get(':id/rejected')
  @ApiOperation({ summary: 'The rejected rows as a CSV file, each with why' })
  @ApiOkResponse({ content: { 'text/csv': { schema: { type: 'string' } } } })
  async rejectedRows(@Param() { id }: ImportParams) {
    return new StreamableFile(Readable.from(await this.rejected.of(id)), {
      type: 'text/csv; charset=utf-8',
      disposition: `attachment; filename="rejected-${id.slice(0, 8)}.csv"`,
    });
  }
}

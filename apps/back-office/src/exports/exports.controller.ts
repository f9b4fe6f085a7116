import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import { Body, Controller, Get, HttpCode, Logger, Param, Post, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AnyRole, type Person, Who } from '@takings/runtime/http';
import type { Response } from 'express';
import { ZodResponse } from 'nestjs-zod';
import { ExportWorker } from './export-worker';
import { AskForExportDto, ExportDto, ExportListDto, ExportParams } from './export.view';
import { Exports } from './exports';

@ApiTags('exports')
@AnyRole()
@Controller('api/exports')
export class ExportsController {
  private readonly log = new Logger('exports');

  constructor(
    private readonly exports: Exports,
    private readonly worker: ExportWorker,
  ) {}

  @Post()
  @HttpCode(201)
  @ApiOperation({
    summary: 'Have a list written as CSV',
    description:
      'It is made in the background, row by row as the list itself shows them, for whoever may see the list. Asked for again while it is being made, it is the same one.',
  })
  @ZodResponse({ status: 201, type: ExportDto })
  async ask(@Body() { list, filters }: AskForExportDto, @Who() person: Person) {
    const asked = await this.exports.ask(list, filters, person);
    this.worker.look();
    return asked;
  }

  @Get()
  @ApiOperation({ summary: 'The latest downloads of whoever asks, the newest first' })
  @ZodResponse({ status: 200, type: ExportListDto })
  async list(@Who() person: Person) {
    return { exports: await this.exports.latest(person) };
  }

  @Get(':id')
  @ApiOperation({ summary: 'How far a download is' })
  @ZodResponse({ status: 200, type: ExportDto })
  show(@Param() { id }: ExportParams, @Who() person: Person) {
    return this.exports.one(id, person);
  }

  @Get(':id/file')
  @ApiOperation({ summary: 'The file, once it is ready', description: 'UTF-8, RFC 4180. 409 while it is being made.' })
  @ApiOkResponse({ content: { 'text/csv': { schema: { type: 'string', format: 'binary' } } } })
  async file(@Param() { id }: ExportParams, @Who() person: Person, @Res() response: Response) {
    const { name, content } = await this.exports.file(id, person);
    response.set({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'no-store',
    });
    try {
      await pipeline(Readable.from(content), response);
    } catch (error) {
      // The line is cut by then, so that nobody takes half a file for the whole. Whoever goes away in the middle has their reasons.
      const { code, message } = error as NodeJS.ErrnoException;
      if (code !== 'ERR_STREAM_PREMATURE_CLOSE') this.log.error(`${name} could not be sent to its end: ${message}`);
    }
  }
}

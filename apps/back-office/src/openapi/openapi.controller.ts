import { Controller, Get, Redirect } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { OpenAPIObject } from '@nestjs/swagger';

/** Holds the document, which can be made only when all controllers are there. */
@ApiExcludeController()
@Controller('api')
export class OpenApiController {
  document?: OpenAPIObject;

  /** Who types the address by hand is shown what there is. */
  @Get()
  @Redirect('/api/docs')
  home() {}

  @Get('openapi.json')
  show() {
    return this.document;
  }
}

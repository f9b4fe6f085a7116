import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { MayUse } from '@takings/runtime/http';
import { ZodResponse } from 'nestjs-zod';
import { AuditChoicesDto, AuditPageDto, AuditQuery } from './audit.view';
import { AuditViews } from './audit-views';

@ApiTags('audit')
@MayUse('finance-manager', 'finance-approver', 'platform')
@Controller('api/audit')
export class AuditController {
  constructor(private readonly views: AuditViews) {}

  @Get()
  @ApiOperation({ summary: 'Who decided what, the newest first', description: 'Nobody can change or delete it.' })
  @ZodResponse({ status: 200, type: AuditPageDto })
  list(@Query() query: AuditQuery) {
    return this.views.page(query);
  }

  @Get('choices')
  @ApiOperation({ summary: 'By which people and actions the audit can be looked through' })
  @ZodResponse({ status: 200, type: AuditChoicesDto })
  choices() {
    return this.views.choices();
  }
}

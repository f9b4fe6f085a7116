import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { CompanyChanged } from '@takings/contracts';
import { Actor, createZodDto, MayUse } from '@takings/runtime/http';
import { ZodResponse } from 'nestjs-zod';
import { seenRevision, settingView, TOLD_OF } from '../told-settings';
import { Company } from './company';
import { CompanySetting } from './company-setting';

class CompanyDto extends createZodDto(settingView(CompanyChanged.data.omit(TOLD_OF))) {}
class ChangeCompanyDto extends createZodDto(Company.extend(seenRevision)) {}

@ApiTags('settings')
@MayUse('finance-manager', 'finance-approver', 'management', 'platform')
@Controller('api/settings/company')
export class CompanyController {
  constructor(private readonly settings: CompanySetting) {}

  @Get()
  @ApiOperation({ summary: 'What stands on letters and invoices of the company' })
  @ZodResponse({ status: 200, type: CompanyDto })
  show() {
    return this.settings.view();
  }

  @MayUse('finance-manager')
  @Put()
  @ApiOperation({
    summary: 'Change what stands on letters and invoices of the company',
    description: 'It holds from the next letter on; the schedule of runs moves to the time zone. 409: somebody else changed it meanwhile.',
  })
  @ZodResponse({ status: 200, type: CompanyDto })
  async change(@Body() { revision, ...value }: ChangeCompanyDto, @Actor() actor: string) {
    await this.settings.change(value, revision, actor);
    return this.settings.view();
  }
}

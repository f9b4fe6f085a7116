import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { createZodDto, MayUse } from '@takings/runtime/http';
import { ZodResponse } from 'nestjs-zod';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { allSuccessors } from './successors';

class SuccessorListDto extends createZodDto(
  z.object({
    people: z.array(z.object({ id: z.uuid(), name: z.string(), team: z.string().nullable().describe('The name of their team') })),
  }),
) {}

@ApiTags('sales in progress')
@MayUse('agent', 'team-manager')
@Controller('api/sale-flows/successors')
export class SuccessorsController {
  constructor(private readonly db: DataSource) {}

  @Get()
  @ApiOperation({ summary: 'Who may be given a sale: everybody who works at a desk, by name' })
  @ZodResponse({ status: 200, type: SuccessorListDto })
  async list() {
    return { people: await allSuccessors(this.db) };
  }
}

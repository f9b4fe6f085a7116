import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { createZodDto, MayUse } from '@takings/runtime/http';
import { ZodResponse } from 'nestjs-zod';
import { z } from 'zod';
import { FirstSteps, STEPS } from './first-steps';

class FirstStepsDto extends createZodDto(
  z.object({
    empty: z.boolean().describe('True until the first invoice has been issued'),
    left: z.int().nonnegative().describe('How many steps are not done'),
    steps: z.array(
      z.object({
        name: z.enum(STEPS),
        state: z.enum(['done', 'open', 'wrong']).describe('wrong: it was set or tested, and does not hold'),
        says: z.string(),
      }),
    ),
  }),
) {}

@ApiTags('settings')
@MayUse('finance-manager', 'finance-approver', 'management', 'platform')
@Controller('api/first-steps')
export class FirstStepsController {
  constructor(private readonly steps: FirstSteps) {}

  @Get()
  @ApiOperation({
    summary: 'What is still to be set before the first real run',
    description: 'Read from the system; nobody ticks anything.',
  })
  @ZodResponse({ status: 200, type: FirstStepsDto })
  show() {
    return this.steps.view();
  }
}

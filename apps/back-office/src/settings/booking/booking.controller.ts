import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { BookingChanged } from '@takings/contracts';
import { Actor, createZodDto, MayUse } from '@takings/runtime/http';
import { ZodResponse } from 'nestjs-zod';
import { seenRevision, settingView, TOLD_OF } from '../told-settings';
import { Booking } from './booking';
import { BookingSetting } from './booking-setting';

class BookingDto extends createZodDto(settingView(BookingChanged.data.omit(TOLD_OF))) {}
class ChangeBookingDto extends createZodDto(Booking.extend(seenRevision)) {}

@ApiTags('settings')
@MayUse('finance-manager', 'finance-approver', 'management', 'platform')
@Controller('api/settings/booking')
export class BookingController {
  constructor(private readonly settings: BookingSetting) {}

  @Get()
  @ApiOperation({ summary: 'How invoices and payments are booked in Xero' })
  @ZodResponse({ status: 200, type: BookingDto })
  show() {
    return this.settings.view();
  }

  @MayUse('finance-manager')
  @Put()
  @ApiOperation({
    summary: 'Change how invoices and payments are booked in Xero',
    description:
      'It holds from the next call to Xero on. 400: Xero would refuse it, by its own lists. 409: somebody else changed it meanwhile.',
  })
  @ZodResponse({ status: 200, type: BookingDto })
  async change(@Body() { revision, ...value }: ChangeBookingDto, @Actor() actor: string) {
    await this.settings.change(value, revision, actor);
    return this.settings.view();
  }
}

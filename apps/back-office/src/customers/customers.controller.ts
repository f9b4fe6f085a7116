import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Actor, MayUse } from '@takings/runtime/http';
import { ZodResponse } from 'nestjs-zod';
import { CustomerChangeDto, CustomerDto, CustomerPageDto, CustomerParams, CustomerQuery, NewCustomerDto } from './customer.view';
import { CustomerViews } from './customer-views';
import { Customers } from './customers';

@ApiTags('customers')
@Controller('api/customers')
@MayUse('agent', 'team-manager', 'finance-manager', 'finance-approver', 'management')
export class CustomersController {
  constructor(
    private readonly customers: Customers,
    private readonly views: CustomerViews,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Customers by name, closed ones too' })
  @ZodResponse({ status: 200, type: CustomerPageDto })
  list(@Query() query: CustomerQuery) {
    return this.views.page(query);
  }

  @Post()
  @MayUse('agent', 'team-manager', 'finance-manager')
  @HttpCode(201)
  @ApiOperation({
    summary: 'Enter a customer',
    description: 'Names need not be unique, the reference does, and it stays. 409: there is a customer of that reference.',
  })
  @ZodResponse({ status: 201, type: CustomerDto })
  async create(@Body() input: NewCustomerDto, @Actor() actor: string) {
    return this.views.one(await this.customers.create(input, actor));
  }

  @Get(':id')
  @ApiOperation({ summary: 'One customer, what was sold and the history' })
  @ZodResponse({ status: 200, type: CustomerDto })
  show(@Param() { id }: CustomerParams) {
    return this.views.one(id);
  }

  @Patch(':id')
  @MayUse('agent', 'team-manager', 'finance-manager')
  @ApiOperation({
    summary: 'Change, close or reopen a customer',
    description:
      'What is not said stays as it is, null takes it away; sales and invoices keep what they were made out to. 409: somebody else changed it meanwhile.',
  })
  @ZodResponse({ status: 200, type: CustomerDto })
  async change(@Param() { id }: CustomerParams, @Body() input: CustomerChangeDto, @Actor() actor: string) {
    await this.customers.change(id, input, actor);
    return this.views.one(id);
  }
}

import { Body, Controller, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Actor, MayUse } from '@takings/runtime/http';
import { ZodResponse } from 'nestjs-zod';
import { NewProductDto, ProductChangeDto, ProductDto, ProductListDto, ProductParams } from './product.view';
import { Products } from './products';

@ApiTags('products')
@Controller('api/products')
@MayUse('agent', 'team-manager', 'finance-manager', 'finance-approver', 'management')
export class ProductsController {
  constructor(private readonly products: Products) {}

  @Get()
  @ApiOperation({ summary: 'All products by name, also those sold no more' })
  @ZodResponse({ status: 200, type: ProductListDto })
  async list() {
    return { products: await this.products.all() };
  }

  @Post()
  @MayUse('finance-manager', 'management')
  @HttpCode(201)
  @ApiOperation({ summary: 'Enter a product', description: '409: there is one of that article number.' })
  @ZodResponse({ status: 201, type: ProductDto })
  async create(@Body() input: NewProductDto, @Actor() actor: string) {
    return this.products.one(await this.products.create(input, actor));
  }

  @Get(':id')
  @ApiOperation({ summary: 'One product and its history' })
  @ZodResponse({ status: 200, type: ProductDto })
  show(@Param() { id }: ProductParams) {
    return this.products.one(id);
  }

  @Patch(':id')
  @MayUse('finance-manager', 'management')
  @ApiOperation({
    summary: 'Change a product',
    description: 'What is not said stays as it is; sales keep what they were made with. 409: somebody else changed it meanwhile.',
  })
  @ZodResponse({ status: 200, type: ProductDto })
  async change(@Param() { id }: ProductParams, @Body() input: ProductChangeDto, @Actor() actor: string) {
    await this.products.change(id, input, actor);
    return this.products.one(id);
  }
}

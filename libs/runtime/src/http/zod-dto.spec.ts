import { Body, Controller, Module, Post } from '@nestjs/common';
import { ZodResponse } from 'nestjs-zod';
import { z } from 'zod';
import { renderedDocument } from './document';
import { createZodDto } from './zod-dto';

const fields = {
  bare: z.string().nullable().describe('A nullable text'),
  checked: z.string().max(10).nullable(),
  either: z.union([z.string(), z.number()]),
  perhaps: z.union([z.string(), z.number()]).nullish(),
  list: z.array(z.string()),
  type: z.string(),
};
class AskedDto extends createZodDto(z.object({ ...fields, within: z.object(fields) })) {}
class ToldDto extends createZodDto(z.object({ ...fields, all: z.array(z.object(fields)) })) {}

@Controller('api/asked')
class AskedController {
  @Post()
  @ZodResponse({ status: 201, type: ToldDto })
  ask(@Body() asked: AskedDto): ToldDto {
    return { ...asked, all: [] };
  }
}
@Module({ controllers: [AskedController] })
class AskedModule {}

const expected = {
  bare: { description: 'A nullable text', type: 'string', nullable: true },
  checked: { type: 'string', maxLength: 10, nullable: true },
  either: { anyOf: [{ type: 'string' }, { type: 'number' }] },
  perhaps: { anyOf: [{ type: 'string' }, { type: 'number' }], nullable: true },
  list: { type: 'array', items: { type: 'string' } },
  type: { type: 'string' },
};

it('is written as OpenAPI 3.0 knows it, at every depth and both ways', async () => {
  const document = JSON.parse(
    await renderedDocument({ module: AskedModule }, { at: 'api', title: 'Asked', pageTitle: 'Asked', description: 'For a test.' }),
  );
  const { AskedDto: asked, ToldDto_Output: told } = document.components.schemas;
  const { within, ...first } = asked.properties;
  expect(first).toEqual(expected);
  expect(within.properties).toEqual(expected);
  expect(told.properties).toMatchObject(expected);
  expect(told.properties.all.items.properties).toEqual(expected);
  expect(asked.required).toEqual(['bare', 'checked', 'either', 'list', 'type', 'within']);
});

it('still checks what comes', () => {
  expect(() => AskedDto.create({})).toThrow();
});

import { z } from 'zod';
import { CloudEvent } from '../cloud-event';
import type { Fact } from '../fact';
import { allFacts, doors, flow } from '../flow';

const schemaOf = (schema: z.ZodType) => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { target: 'draft-7' });
  return rest;
};

/** The JSON Schema of a fact's data, draft 7, with the sentence and the marks of each field. */
export const factSchema = ({ data }: Fact) => schemaOf(data);

const givers = (fact: Fact) => [
  ...flow.filter(({ gives }) => gives.includes(fact)).map(({ stage }) => stage),
  ...doors.filter(({ gives }) => gives.includes(fact)).map(({ door }) => door),
];
const takers = (fact: Fact) => flow.filter(({ takes }) => takes.includes(fact)).map(({ stage }) => stage);

/** The AsyncAPI 3 document of the exchange through which all facts travel. */
export function asyncApi() {
  const messages = Object.fromEntries(
    allFacts.map((fact) => [
      fact.type,
      {
        name: fact.type,
        summary: fact.says,
        description: `Given by: ${givers(fact).join(', ') || 'every stage'}. Taken by: ${takers(fact).join(', ')}.`,
        contentType: 'application/cloudevents+json',
        payload: {
          allOf: [{ $ref: '#/components/schemas/CloudEvent' }, { properties: { type: { const: fact.type }, data: factSchema(fact) } }],
        },
      },
    ]),
  );
  const refs = (types: string[]) => types.map((type) => ({ $ref: `#/channels/${channelOf(type)}/messages/${type}` }));
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Takings: the line of facts',
      version: '1.0.0',
      description: 'CloudEvents 1.0 in structured JSON on the topic exchange takings.facts, routed by type.',
      license: { name: 'MIT' },
    },
    defaultContentType: 'application/cloudevents+json',
    channels: Object.fromEntries(
      allFacts.map(({ type }) => [
        channelOf(type),
        {
          address: type,
          messages: { [type]: { $ref: `#/components/messages/${type}` } },
          bindings: { amqp: { is: 'routingKey', exchange: { name: 'takings.facts', type: 'topic', durable: true, vhost: '/' } } },
        },
      ]),
    ),
    operations: Object.fromEntries(
      flow.flatMap(({ stage, app, takes }) =>
        takes.map(({ type }) => [
          `${stage}.takes.${type}`,
          { action: 'receive', channel: { $ref: `#/channels/${channelOf(type)}` }, summary: `${app}: ${stage}`, messages: refs([type]) },
        ]),
      ),
    ),
    components: { messages, schemas: { CloudEvent: schemaOf(CloudEvent) } },
  };
}

const channelOf = (type: string) => type.replaceAll('.', '_');

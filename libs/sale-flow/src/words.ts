import type { Answers } from './answers';
import type { FlowDefinition } from './definition';
import type { FlowEvent } from './events';

/** What happened, in words that follow the name of who did it. */
export function wordsOf(event: FlowEvent, definition: FlowDefinition): string {
  const step = (id: string) => definition.steps.find((one) => one.id === id)?.title ?? id;
  const lookUp = (id: string) => definition.lookUps.find((one) => one.id === id)?.title ?? id;
  switch (event.type) {
    case 'started':
      return `started the sale ${event.saleRef}`;
    case 'drafted':
      return `typed into ${step(event.step)}: ${fieldsOf(event.draft)}`;
    case 'draft-discarded':
      return `left ${step(event.step)} as it was`;
    case 'answered':
      return `${event.confirmed ? 'confirmed' : 'answered'} ${step(event.step)}`;
    case 'reopened':
      return `${step(event.step)} was reopened, because ${becauseOf(event.because, step)} changed`;
    case 'look-up-asked':
      return `${lookUp(event.lookUp)}: asked for ${Object.values(event.question).join(', ')}`;
    case 'look-up-dropped':
      return `${lookUp(event.lookUp)}: not needed any more`;
    case 'look-up-found':
      return `${lookUp(event.lookUp)}: found${event.cost ? ` for ${event.cost}` : ''}`;
    case 'look-up-not-found':
      return `${lookUp(event.lookUp)}: not found`;
    case 'look-up-delayed':
      return `${lookUp(event.lookUp)}: ${event.reason}; tried again later`;
    case 'look-up-parked':
      return `${lookUp(event.lookUp)}: ${event.reason}; needs a person`;
    case 'look-up-typed-in':
      return `${lookUp(event.lookUp)}: typed in by hand`;
    case 'repriced':
      return `took the new prices: ${event.reason}`;
    case 'seller-changed':
      return `said that ${event.consultant.name} sold, ${event.channel}`;
    case 'handed-over':
      return `handed it over to ${event.to.name}: ${event.note}`;
    case 'taken-over':
      return `took it over from ${event.from.name}: ${event.reason}`;
    case 'migrated':
      return `moved it from version ${event.from} of the flow to ${event.to}`;
    case 'reminded':
      return 'reminded its agent that it expires soon';
    case 'expired':
      return 'nobody worked on it, so it expired';
    case 'continued':
      return 'continued it';
    case 'abandoned':
      return `gave it up: ${event.reason}`;
    case 'completed':
      return 'completed the sale';
    case 'taken-back':
      return `took the sale back: ${event.reason}`;
  }
}

const fieldsOf = (draft: Answers) => Object.keys(draft).join(', ') || 'nothing';

const becauseOf = (because: string, step: (id: string) => string) =>
  because === 'prices' ? 'prices' : because === 'definition' ? 'the flow' : step(because);

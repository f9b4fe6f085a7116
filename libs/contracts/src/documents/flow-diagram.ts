import type { Fact } from '../fact';
import { doors, flow, keepSettings, settleStuck, APPS } from '../flow';

const settling = new Set(APPS.flatMap((app) => [settleStuck(app), keepSettings(app)]));
const id = (name: string) => name.replaceAll(/[^a-z]+/gi, '_');
const name = ({ name: fact }: Fact) => fact;

/** The flow as a Mermaid chart: one box a stage, one arrow a fact from who gives it to who takes it. What goes wrong has a chart of its own in the book. */
export function flowDiagram(): string {
  const stages = flow.filter(({ stage }) => !settling.has(stage) && stage !== 'track-stuck' && stage !== 'track-provider');
  const shown = doors.filter(({ gives }) => gives.some((fact) => stages.some(({ takes }) => takes.includes(fact))));
  const boxes = [
    ...shown.map(({ door }) => `  ${id(door)}(["${door}"])`),
    ...[...new Set(stages.map(({ app }) => app))].flatMap((app) => [
      `  subgraph ${id(app)}_app["${app}"]`,
      ...stages.filter((step) => step.app === app).map(({ stage }) => `    ${id(stage)}["${stage}"]`),
      '  end',
    ]),
  ];
  const givers = [
    ...shown.map(({ door, gives }) => ({ from: door, gives })),
    ...stages.map(({ stage, gives }) => ({ from: stage, gives })),
  ];
  const arrows = givers.flatMap(({ from, gives }) =>
    stages.flatMap(({ stage, takes }) => {
      const facts = gives.filter((fact) => takes.includes(fact)).map(name);
      if (facts.length === 0 || stage === 'track-invoice') return [];
      return [`  ${id(from)} -- "${facts.join('<br/>')}" --> ${id(stage)}`];
    }),
  );
  return ['flowchart LR', ...boxes, ...arrows, '  every["all invoice facts"] -.-> track_invoice'].join('\n');
}

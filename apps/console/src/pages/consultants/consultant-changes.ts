import type { Consultant, ConsultantInput } from '../../api/consultants';

/** What saving would bring about, in sentences, before it is done. */
export function consultantChanges(consultant: Consultant, input: ConsultantInput): readonly string[] {
  const { name, team, hiddenFromScreens, active } = consultant;
  return [
    ...(input.team && input.team !== team.name
      ? [`From the next sale on, what ${name} sells counts for ${input.team}. Everything sold so far stays with ${team.name}.`]
      : []),
    ...(input.hidden_from_screens && !hiddenFromScreens
      ? [`Screens on the wall say “Somebody in ${input.team}” instead of the name. Pages that people open go on showing it.`]
      : []),
    ...(active && !input.active ? [`No more sales can be entered for ${name}. Earlier ones stay on the boards.`] : []),
  ];
}

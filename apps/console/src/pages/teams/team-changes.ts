import type { Team, TeamInput } from '../../api/teams';
import { counted } from '../../formats/counts';

/** What saving would bring about, in sentences, before it is done. */
export function teamChanges(team: Team, input: TeamInput, zone: (timeZone: string) => string): readonly string[] {
  const name = input.name.trim();
  return [
    ...(name !== team.name && name !== ''
      ? [`The board's address becomes “${name}”; sales files that name “${team.name}” are no longer understood.`]
      : []),
    ...(input.time_zone !== team.timeZone
      ? [`Sales from now on belong to days that end at midnight, ${zone(input.time_zone)}. Those made before keep their day.`]
      : []),
    ...(team.active && !input.active && team.consultants > 0
      ? [`${counted(team.consultants, 'consultant')} still in it. Move them to another team first, so that their sales count there.`]
      : []),
  ];
}

import type { ScreenSettings } from './protocol';

export const SCENE_SECONDS = 20;

export interface Scenes {
  readonly boards: readonly string[];
  readonly everySeconds: number;
  readonly currency?: string;
  /** Its sales are shown whatever scene is on. */
  readonly myTeam?: string;
}

/** `#/floor`, `#/Falcon?currency=EUR`, `#/floor,Falcon,Merlin?every=20&my-team=Falcon`; null without a board, which asks for pairing. */
export function scenesIn(hash: string): Scenes | null {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?');
  const boards = path.split(',').map(decoded).filter(Boolean);
  if (boards.length === 0) return null;
  const asked = new URLSearchParams(query);
  const every = Number(asked.get('every'));
  return {
    boards,
    everySeconds: every >= 5 ? every : SCENE_SECONDS,
    currency: asked.get('currency') ?? undefined,
    myTeam: asked.get('my-team') ?? undefined,
  };
}

export const scenesOf = ({ shows }: ScreenSettings): Scenes => ({ ...shows, everySeconds: shows.everySeconds ?? SCENE_SECONDS });

/** By the time of day, so that screens side by side turn together. */
export const sceneAt = ({ boards, everySeconds }: Scenes, wallMs: number): string =>
  boards[Math.floor(wallMs / (everySeconds * 1000)) % boards.length]!;

/** Every board that has to be listened to: what is shown, and my own team. */
export const heardBoards = ({ boards, myTeam }: Scenes): readonly string[] => [...new Set(myTeam ? [...boards, myTeam] : boards)];

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

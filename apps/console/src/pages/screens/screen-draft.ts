import type { Screen, ScreenInput } from '../../api/screens';

const SCENE_SECONDS = '20';

/** The form as it is being typed. */
export interface ScreenDraft {
  readonly code: string;
  readonly name: string;
  readonly kind: 'board' | 'slideshow';
  readonly board: string;
  readonly slides: readonly string[];
  readonly everySeconds: string;
  readonly myTeam: string;
  readonly currency: string;
  readonly hideAmounts: boolean;
}

export function draftOf(screen?: Screen): ScreenDraft {
  const { boards = ['floor'], everySeconds = null, currency, myTeam } = screen?.shows ?? {};
  return {
    code: '',
    name: screen?.name ?? '',
    kind: boards.length > 1 ? 'slideshow' : 'board',
    board: boards[0] ?? 'floor',
    slides: boards,
    everySeconds: everySeconds === null ? SCENE_SECONDS : String(everySeconds),
    myTeam: myTeam ?? '',
    currency: currency ?? '',
    hideAmounts: screen?.hideAmounts ?? false,
  };
}

/** What the API takes. A number that is none goes as it was typed, so that the server can say what it expects. */
export function screenInput({ name, kind, board, slides, everySeconds, myTeam, currency, hideAmounts }: ScreenDraft): ScreenInput {
  const seconds = Number(everySeconds.trim() || SCENE_SECONDS);
  const money = currency ? { currency } : {};
  const slideshow = {
    boards: [...slides],
    everySeconds: Number.isNaN(seconds) ? (everySeconds as unknown as number) : seconds,
    ...(myTeam && { myTeam }),
  };
  return { name: name.trim(), shows: { ...(kind === 'board' ? { boards: [board] } : slideshow), ...money }, hide_amounts: hideAmounts };
}

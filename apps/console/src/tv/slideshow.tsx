import type { BoardLine } from './board-line';
import { BoardView } from './board-view';
import { useClock } from './clock';
import { type Scenes, sceneAt } from './scenes';
import { useLines } from './use-lines';

interface SlideshowProps {
  readonly scenes: Scenes;
  readonly token?: string;
  /** A line that has the first board already. */
  readonly first?: BoardLine;
}

/** One board, or several in turn; each is kept up to date while another is on. Other scenes need another key. */
export function Slideshow({ scenes, token, first }: SlideshowProps) {
  const { myTeam } = scenes;
  const lines = useLines(scenes, token, first);
  const scene = useClock((now) => sceneAt(scenes, now.wallMs()));
  const line = lines.get(scene);
  const myLine = myTeam === undefined || myTeam === scene || scene === 'floor' ? undefined : lines.get(myTeam);
  if (!line) return null;
  return <BoardView key={scene} name={scene} line={line} mine={myLine && { team: myTeam!, line: myLine }} />;
}

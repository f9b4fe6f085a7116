import { useSyncExternalStore } from 'react';
import { createRoot } from 'react-dom/client';
import { PairedScreen } from './paired-screen';
import { scenesIn } from './scenes';
import { Slideshow } from './slideshow';
import '@fontsource-variable/inter';
import './tv.css';

function Wallboard() {
  const hash = useSyncExternalStore(subscribe, () => location.hash);
  const scenes = scenesIn(hash);
  return scenes ? <Slideshow key={hash} scenes={scenes} /> : <PairedScreen />;
}

function subscribe(listener: () => void) {
  addEventListener('hashchange', listener);
  return () => removeEventListener('hashchange', listener);
}

/** Nobody stands before a wall to load it again. */
const AGAIN_AFTER_MS = 10_000;
const startAgain = (error: unknown) => {
  reportError(error);
  setTimeout(() => location.reload(), AGAIN_AFTER_MS);
};

createRoot(document.getElementById('root')!, { onUncaughtError: startAgain }).render(<Wallboard />);

import { useEffect, useState } from 'react';
import { BoardLine } from './board-line';
import { clock } from './clock';
import { PairingView } from './pairing-view';
import { forgetToken, keepToken, keptToken } from './pairing';
import type { ScreenSettings } from './protocol';
import { scenesOf } from './scenes';
import { Slideshow } from './slideshow';

/** A device that shows what a person chose for it, and a code until somebody does. */
export function PairedScreen() {
  const [token, setToken] = useState(keptToken);
  const [changes, setChanges] = useState(0);
  const paired = (given: string) => {
    keepToken(given);
    setToken(given);
  };
  const withdrawn = () => {
    forgetToken();
    setToken(null);
  };
  if (!token) return <PairingView paired={paired} />;
  return <Device key={`${token} ${changes}`} token={token} changed={() => setChanges(changes + 1)} withdrawn={withdrawn} />;
}

interface DeviceProps {
  readonly token: string;
  /** It is to show something else; begins anew then. */
  readonly changed: () => void;
  readonly withdrawn: () => void;
}

/** Its first line says what to show, and brings the first of its boards itself. */
function Device({ token, changed, withdrawn }: DeviceProps) {
  const [settings, setSettings] = useState<ScreenSettings | null>(null);
  const [line] = useState(() => {
    let known: string | undefined;
    return new BoardLine({ token }, clock, {
      screen: (told) => {
        const shown = JSON.stringify(told.shows) + told.hideAmounts;
        if (known !== undefined && known !== shown) return changed();
        known = shown;
        setSettings(told);
      },
      withdrawn,
      refused: ({ code }) => {
        if (code === 'unknown-token' || code === 'withdrawn') withdrawn();
      },
    });
  });
  useEffect(() => () => line.close(), [line]);
  if (!settings || settings.shows.boards.length === 0)
    return <p className="empty">{settings ? 'No board is chosen for this screen' : 'Connecting'}</p>;
  return <Slideshow scenes={scenesOf(settings)} token={token} first={line} />;
}

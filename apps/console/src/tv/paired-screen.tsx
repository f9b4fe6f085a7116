import { useEffect, useState } from 'react';
import { BoardLine } from './board-line';
import { clock } from './clock';
import { PairingView } from './pairing-view';
import { forgetToken, keepToken, keptToken } from './pairing';
import type { ScreenSettings } from './protocol';
import { scenesOf } from './scenes';
import { Slideshow } from './slideshow';

/** A device that shows what a person chose for it, and its code until somebody does. */
export function PairedScreen() {
  const [token, setToken] = useState(keptToken);
  if (!token)
    return (
      <PairingView
        paired={(given) => {
          keepToken(given);
          setToken(given);
        }}
      />
    );
  return (
    <Device
      key={token}
      token={token}
      withdrawn={() => {
        forgetToken();
        setToken(null);
      }}
    />
  );
}

function Device({ token, withdrawn }: { readonly token: string; readonly withdrawn: () => void }) {
  const [settings, setSettings] = useState<ScreenSettings | null>(null);
  useEffect(() => {
    const line = new BoardLine({ token }, clock, {
      screen: setSettings,
      withdrawn,
      refused: ({ error }) => {
        if (error === 'Unauthorized' || error === 'Forbidden') withdrawn();
      },
    });
    return () => line.close();
    // The token is the device; what to do when it is withdrawn does not change with it.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [token]);
  if (!settings) return <p className="empty">Connecting</p>;
  return <Slideshow key={JSON.stringify(settings)} scenes={scenesOf(settings)} token={token} />;
}

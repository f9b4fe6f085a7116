import { IconDeviceTv, IconPlugConnectedX } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { BoardLine } from './board-line';
import { clock, nowMs } from './clock';
import { newCode, type PairingCode } from './pairing';

const AGAIN_AFTER_MS = 5_000;

/** Six digits that a person enters in the console; a new one when they ran out. */
export function PairingView({ paired }: { readonly paired: (token: string) => void }) {
  const { code, silent } = useCode(paired);
  return (
    <main className="pairing">
      <p className="kind">
        <IconDeviceTv aria-hidden />
        This screen is not paired yet
      </p>
      <h1 aria-label={code ? `Code ${[...code].join(' ')}` : 'Waiting for a code'}>
        {code ? (
          <>
            <span>{code.slice(0, 3)}</span> <span>{code.slice(3)}</span>
          </>
        ) : (
          <span aria-hidden>··· ···</span>
        )}
      </h1>
      <p>Enter this code in Takings under Screens, and choose what is shown here.</p>
      {silent && (
        <p className="stale" role="status">
          <IconPlugConnectedX aria-hidden />
          <span>No connection – trying again every 5 seconds</span>
        </p>
      )}
    </main>
  );
}

function useCode(paired: (token: string) => void) {
  const [shown, setShown] = useState<{ readonly code: string | null; readonly silent: boolean }>({ code: null, silent: false });
  useEffect(() => {
    const asking = new Asking(paired, (code, silent) => setShown({ code, silent }));
    return () => asking.close();
    // Asked for once; what follows the pairing is the same whoever draws this.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  return shown;
}

/** Has a code that holds, and listens for the pairing, until it is closed. */
class Asking {
  private readonly leaveClock: () => void;
  private line: BoardLine | undefined;
  private expiresAtMs = 0;
  private asking = false;
  private closed = false;

  constructor(
    private readonly paired: (token: string) => void,
    private readonly shows: (code: string | null, silent: boolean) => void,
  ) {
    this.leaveClock = clock.subscribe(() => void this.renewWhenDue());
    void this.renewWhenDue();
  }

  close() {
    this.closed = true;
    this.leaveClock();
    this.line?.close();
  }

  private async renewWhenDue() {
    if (this.asking || nowMs() < this.expiresAtMs) return;
    this.asking = true;
    try {
      this.show(await newCode());
    } catch {
      // Told on the screen; the clock brings us back.
      this.expiresAtMs = nowMs() + AGAIN_AFTER_MS;
      if (!this.closed) this.shows(null, true);
    } finally {
      this.asking = false;
    }
  }

  private show(code: PairingCode) {
    if (this.closed) return;
    // By the server's clock, which need not be ours: asked for a little early rather than shown too long.
    this.expiresAtMs = Math.max(nowMs() + AGAIN_AFTER_MS, Date.parse(code.expiresAt) - AGAIN_AFTER_MS);
    this.line?.close();
    this.line = new BoardLine({ pairing: code.device }, clock, {
      paired: this.paired,
      refused: () => {
        this.expiresAtMs = Math.min(this.expiresAtMs, nowMs() + AGAIN_AFTER_MS);
      },
    });
    this.shows(code.code, false);
  }
}

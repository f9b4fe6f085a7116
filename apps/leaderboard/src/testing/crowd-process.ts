import { BoardClient } from './board-client';
import type { CrowdState } from './crowd';

interface Question {
  readonly come?: { readonly many: number; readonly url: string };
  readonly loseTheirLines?: true;
}

const clients: BoardClient[] = [];

process.on('message', ({ come, loseTheirLines }: Question) => {
  if (come) {
    for (let n = 0; n < come.many; n++) clients.push(new BoardClient(come.url, {}, { reconnectionDelayMax: 1_000 }));
  }
  if (loseTheirLines) {
    for (const { socket } of clients) if (socket.connected) socket.io.engine.close();
  }
  process.send!(state());
});

function state(): CrowdState {
  const seqs = clients.map(({ seq }) => seq ?? null);
  const all = seqs.every((seq) => seq !== null);
  return {
    connected: clients.filter(({ socket }) => socket.connected).length,
    lowest: all ? Math.min(...seqs) : null,
    highest: all ? Math.max(...seqs) : null,
    mostSnapshots: Math.max(0, ...clients.map(({ snapshots }) => snapshots.length)),
    faults: clients.flatMap(({ faults }) => faults),
  };
}

import {
  type Icon,
  IconAlertTriangle,
  IconBuilding,
  IconCheck,
  IconHourglass,
  IconLoader,
  IconMapPin,
  IconPencil,
  IconRotateClockwise,
  IconSearch,
  IconShieldCheck,
  IconX,
} from '@tabler/icons-react';
import { type Effect, type FlowDefinition, type LookUpDefinition, type LookUpState } from '@takings/sale-flow';
import { useState } from 'react';
import { time } from '../../formats/times';
import { Badge, type Tone } from '../../pieces/badge';
import { Age } from '../../pieces/figures';
import pieces from '../../pieces/pieces.module.css';
import styles from './sale.module.css';
import { TypeIn } from './type-in';

interface LookedUpProps {
  readonly definition: FlowDefinition;
  readonly lookUps: Readonly<Record<string, LookUpState>>;
  readonly effect?: Effect;
  /** Not drawn for who may not work on the sale. */
  readonly acts?: {
    readonly tryNow: (lookUp: string) => void;
    readonly typeIn: (lookUp: string, answer: Readonly<Record<string, unknown>>) => Promise<unknown>;
  };
}

const SIGNS: Readonly<Record<string, Icon>> = { company: IconBuilding, addresses: IconMapPin, credit: IconShieldCheck };

/** What was looked up for the agent: the answer, who gave it when, and what comes next where there is none yet. */
export function LookedUp({ definition, lookUps, effect, acts }: LookedUpProps) {
  const [typing, setTyping] = useState<LookUpDefinition | undefined>();
  return (
    <aside className={`${pieces.card} ${styles.lookedUp}`} aria-labelledby="looked-up">
      <h2 id="looked-up">Looked up for you</h2>
      {definition.lookUps.map((one) => {
        const state = lookUps[one.id];
        const again = effect?.lookUps.find(({ lookUp }) => lookUp === one.id)?.becomes === 'asked-again';
        return <One key={one.id} definition={one} state={state} again={again} acts={acts} onTypeIn={() => setTyping(one)} />;
      })}
      {acts && <TypeIn lookUp={typing} onClose={() => setTyping(undefined)} send={acts.typeIn} />}
    </aside>
  );
}

interface OneProps {
  readonly definition: LookUpDefinition;
  readonly state: LookUpState | undefined;
  readonly again: boolean;
  readonly acts: LookedUpProps['acts'];
  readonly onTypeIn: () => void;
}

function One({ definition, state, again, acts, onTypeIn }: OneProps) {
  const Sign = SIGNS[definition.id] ?? IconSearch;
  const asked = state && state.state !== 'dropped' ? state : undefined;
  return (
    <section className={styles.lookUp} aria-label={definition.title}>
      <div className={styles.lookUpHead}>
        <Sign size={18} stroke={1.75} aria-hidden />
        <h3>{definition.title}</h3>
        <span className={styles.lookUpBadge}>{asked ? <StateBadge of={asked} again={again} /> : <Waits />}</span>
      </div>
      <p>{asked ? wordsOf(definition, asked) : 'Asked as soon as the answers it goes by are there.'}</p>
      {asked && <Source definition={definition} state={asked} />}
      {asked && acts && <Acts state={asked} title={definition.title} tryNow={() => acts.tryNow(definition.id)} onTypeIn={onTypeIn} />}
    </section>
  );
}

const Waits = () => (
  <Badge tone="mute" icon={IconHourglass}>
    Not asked yet
  </Badge>
);

const LOOKS: Readonly<Record<LookUpState['state'], { tone: Tone; icon: Icon; says: string }>> = {
  'looking-up': { tone: 'mute', icon: IconLoader, says: 'Looking up' },
  found: { tone: 'ok', icon: IconCheck, says: 'Found' },
  'not-found': { tone: 'warn', icon: IconX, says: 'Not found' },
  'trying-again': { tone: 'mute', icon: IconHourglass, says: 'Being tried again' },
  parked: { tone: 'bad', icon: IconAlertTriangle, says: 'Needs you' },
  'typed-in': { tone: 'warn', icon: IconPencil, says: 'Typed in by hand' },
  dropped: { tone: 'mute', icon: IconHourglass, says: 'Not asked yet' },
};

function StateBadge({ of, again }: { of: LookUpState; again: boolean }) {
  if (again) {
    return (
      <Badge tone="warn" icon={IconRotateClockwise}>
        Will run again
      </Badge>
    );
  }
  const { tone, icon, says } = LOOKS[of.state];
  return (
    <Badge tone={tone} icon={icon}>
      {of.state === 'trying-again' && of.nextTry ? `Try ${time(of.nextTry)}` : says}
    </Badge>
  );
}

/** The answer, or what goes on instead. */
function wordsOf({ says, asks, sourceName, blocks }: LookUpDefinition, { state, answer, question, reason }: LookUpState): string {
  const goOn = blocks === 'completion' ? 'Carry on: it is needed to complete the sale, not before.' : 'Carry on, we fill it in.';
  if (answer) return says?.(answer) ?? Object.values(answer).map(String).join(', ');
  if (state === 'looking-up') return `Asking about ${asks(question)}.`;
  if (state === 'not-found') return `${sourceName} knows nothing of ${asks(question)}.`;
  if (state === 'trying-again') return `${sentence(reason ?? `${sourceName} did not answer`)} ${goOn}`;
  return `${sentence(reason ?? `${sourceName} cannot answer this`)} Type it in, or let it be tried again.`;
}

const sentence = (words: string) => (/[.!?]$/.test(words) ? words : `${words}.`);

function Source({ definition, state }: { definition: LookUpDefinition; state: LookUpState }) {
  const parts = [
    state.state === 'typed-in' ? `Typed in by ${state.by?.name ?? 'somebody'}` : definition.sourceName,
    time(state.at),
    ...(state.answer && state.state === 'found' ? [state.cost ?? 'free'] : []),
  ];
  return (
    <p className={styles.source}>
      {parts.join(' · ')} · <Age of={state.at} /> ago
      {state.answer && ` · for ${definition.asks(state.question)}`}
    </p>
  );
}

interface ActsProps {
  readonly state: LookUpState;
  readonly title: string;
  readonly tryNow: () => void;
  readonly onTypeIn: () => void;
}

function Acts({ state: { state }, title, tryNow, onTypeIn }: ActsProps) {
  if (state === 'found') return null;
  return (
    <p className={styles.lookUpActs}>
      {state !== 'looking-up' && (
        <button type="button" className={pieces.textButton} onClick={tryNow} aria-label={`Try now: ${title}`}>
          Try now
        </button>
      )}
      {state !== 'typed-in' && (
        <button type="button" className={pieces.textButton} onClick={onTypeIn} aria-label={`Type it in: ${title}`}>
          Type it in
        </button>
      )}
    </p>
  );
}

import { PAUSE_SECONDS } from '@takings/sale-flow';
import { useEffect, useState } from 'react';
import { sayPresent, type Present, type Sale } from '../../api/sale-flows';

const SAY_EVERY_MS = 10_000;

/**
 * Says that this person edits the step as long as they look at it and do something, and answers who does so instead: whoever came first.
 * Of two who came at once it is the one whose id is the lower. Who reads only says nothing.
 */
export function useEditor(sale: Sale, step: string | undefined, me: string, mayWork: boolean): string | undefined {
  const [editing, setEditing] = useState(false);
  const others = othersAt(step, sale.presence, me);
  const waits = !editing && others.length > 0;

  useEffect(() => {
    if (step === undefined || !mayWork || waits) return;
    let gone = false;
    let inputAt = Date.now();
    let said = false;
    const noteInput = () => {
      inputAt = Date.now();
      if (!said) void say();
    };
    const say = async () => {
      const there = document.visibilityState === 'visible' && Date.now() - inputAt < PAUSE_SECONDS * 1_000;
      if (!there && !said) return;
      const before = said;
      said = there;
      // Who is there is worth no message: without a line nobody can be told.
      const present = await sayPresent(sale.flowId, there ? step : null).catch(() => []);
      if (gone) return;
      const giveWay = there && !before && othersAt(step, present, me).some(({ id }) => id < me);
      setEditing(there && !giveWay);
      if (giveWay) void sayPresent(sale.flowId, null).catch(() => undefined);
    };
    void say();
    const timer = setInterval(() => void say(), SAY_EVERY_MS);
    const onVisibility = () => void say();
    document.addEventListener('visibilitychange', onVisibility);
    for (const event of INPUT) document.addEventListener(event, noteInput);
    return () => {
      gone = true;
      clearInterval(timer);
      document.removeEventListener('visibilitychange', onVisibility);
      for (const event of INPUT) document.removeEventListener(event, noteInput);
      setEditing(false);
      if (said) void sayPresent(sale.flowId, null).catch(() => undefined);
    };
  }, [sale.flowId, step, me, mayWork, waits]);

  return waits ? others[0]?.name : undefined;
}

const INPUT = ['keydown', 'pointerdown'] as const;

const othersAt = (step: string | undefined, present: readonly Present[], me: string): readonly Present[] =>
  present.filter((one) => one.id !== me && one.step === step);

import { useRef, useState } from 'react';
import { ApiError, sentenceOf } from '../api/api-error';
import type { Fault } from './form';

interface Sending<T> {
  readonly send: () => Promise<T>;
  readonly done: (answer: T) => void;
  /** Ids of the form's fields by the names that the API gives them. */
  readonly fields: Readonly<Record<string, string>>;
}

/** One submission at a time; what the server refuses is shown at its field, and what was typed stays. */
export function useSending<T>({ send, done, fields }: Sending<T>) {
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<Fault | undefined>();
  const [conflict, setConflict] = useState<string | undefined>();
  const inHand = useRef(false);

  const submit = async () => {
    if (inHand.current) return;
    inHand.current = true;
    setBusy(true);
    setFault(undefined);
    setConflict(undefined);
    try {
      done(await send());
    } catch (error) {
      const field = error instanceof ApiError && error.field ? fields[error.field] : undefined;
      if (error instanceof ApiError && error.isConflict && !field) setConflict(error.message);
      else setFault({ field, says: error instanceof ApiError && field ? error.atField : sentenceOf(error) });
    } finally {
      inHand.current = false;
      setBusy(false);
    }
  };

  return {
    busy,
    conflict,
    faults: fault ? [fault] : [],
    /** The sentence of one field. */
    faultOf: (field: string) => (fault?.field === field ? fault.says : undefined),
    refuse: (refused: Fault) => setFault(refused),
    onSubmit: (event: React.FormEvent) => {
      event.preventDefault();
      void submit();
    },
  };
}

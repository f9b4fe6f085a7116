import { useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { sentenceOf } from '../../../api/api-error';
import type { Beginning, Mapping } from '../../../api/charges';
import { lookAtBeginning, previewFile } from '../../../api/upload';
import { Card } from '../../../pieces/card';
import { Faults } from '../../../pieces/form';
import { PageHead } from '../../../pieces/page-head';
import own from '../charges.module.css';
import { ChooseFile } from './choose-file';
import { MapColumns } from './map-columns';
import { Sending } from './sending';

const route = getRouteApi('/charges/upload');

type Step =
  | { readonly is: 'choose'; readonly fault?: string }
  | { readonly is: 'map'; readonly file: File; readonly beginning: Beginning; readonly mapping: Mapping; readonly fault?: string }
  | { readonly is: 'send'; readonly file: File; readonly part: number; readonly stop: () => void };

/** A file is looked at before anything of it is entered: its columns first, then every row. */
export function UploadPage() {
  const { kind = 'charges' } = route.useSearch();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [step, setStep] = useState<Step>({ is: 'choose' });

  const look = async (file: File) => {
    try {
      const beginning = await lookAtBeginning(file, kind);
      if (beginning.missing.length === 0) await send(file);
      else setStep({ is: 'map', file, beginning, mapping: beginning.guess });
    } catch (error) {
      setStep({ is: 'choose', fault: `${file.name}: ${sentenceOf(error)}` });
    }
  };

  const send = async (file: File, mapped?: { readonly beginning: Beginning; readonly mapping: Mapping }) => {
    const control = new AbortController();
    const stop = () => control.abort(new Error('broken off'));
    const progress = (part: number) => setStep({ is: 'send', file, part, stop });
    progress(0);
    try {
      const preview = await previewFile(file, kind, mapped?.mapping, { progress, signal: control.signal });
      void queries.invalidateQueries({ queryKey: ['imports'] });
      await navigate({ to: '/charges/imports/$import', params: { import: preview.importId } });
    } catch (error) {
      const fault = control.signal.aborted
        ? `${file.name} was not sent to its end. Nothing was entered.`
        : `${file.name}: ${sentenceOf(error)}`;
      setStep(mapped && !control.signal.aborted ? { is: 'map', file, ...mapped, fault } : { is: 'choose', fault });
    }
  };

  return (
    <>
      <PageHead
        title="Upload a file"
        under={{ to: '/charges', name: 'Charges' }}
        says="You see what will come in and what will not before anything is entered."
      />
      <Card padded>
        <div className={own.choose}>
          {step.is !== 'send' && step.fault && <Faults of={[{ says: step.fault }]} />}
          {step.is === 'choose' && <ChooseFile kind={kind} onChosen={(file) => void look(file)} />}
          {step.is === 'map' && (
            <MapColumns
              file={step.file}
              beginning={step.beginning}
              mapping={step.mapping}
              onChange={(mapping) => setStep({ ...step, mapping })}
              onDone={() => void send(step.file, step)}
              onLeave={() => setStep({ is: 'choose' })}
            />
          )}
          {step.is === 'send' && <Sending file={step.file} part={step.part} onStop={step.stop} />}
        </div>
      </Card>
    </>
  );
}

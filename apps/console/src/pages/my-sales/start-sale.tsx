import { Radio, Select } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { startSale } from '../../api/sale-flows';
import { consultantsQuery } from '../../api/consultants';
import { usePerson } from '../../api/session';
import { Faults, FormButtons, Submit } from '../../pieces/form';
import { Question } from '../../pieces/panel';
import pieces from '../../pieces/pieces.module.css';
import { useSending } from '../../pieces/use-sending';

const FIELDS = { consultant: 'start-consultant', channel: 'start-channel' };
const LAST = 'takings.last-consultant';
type Channel = 'online' | 'offline';

/** Who sells, and how it came in: the one last chosen here is offered again. */
export const StartSale = ({ opened, onClose }: { opened: boolean; onClose: () => void }) => (
  <Question title="Start a sale" opened={opened} onClose={onClose}>
    {opened && <StartForm />}
  </Question>
);

function StartForm() {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const person = usePerson();
  const query = useQuery(consultantsQuery);
  const [commandId] = useState(() => crypto.randomUUID());
  const [chosen, setChosen] = useState<string | null>(() => person.consultant?.id ?? localStorage.getItem(LAST));
  const [channel, setChannel] = useState<Channel>('offline');
  const sellers = (query.data ?? []).filter(({ active }) => active);
  const consultant = sellers.some(({ consultantId }) => consultantId === chosen) ? chosen : null;
  const form = useSending({
    fields: FIELDS,
    send: () => startSale({ command_id: commandId, consultant: consultant ?? undefined, channel }),
    done: ({ flowId }) => {
      if (consultant) localStorage.setItem(LAST, consultant);
      void queries.invalidateQueries({ queryKey: ['sale-flows'] });
      void navigate({ to: '/sales/$sale', params: { sale: flowId } });
    },
  });
  return (
    <form className={pieces.form} onSubmit={form.onSubmit} noValidate>
      <Faults of={form.conflict ? [{ says: form.conflict }] : form.faults} />
      <Select
        id={FIELDS.consultant}
        label="Who sells"
        description="It counts for this consultant on the leaderboard."
        data={sellers.map(({ consultantId, name, team }) => ({ value: consultantId, label: `${name}, ${team.name}` }))}
        value={consultant}
        onChange={setChosen}
        error={form.faultOf(FIELDS.consultant)}
        searchable
        selectFirstOptionOnChange
        nothingFoundMessage={query.isPending ? 'Being read…' : 'Nobody like that'}
        data-autofocus
      />
      <Radio.Group id={FIELDS.channel} label="How it came in" value={channel} onChange={(value) => setChannel(value as Channel)}>
        <div className={pieces.radios}>
          <Radio value="offline" label="By phone or in person" />
          <Radio value="online" label="Online" />
        </div>
      </Radio.Group>
      <FormButtons>
        <Submit says="Start the sale" working="Starting…" busy={form.busy} />
      </FormButtons>
    </form>
  );
}

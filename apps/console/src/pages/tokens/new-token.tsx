import { Button, Code, CopyButton, NativeSelect, TextInput } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type MadeToken, makeToken, type TokenInput } from '../../api/tokens';
import { Faults, FormButtons, Submit } from '../../pieces/form';
import styles from '../../pieces/pieces.module.css';
import { Note } from '../../pieces/states';
import { useSending } from '../../pieces/use-sending';
import { ROLE_WORDS, ROLES, type Role } from '../../shell/roles';

const FIELDS = { name: 'token-name', role: 'token-role' };

export function NewToken({ onDone }: { onDone: () => void }) {
  const queries = useQueryClient();
  const [input, setInput] = useState<TokenInput>({ name: '', role: 'agent' });
  const [made, setMade] = useState<MadeToken>();
  const form = useSending({
    fields: FIELDS,
    send: () => makeToken(input),
    done: (token) => {
      void queries.invalidateQueries({ queryKey: ['tokens'] });
      setMade(token);
    },
  });
  if (made) return <ShownOnce made={made} onDone={onDone} />;
  return (
    <form className={styles.form} onSubmit={form.onSubmit} noValidate>
      <Faults of={[...form.faults, ...(form.conflict ? [{ says: form.conflict }] : [])]} />
      <TextInput
        id={FIELDS.name}
        label="What it is for"
        description="The history of what the script changes says so."
        value={input.name}
        onChange={({ currentTarget }) => setInput((before) => ({ ...before, name: currentTarget.value }))}
        error={form.faultOf(FIELDS.name)}
        autoComplete="off"
        data-autofocus
      />
      <NativeSelect
        id={FIELDS.role}
        label="It may do what is for"
        value={input.role}
        onChange={({ currentTarget }) => setInput((before) => ({ ...before, role: currentTarget.value as Role }))}
        error={form.faultOf(FIELDS.role)}
        data={ROLES.map((role) => ({ value: role, label: ROLE_WORDS[role][1] }))}
      />
      <FormButtons>
        <Submit says="Make the token" working="Making it…" busy={form.busy} />
      </FormButtons>
    </form>
  );
}

const ShownOnce = ({ made, onDone }: { made: MadeToken; onDone: () => void }) => (
  <div className={styles.form}>
    <Note tone="warn" icon={IconKey} title="Copy it now">
      It is shown this once. Whoever has it may do what is for {ROLE_WORDS[made.role][1]}.
    </Note>
    <Code block aria-label="The token" style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }} tabIndex={0}>
      {made.token}
    </Code>
    <p className={styles.says}>The script sends it as “Authorization: Bearer” and a space before it.</p>
    <FormButtons>
      <CopyButton value={made.token}>
        {({ copied, copy }) => (
          <Button onClick={copy} data-autofocus>
            {copied ? 'Copied' : 'Copy the token'}
          </Button>
        )}
      </CopyButton>
      <Button variant="default" onClick={onDone}>
        Done
      </Button>
    </FormButtons>
  </div>
);

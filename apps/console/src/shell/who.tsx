import { Button, Popover, TextInput } from '@mantine/core';
import { IconUserCircle } from '@tabler/icons-react';
import { useState } from 'react';
import { setActor, useActor } from '../api/actor';
import styles from './shell.module.css';

/** Who sits here, for the history of what is changed; asked once, kept in this browser. */
export function Who() {
  const actor = useActor();
  const [opened, setOpened] = useState(false);
  const [name, setName] = useState(actor);
  return (
    <Popover opened={opened} onChange={setOpened} position="top-start" width={280} trapFocus withArrow>
      <Popover.Target>
        <button type="button" className={styles.who} onClick={() => setOpened((before) => !before)}>
          <IconUserCircle size={28} stroke={1.5} aria-hidden />
          <span>
            <b>{actor || 'Who are you?'}</b>
            <small>{actor ? 'Named in the history' : 'Say it once, for the history'}</small>
          </span>
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <form
          className={styles.whoForm}
          onSubmit={(event) => {
            event.preventDefault();
            setActor(name);
            setOpened(false);
          }}
        >
          <TextInput
            label="Your name"
            description="What you change names you."
            value={name}
            onChange={({ currentTarget }) => setName(currentTarget.value)}
            maxLength={100}
            autoComplete="name"
            data-autofocus
          />
          <Button type="submit">Keep my name</Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}

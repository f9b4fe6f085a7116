import { Modal, Switch } from '@mantine/core';
import { IconKeyboard } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { lettersAreOn, turnLetters } from '../pieces/letters';
import styles from './shell.module.css';

const KEYS = [
  ['Ctrl K', 'Find a customer, sale or invoice'],
  ['J, K', 'Next and previous row'],
  ['Enter', 'Open the row'],
  ['Esc', 'Close, back to the row'],
  ['?', 'These keys'],
] as const;

/** The keys, and the switch for whoever finds single letters in the way. */
export function Keys() {
  const [opened, setOpened] = useState(false);
  const [letters, setLetters] = useState(lettersAreOn);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const typing = event.target instanceof HTMLElement && event.target.matches('input, textarea, select, [contenteditable]');
      if (event.key === '?' && !typing && lettersAreOn()) setOpened(true);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
  return (
    <>
      <button type="button" className={styles.link} onClick={() => setOpened(true)}>
        <IconKeyboard size={18} stroke={1.75} aria-hidden />
        Keys
      </button>
      <Modal.Root opened={opened} onClose={() => setOpened(false)} centered>
        <Modal.Overlay />
        <Modal.Content>
          <div className={styles.keysHead}>
            <Modal.Title>Keys</Modal.Title>
            <Modal.CloseButton aria-label="Close" size={36} />
          </div>
          <Modal.Body>
            <dl className={styles.keys}>
              {KEYS.map(([key, does]) => (
                <div key={key}>
                  <dt>
                    <kbd>{key}</kbd>
                  </dt>
                  <dd>{does}</dd>
                </div>
              ))}
            </dl>
            <Switch
              label="Single letters work"
              description="Off for those who speak to their computer."
              checked={letters}
              onChange={({ currentTarget }) => {
                turnLetters(currentTarget.checked);
                setLetters(currentTarget.checked);
              }}
            />
          </Modal.Body>
        </Modal.Content>
      </Modal.Root>
    </>
  );
}

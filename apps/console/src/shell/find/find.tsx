import { Modal } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { usePerson } from '../../api/session';
import { MAY_OPEN } from '../may-open';
import { hasRole } from '../roles';
import styles from './find.module.css';
import { FindBox } from './find-box';

/** In the header of every page: opens what finds customers, sales and invoices, as Ctrl K does from anywhere. */
export function Find() {
  const maySee = hasRole(usePerson(), MAY_OPEN.customers);
  const [opened, setOpened] = useState(false);
  useHotkeys([['mod+K', () => setOpened(maySee)]], []);
  if (!maySee) return null;
  return (
    <>
      <button type="button" className={styles.opener} onClick={() => setOpened(true)} aria-keyshortcuts="Control+K Meta+K">
        <IconSearch size={16} stroke={1.75} aria-hidden />
        <span className={styles.words}>Find customer, sale, invoice</span>
        <span className={styles.word}>Find</span>
        <kbd>Ctrl K</kbd>
      </button>
      <Modal.Root opened={opened} onClose={() => setOpened(false)} size={640} yOffset="10vh">
        <Modal.Overlay backgroundOpacity={0.35} />
        <Modal.Content>
          <Modal.Title className={styles.unseen}>Find</Modal.Title>
          <Modal.Body p={0}>{opened && <FindBox onClose={() => setOpened(false)} />}</Modal.Body>
        </Modal.Content>
      </Modal.Root>
    </>
  );
}

import { Drawer, Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import styles from './pieces.module.css';

interface PanelProps {
  readonly title: string;
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** Beside the list: one thing of it. Esc closes and gives the focus back to its row. */
export const Panel = ({ title, opened, onClose, children }: PanelProps) => (
  <Drawer.Root opened={opened} onClose={onClose} position="right" size={520}>
    <Drawer.Overlay backgroundOpacity={0.35} />
    <Drawer.Content>
      <div className={styles.panelHead}>
        <Drawer.Title className={styles.panelTitle}>{title}</Drawer.Title>
        <Drawer.CloseButton aria-label="Close" size={36} />
      </div>
      <Drawer.Body className={styles.panelBody}>
        <div className={styles.panel}>{children}</div>
      </Drawer.Body>
    </Drawer.Content>
  </Drawer.Root>
);

/** What is moved by a transform cuts off the lists that hang open in it. */
const NOT_MOVED = { transition: 'fade' } as const;

/** In front of everything: says what will happen before it does. */
export const Question = ({ title, opened, onClose, children }: PanelProps) => (
  <Modal.Root opened={opened} onClose={onClose} centered transitionProps={NOT_MOVED}>
    <Modal.Overlay backgroundOpacity={0.35} />
    <Modal.Content>
      <div className={styles.panelHead}>
        <Modal.Title className={styles.panelTitle}>{title}</Modal.Title>
        <Modal.CloseButton aria-label="Close" size={36} />
      </div>
      <Modal.Body className={styles.panelBody}>{children}</Modal.Body>
    </Modal.Content>
  </Modal.Root>
);

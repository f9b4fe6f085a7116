import { Drawer } from '@mantine/core';
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
  <Drawer
    opened={opened}
    onClose={onClose}
    position="right"
    size={520}
    title={title}
    closeButtonProps={{ 'aria-label': 'Close', size: 36 }}
    overlayProps={{ backgroundOpacity: 0.35 }}
    classNames={{ title: styles.panelTitle, header: styles.panelHead, body: styles.panelBody }}
  >
    <div className={styles.panel}>{children}</div>
  </Drawer>
);

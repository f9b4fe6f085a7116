import { notifications } from '@mantine/notifications';

/** Said once, politely, and gone after a while. */
export const saved = (message: string) =>
  notifications.show({ message, autoClose: 6_000, withBorder: true, closeButtonProps: { 'aria-label': 'Close' } });

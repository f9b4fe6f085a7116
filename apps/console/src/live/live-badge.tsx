import { IconPlugConnectedX, IconWifiOff } from '@tabler/icons-react';
import { Badge } from '../pieces/badge';
import { Freshness } from '../pieces/freshness';
import { useIsLive } from './look-again';

/** Whether what others do appears by itself at once; without the line the page asks now and then. */
export function LiveBadge() {
  const { live, online } = useIsLive();
  if (live) return <Freshness of={{ is: 'live' }} />;
  return (
    <Badge tone="warn" icon={online ? IconPlugConnectedX : IconWifiOff}>
      {online ? 'Not live – looking every few seconds' : 'You are offline'}
    </Badge>
  );
}

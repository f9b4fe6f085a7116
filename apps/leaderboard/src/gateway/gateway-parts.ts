import type { Provider } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { DataSource } from 'typeorm';
import type { Config } from '../config';
import { CreateScreens1763700000020 } from '../screens/create-screens.migration';
import { NumberScreens1763700000021 } from '../screens/number-screens.migration';
import { Pairings } from '../screens/pairings';
import { ScreenSockets } from '../screens/screen-sockets';
import { Screens } from '../screens/screens';
import { ScreensController } from '../screens/screens.controller';
import { ShowsByName } from '../screens/shows';
import { BoardDirectory } from './board-directory';
import { Connections } from './connections';
import { Handshake } from './handshake';
import { LiveStreams } from './live-streams';
import { OtherProcesses } from './other-processes';
import { RankingGateway } from './ranking.gateway';
import { RedisLink } from './redis-link';
import { SocketAdapter } from './socket-adapter';

type Settings = Pick<Config, 'REDIS_URL' | 'CONNECTIONS_PER_ADDRESS' | 'TRUSTED_PROXIES'>;

/** The live side of the app: sockets, and the screens that are paired to them. */
export const gatewayParts = ({ REDIS_URL, CONNECTIONS_PER_ADDRESS, TRUSTED_PROXIES }: Settings) => ({
  controllers: [ScreensController],
  migrations: [CreateScreens1763700000020, NumberScreens1763700000021],
  providers: [
    { provide: OtherProcesses, useFactory: () => new OtherProcesses(REDIS_URL !== undefined) },
    { provide: Connections, useFactory: () => new Connections(CONNECTIONS_PER_ADDRESS, TRUSTED_PROXIES) },
    BoardDirectory,
    LiveStreams,
    Handshake,
    RankingGateway,
    Screens,
    Pairings,
    ShowsByName,
    ScreenSockets,
  ] satisfies Provider[],
});

/** Before the app listens: its sockets, on its own port. */
export async function attachGateway(app: NestExpressApplication, { REDIS_URL, TRUSTED_PROXIES }: Settings): Promise<void> {
  app.set('trust proxy', TRUSTED_PROXIES);
  const redis = REDIS_URL === undefined ? undefined : new RedisLink(REDIS_URL, await installationOf(app.get(DataSource)));
  app.useWebSocketAdapter(new SocketAdapter(app, app.get(Connections), redis));
}

async function installationOf(db: DataSource): Promise<string> {
  const [{ id }] = await db.query('select id from installation');
  return id;
}

import type { Provider } from '@nestjs/common';
import { SignIns } from '@takings/runtime/http';
import { DataSource } from 'typeorm';
import { AuditRefusals1763700000101 } from '../audit/audit-refusals.migration';
import { Refusals } from '../audit/refusals';
import { ApiTokens } from './api-tokens';
import { CreateSignIn1763700000040 } from './create-sign-in.migration';
import { DemoAccounts } from './demo-accounts';
import { ErrandCookie } from './errand-cookie';
import { KeptSignIns } from './kept-sign-ins';
import { OidcPeople } from './oidc-people';
import { OidcProvider } from './oidc-provider';
import { People } from './people';
import { PeopleController } from './people.controller';
import { SessionController } from './session.controller';
import { SessionLimits } from './session-limits';
import { SessionViews } from './session-views';
import { Sessions } from './sessions';
import type { SignInConfig } from './settings';
import { SignInController } from './sign-in.controller';
import { TokenFile } from './token-file';
import { TokensController } from './tokens.controller';

/** Who gets in: people, sessions, API tokens. */
export const signInParts = (config: SignInConfig) => ({
  controllers: [SignInController, SessionController, PeopleController, TokensController],
  migrations: [CreateSignIn1763700000040, AuditRefusals1763700000101],
  providers: [
    Refusals,
    { provide: SignIns, useClass: KeptSignIns },
    { provide: SessionLimits, useValue: new SessionLimits(config.SESSION_IDLE_MINUTES * 60, Math.round(config.SESSION_HOURS * 3600)) },
    { provide: OidcProvider, useFactory: () => new OidcProvider(config) },
    {
      provide: OidcPeople,
      useFactory: (db: DataSource, sessions: Sessions) => new OidcPeople(db, sessions, config),
      inject: [DataSource, Sessions],
    },
    { provide: DemoAccounts, useFactory: (db: DataSource) => new DemoAccounts(db, config.DEMO_ACCOUNTS), inject: [DataSource] },
    { provide: TokenFile, useFactory: (tokens: ApiTokens) => new TokenFile(tokens, config.API_TOKEN_FILE), inject: [ApiTokens] },
    Sessions,
    SessionViews,
    ApiTokens,
    People,
    ErrandCookie,
  ] satisfies Provider[],
});

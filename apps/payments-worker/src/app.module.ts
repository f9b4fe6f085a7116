import { type DynamicModule, Module } from '@nestjs/common';
import { stageApp } from '@takings/messaging';
import { AskSweep } from './charge-card/ask-sweep';
import { AttemptRow } from './charge-card/attempt.row';
import { AttemptAnswerRow } from './charge-card/attempt-answer.row';
import { Attempts } from './charge-card/attempts';
import { CardGateway } from './charge-card/card-gateway';
import { ChargeCard } from './charge-card/charge-card.stage';
import { ChargePolicy } from './charge-card/charge-policy';
import { CreateAttempts1763700000001 } from './charge-card/create-attempts';
import { UncertainCharges } from './charge-card/uncertain-charges';
import { CheckGateway } from './check-gateway/check-gateway.stage';
import { GatewayCheck } from './check-gateway/gateway-check';
import { Clock, SystemClock } from './clock';
import type { Config } from './config';
import { CreateHolds1763700000002 } from './hold-debit/create-holds';
import { HoldDebit } from './hold-debit/hold-debit.stage';
import { Holds } from './hold-debit/holds';
import { CreateLetGo1763700000003 } from './let-charge-go/create-let-go';
import { LetChargeGo } from './let-charge-go/let-charge-go.stage';
import { SecureTrading } from './secure-trading/secure-trading';
import { CreateDebitStops1764000000001 } from './stop-debit/create-debit-stops';
import { DebitStops } from './stop-debit/debit-stops';
import { StopDebit } from './stop-debit/stop-debit.stage';

const app = 'payments-worker';
const CONNECT_TIMEOUT_MS = 10_000;
/** A call ends by its time-out; so much later its process must be taken for dead. */
const DEAD_AFTER_MS = 5_000;

@Module({})
export class AppModule {
  static with(config: Config): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ...stageApp({
          app,
          config,
          stages: [ChargeCard, HoldDebit, LetChargeGo, StopDebit, CheckGateway],
          entities: [AttemptRow, AttemptAnswerRow],
          migrations: [CreateAttempts1763700000001, CreateHolds1763700000002, CreateLetGo1763700000003, CreateDebitStops1764000000001],
        }),
      ],
      providers: [
        ChargeCard,
        HoldDebit,
        LetChargeGo,
        CheckGateway,
        StopDebit,
        Holds,
        DebitStops,
        AskSweep,
        Attempts,
        UncertainCharges,
        { provide: Clock, useClass: SystemClock },
        { provide: ChargePolicy, useValue: policyOf(config) },
        { provide: SecureTrading, useFactory: () => new SecureTrading(accountOf(config)) },
        { provide: CardGateway, useExisting: SecureTrading },
        {
          provide: GatewayCheck,
          useFactory: (gateway: SecureTrading) => new GatewayCheck(gateway, credentialsOf(config)),
          inject: [SecureTrading],
        },
      ],
    };
  }
}

const policyOf = (config: Config): ChargePolicy => ({
  askAfterMs: config.ASK_AFTER_MS,
  sweepEveryMs: config.ASK_SWEEP_MS,
  callEndsWithinMs: config.ST_TIMEOUT_MS + DEAD_AFTER_MS,
  cardsAtOnce: config.CARDS_AT_ONCE,
  askEverythingFirst: config.ASK_EVERYTHING_FIRST,
});

const credentialsOf = ({ ST_ALIAS, ST_PASSWORD, ST_SITE_REFERENCE }: Config) => ({ ST_ALIAS, ST_PASSWORD, ST_SITE_REFERENCE });

const accountOf = (config: Config) => ({
  url: config.SECURE_TRADING_URL,
  alias: config.ST_ALIAS,
  password: config.ST_PASSWORD,
  siteReference: config.ST_SITE_REFERENCE,
  accountType: config.ST_ACCOUNT_TYPE,
  subscriptionType: config.ST_SUBSCRIPTION_TYPE === 'none' ? null : config.ST_SUBSCRIPTION_TYPE,
  initiationReason: config.ST_INITIATION_REASON ?? null,
  timeoutMs: config.ST_TIMEOUT_MS,
  connectTimeoutMs: Math.min(CONNECT_TIMEOUT_MS, config.ST_TIMEOUT_MS),
  idleConnections: config.CARDS_AT_ONCE,
});

import { ConnectionViews } from '../connections/connection-views';
import { Connections } from '../connections/connections';
import { ConnectionsController } from '../connections/connections.controller';
import { CreateConnections1763700000090 } from '../connections/create-connections.migration';
import { TrackChecks } from '../connections/track-checks.stage';
import { FirstSteps } from '../first-steps/first-steps';
import { FirstStepsController } from '../first-steps/first-steps.controller';
import { BookingController } from './booking/booking.controller';
import { BookingSetting } from './booking/booking-setting';
import { CompanyController } from './company/company.controller';
import { CompanySetting } from './company/company-setting';
import { MailTextsController } from './mail-texts/mail-texts.controller';
import { MailTextsSetting } from './mail-texts/mail-texts-setting';
import { NumberSeriesController } from './number-series/number-series.controller';
import { NumberSeriesSetting } from './number-series/number-series-setting';
import { PricesController } from './prices/prices.controller';
import { PricesSetting } from './prices/prices-setting';
import { ToldSettings } from './told-settings';

/** Settings that other apps go by, the tests of the connections, and what is still to be set. */
export const settingParts = {
  stages: [TrackChecks],
  migrations: [CreateConnections1763700000090],
  controllers: [
    BookingController,
    CompanyController,
    MailTextsController,
    NumberSeriesController,
    PricesController,
    ConnectionsController,
    FirstStepsController,
  ],
  providers: [
    ToldSettings,
    BookingSetting,
    CompanySetting,
    MailTextsSetting,
    NumberSeriesSetting,
    PricesSetting,
    Connections,
    ConnectionViews,
    FirstSteps,
  ],
};

import { queryOptions } from '@tanstack/react-query';
import type { components } from './generated/back-office';
import { get, post, put } from './request';

type Schemas = components['schemas'];

export type Approval = Schemas['ApprovalDto_Output'];
export type ApprovalInput = Pick<Approval, 'automaticUpTo' | 'onePersonUpTo' | 'stopUpTo' | 'approvers'>;
export type Schedule = Schemas['ScheduleDto_Output'];
export type ScheduleInput = Pick<Schedule, 'on' | 'cron' | 'timeZone'>;
export type ScheduleDates = Schemas['ScheduleDatesDto_Output'];
export type Connections = Schemas['ConnectionsDto_Output'];
export type Booking = Schemas['BookingDto_Output'];
export type BookingInput = NonNullable<Booking['setting']>;
export type Company = Schemas['CompanyDto_Output'];
export type CompanyInput = NonNullable<Company['setting']>;
export type MailTexts = Schemas['MailTextsDto_Output'];
export type MailKind = MailTexts['kinds'][number]['kind'];
export type MailText = NonNullable<MailTexts['setting']>['texts'][number];
export type MailPreview = Schemas['MailPreviewDto_Output'];
export type NumberSeries = Schemas['NumberSeriesDto_Output'];
export type NumberSeriesInput = NonNullable<NumberSeries['setting']>;
export type Prices = Schemas['PricesDto_Output'];
export type FirstSteps = Schemas['FirstStepsDto_Output'];

/** The revision that the change began from. */
interface Seen {
  readonly revision: number;
}

/** Each setting, and what hangs together with all of them, is read anew after any change. */
export const SETTINGS = ['settings'] as const;

const setting = <T>(name: string) =>
  queryOptions({ queryKey: [...SETTINGS, name], queryFn: ({ signal }) => get<T>(`/api/settings/${name}`, {}, signal) });

export const approvalQuery = setting<Approval>('approval');
export const scheduleQuery = setting<Schedule>('schedule');
export const bookingQuery = setting<Booking>('booking');
export const companyQuery = setting<Company>('company');
export const mailTextsQuery = setting<MailTexts>('mail-texts');
export const numberSeriesQuery = setting<NumberSeries>('number-series');
export const pricesSettingQuery = setting<Prices>('prices');

const WHILE_ASKING_MS = 1_000;

/** Looks again every second while a test has no answer. */
export const connectionsQuery = queryOptions({
  queryKey: [...SETTINGS, 'connections'],
  queryFn: ({ signal }) => get<Connections>('/api/settings/connections', {}, signal),
  refetchInterval: ({ state: { data } }) => {
    const waits = data && [data.xero, data.gateway, data.mail].some(({ state }) => state === 'asking' || state === 'silent');
    return waits ? WHILE_ASKING_MS : false;
  },
});

export const firstStepsQuery = queryOptions({
  queryKey: [...SETTINGS, 'first-steps'],
  queryFn: ({ signal }) => get<FirstSteps>('/api/first-steps', {}, signal),
});

export const changeApproval = (input: ApprovalInput & Seen) => put<Approval>('/api/settings/approval', input);
export const changeSchedule = (input: ScheduleInput & Seen) => put<Schedule>('/api/settings/schedule', input);
export const changeBooking = (input: BookingInput & Seen) => put<Booking>('/api/settings/booking', input);
export const changeCompany = (input: CompanyInput & Seen) => put<Company>('/api/settings/company', input);
export const changeMailTexts = (input: { readonly texts: readonly MailText[] } & Seen) => put<MailTexts>('/api/settings/mail-texts', input);
export const changeNumberSeries = (input: NumberSeriesInput & Seen) => put<NumberSeries>('/api/settings/number-series', input);

export const changePrices = (input: Prices['setting'] & Seen) => put<Prices>('/api/settings/prices', input);

export const scheduleDates = (asked: Pick<ScheduleInput, 'cron' | 'timeZone'>) =>
  post<ScheduleDates>('/api/settings/schedule/preview', asked);
export const mailPreview = (mail: MailText) => post<MailPreview>('/api/settings/mail-texts/preview', { mail });

export const testXero = () => post<Connections>('/api/settings/connections/xero/test');
export const testGateway = () => post<Connections>('/api/settings/connections/gateway/test');
export const testMail = (mail: MailText) => post<Connections>('/api/settings/connections/mail/test', { mail });

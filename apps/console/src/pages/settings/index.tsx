export { ApprovalPage } from './approval';
export { CompanyPage } from './company';
export { GatewayPage } from './gateway';
export { MailsPage } from './mails';
export { NumbersPage } from './numbers';
export { SettingsOverview } from './overview';
export { SchedulePage } from './schedule';
export { XeroPage } from './xero';

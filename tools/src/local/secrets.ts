import { randomBytes } from 'node:crypto';
import { CannotStart } from '../cannot-start';
import type { DataFolder } from './data-folder';

/** Passwords between the local processes. Made up once for each data folder, never shown, of no use anywhere else. */
export interface Secrets {
  readonly databasePassword: string;
  readonly brokerPassword: string;
  readonly xeroClientSecret: string;
  readonly secureTradingPassword: string;
  readonly lookUpKey: string;
  readonly sessionSecret: string;
}

const NAMES = ['databasePassword', 'brokerPassword', 'xeroClientSecret', 'secureTradingPassword', 'lookUpKey', 'sessionSecret'] as const;
const FILE = 'secrets.json';

/** A secret that an older version did not know is added; the others stay, the database knows them. */
export function localSecrets(data: DataFolder): Secrets {
  const known = parse(data.read(FILE), data.file(FILE));
  const secrets = Object.fromEntries(NAMES.map((name) => [name, known[name] ?? randomBytes(32).toString('base64url')]));
  if (NAMES.some((name) => known[name] === undefined)) data.write(FILE, `${JSON.stringify(secrets, null, 2)}\n`);
  return secrets as unknown as Secrets;
}

function parse(text: string | undefined, path: string): Partial<Record<(typeof NAMES)[number], string>> {
  try {
    return text === undefined ? {} : JSON.parse(text);
  } catch {
    throw new CannotStart(
      `${path} is damaged; the database cannot be opened without its password. Restore it, or start with another --data.`,
    );
  }
}

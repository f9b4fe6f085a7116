/** Texts of the gateway's registry (SecureTrading/st-python-api, `errormessages.json`) for the codes that the stand-in gives. */
const TEXTS = {
  '0': 'Ok',
  '10205': 'Malformed JSON',
  '20004': 'Missing parent',
  '20005': 'Refund requires settled parent or parent thats due to settle today',
  '20006': 'Refund requires authorisation parent',
  '20007': 'Refund amount too great',
  '20011': 'Cannot refund a decline transaction',
  '20015': 'Cannot override currency in child transaction',
  '20018': 'Subscription requires RECUR account',
  '30000': 'Invalid field',
  '30001': 'Unknown site',
  '30007': 'Invalid version number',
  '30008': 'Unknown user',
  '60010': 'Bank System Error',
  '60014': 'Transaction reference not found',
  '60017': 'Transaction not updatable',
  '60018': 'Invalid requesttype',
  '60019': 'No searchable filter specified',
  '60033': 'Invalid updates specified',
  '70000': 'Decline',
  '71000': 'Soft Decline',
  '72000': 'Refer to Issuer',
} as const;

export type ErrorCode = keyof typeof TEXTS;

export const textOf = (code: string) => TEXTS[code as ErrorCode] ?? 'Unknown error';

/** Thrown while reading a request; it becomes the element's answer. `fields` are the `errordata` of 30000. */
export class GatewayError extends Error {
  override readonly name = 'GatewayError';
  constructor(
    readonly code: ErrorCode,
    readonly fields: readonly string[] = [],
  ) {
    super(textOf(code));
  }
}

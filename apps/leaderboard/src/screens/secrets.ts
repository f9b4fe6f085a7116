import { createHash, createHmac, randomBytes, randomInt } from 'node:crypto';

/** 256 random bits, which nobody guesses. */
export const newSecret = () => randomBytes(32).toString('base64url');

/** Six digits, which a person reads from a wall. */
export const newCode = () => String(randomInt(1_000_000)).padStart(6, '0');

/** What is kept in place of a secret or a code. */
export const hashOf = (text: string) => createHash('sha256').update(text).digest();

/**
 * The token of a screen, made from the secret that only its device has: whichever process tells it, and however often, it is the same, and
 * none has to keep it until then.
 */
export const tokenOf = (device: string, screenId: string) =>
  createHmac('sha256', device).update(`token of screen ${screenId}`).digest('base64url');

const TOKEN = 'takings.screen.token';

/** What a device asks for to be paired. The secret stays in the device; people see the code only. */
export interface PairingCode {
  readonly code: string;
  readonly device: string;
  readonly expiresAt: string;
}

/** Throws when the server cannot be reached or refuses. */
export async function newCode(): Promise<PairingCode> {
  const answer = await fetch('/api/screens/codes', { method: 'POST', headers: { accept: 'application/json' } });
  if (!answer.ok) throw new Error(`No pairing code: the server answered ${answer.status}`);
  return (await answer.json()) as PairingCode;
}

export const keptToken = () => localStorage.getItem(TOKEN);
export const keepToken = (token: string) => localStorage.setItem(TOKEN, token);
export const forgetToken = () => localStorage.removeItem(TOKEN);

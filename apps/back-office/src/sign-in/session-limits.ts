/** When a session ends by itself. */
export class SessionLimits {
  constructor(
    /** Left alone for so long. */
    readonly idleSeconds: number,
    /** After sign-in, whatever is done. */
    readonly endsAfterSeconds: number,
  ) {}
}

const KEEPS = 'takings.letters';

/** Keys that are single letters get in the way of speech input, so they can be turned off. */
export const lettersAreOn = (): boolean => localStorage.getItem(KEEPS) !== 'off';

export const turnLetters = (on: boolean) => localStorage.setItem(KEEPS, on ? 'on' : 'off');

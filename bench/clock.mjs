/** Milliseconds since 1970 with their fraction, comparable between the processes of one machine. */
export const now = () => performance.timeOrigin + performance.now();

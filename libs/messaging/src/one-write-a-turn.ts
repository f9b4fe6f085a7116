import type { Writable } from 'node:stream';

/**
 * amqplib hands every frame to the socket by itself, and each is then a system call and a packet. What is written in one turn leaves in
 * one: a batch of acks or publishes in single messages cost a third of a stage's time. Nothing waits longer for it.
 */
export function oneWriteATurn(socket: Writable): void {
  const write = socket.write.bind(socket) as (...args: unknown[]) => boolean;
  let corked = false;
  socket.write = (...args: unknown[]) => {
    if (!corked) {
      corked = true;
      socket.cork();
      process.nextTick(() => {
        corked = false;
        socket.uncork();
      });
    }
    return write(...args);
  };
}

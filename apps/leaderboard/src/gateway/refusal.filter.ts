import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import { InvalidInput } from '@takings/runtime';
import type { Socket } from 'socket.io';

/** What a client asked for after the handshake and does not get: event `refused`, with a sentence. What is no fault of its own ends the line, and it comes back. */
@Catch()
export class RefusalFilter implements ExceptionFilter {
  private readonly log = new Logger('RefusalFilter');

  catch(error: unknown, host: ArgumentsHost) {
    const socket = host.switchToWs().getClient<Socket>();
    if (error instanceof InvalidInput) return void refuse(socket, error.message, error.field);
    this.log.error(error);
    socket.conn.close();
  }
}

export function refuse(socket: Socket, message: string, field?: string) {
  socket.emit('refused', { message, ...(field && { field }) });
}

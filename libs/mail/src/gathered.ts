import { pipeline, type Readable, Transform, type TransformCallback } from 'node:stream';

/**
 * The same content in one piece. nodemailer makes a mail in some fifteen small ones, and each would be a write of its own to the socket,
 * a fifth of what a sending costs.
 */
export function gathered(content: Readable): Readable {
  // An error of the content destroys the whole with that error, and so reaches whoever reads it.
  return pipeline(content, new Gathered(), () => undefined);
}

class Gathered extends Transform {
  private readonly pieces: Buffer[] = [];

  override _transform(piece: Buffer, _encoding: BufferEncoding, next: TransformCallback) {
    this.pieces.push(piece);
    next();
  }

  override _flush(next: TransformCallback) {
    next(null, Buffer.concat(this.pieces));
  }
}

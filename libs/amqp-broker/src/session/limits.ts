/** Limits of one connection. Bytes and seconds. */
export interface Limits {
  /** Offered in connection.tune; a client may ask for less. */
  frameMaxBytes: number;
  channelMax: number;
  heartbeatSeconds: number;
  maxMessageBytes: number;
  /** Above this a connection that does not read gets no more deliveries. */
  writeBufferBytes: number;
  /** A client must log in within this time. */
  handshakeSeconds: number;
}

export const defaultLimits: Limits = {
  frameMaxBytes: 131_072,
  channelMax: 2047,
  heartbeatSeconds: 60,
  maxMessageBytes: 134_217_728,
  writeBufferBytes: 1_048_576,
  handshakeSeconds: 10,
};

/** What the service worker tells about each request that it sees go out to the network, or refuses. */
export interface NetworkReport {
  readonly type: 'network';
  readonly url: string;
  readonly method: string;
  /** Bytes in the body and the query string: all that a request for a fixed address could carry. */
  readonly bytes: number;
  readonly refused: boolean;
}

/** What Teams is told in return for an invoke: the HTTP status, and the body that it waits for. */
export interface InvokeReply {
  status: number;
  body?: unknown;
}

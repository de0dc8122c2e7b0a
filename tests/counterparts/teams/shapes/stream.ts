/** An answer that comes in pieces. */
export interface Stream {
  /** Of its message, too. */
  id: string;
  roomId: string;
  /** `performance.now()` */
  begunAt: number;
  lastAt: number;
  sequence: number;
  /** What has been shown of the answer; informative words do not count. */
  text: string;
  state: "running" | "done" | "cancelled" | "too long";
}

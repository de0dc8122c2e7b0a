/** To whom an answer is shown: what may be pressed depends on it. */
export interface Shown {
  to: "room" | "person-in-room" | "direct";
  threadId: string;
  /** Milliseconds UTC. */
  now: number;
}

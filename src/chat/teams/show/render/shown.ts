/** To whom an answer is shown: what may be pressed depends on it. */
export interface Shown {
  /** `person`: alone, in their own chat, for something that was asked in a room. */
  to: "room" | "person" | "direct";
  /** What the room is called where the answer may be shared with it. */
  place: "channel" | "chat";
  isPlayground: boolean;
  /** Markdown before the answer, where it needs to be said what it answers. */
  intro: string | undefined;
  /** Milliseconds UTC. */
  now: number;
}

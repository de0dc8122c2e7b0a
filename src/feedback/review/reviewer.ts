import type { Audience } from "../../access/audience.ts";

/** Who reviews; `name` is what readers and other reviewers are shown of them. */
export interface Reviewer {
  id: string;
  name?: string | undefined;
}

/** A reviewer who looks at the queue, with what they may read at this moment, themselves alone. */
export interface QueueReader extends Reviewer {
  audience: Audience;
  /** Whether they are in a room now, so that what was said there is theirs to read. */
  isIn(roomId: string): Promise<boolean>;
}

const MOST_NAME = 80;

/** A name as others are shown it; undefined where nothing of it is left. */
export function shownName({ name }: Reviewer): string | undefined {
  const visible = name?.replaceAll(/\p{C}+/gu, " ").trim();
  return visible?.slice(0, MOST_NAME) || undefined;
}

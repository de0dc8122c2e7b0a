import type { ChatAbility } from "../../../../src/chat/chat-abilities.ts";
import type { ChatWorld, OpenWorld, WorldSetting } from "./chat-world.ts";
import { SETTING } from "./setting.ts";

/** What a world offers where its platform has an ability, and nowhere else. */
export const actsOf = {
  rooms: ["addRoom", "join", "takeBotOut", "bringBotBack", "hideMembers"],
  edits: ["edit"],
  deletions: ["remove"],
  reactions: ["reactMute"],
  status: ["statusOf"],
  stop: ["stopAnswer"],
  choices: ["choose"],
  "ask-privately": ["askPrivately", "seesAlone"],
  share: ["share"],
  "ask-expert": ["askExpert"],
  votes: ["vote"],
  proposals: ["propose"],
  commands: ["command"],
  forms: ["openForm"],
  home: ["openHome"],
} as const satisfies Partial<Record<ChatAbility, readonly (keyof ChatWorld)[]>>;

type ActsOf<A extends ChatAbility> = A extends keyof typeof actsOf
  ? (typeof actsOf)[A][number]
  : never;

/** A world of a platform that has these abilities. */
export type WorldWith<A extends ChatAbility> = ChatWorld & Required<Pick<ChatWorld, ActsOf<A>>>;

/** Opens a new world, which differs from the usual one in these. */
export type Open<World> = (change?: Partial<WorldSetting>) => Promise<World>;

/** What people do with Footnote, the same on every platform that has the abilities it needs. */
export interface Journey {
  name: string;
  needs: readonly ChatAbility[];
  walk(open: OpenWorld): Promise<void>;
}

export function journey<A extends ChatAbility>(
  name: string,
  needs: readonly A[],
  walk: (open: Open<WorldWith<A>>) => Promise<void>,
): Journey {
  return {
    name,
    needs,
    // Its platform declares these abilities, and a test of its own that the world offers them.
    walk: (open) => walk((change) => open({ ...SETTING, ...change }) as Promise<WorldWith<A>>),
  };
}

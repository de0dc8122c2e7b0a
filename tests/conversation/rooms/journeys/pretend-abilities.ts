import { chatAbilities, type PlatformAbilities } from "../../../../src/chat/chat-abilities.ts";

const NO_SCREENS = {
  no: "The pretend platform has no screens, only messages and what happens to them.",
};
const lacking = {
  "suggested-questions": NO_SCREENS,
  status: NO_SCREENS,
  proposals: NO_SCREENS,
  forms: NO_SCREENS,
  "secret-page": NO_SCREENS,
  progress: { no: "No syncs are done behind the pretend platform, so there are none to follow." },
  home: NO_SCREENS,
} as const satisfies Partial<PlatformAbilities>;

/** All that needs no screen. */
export const pretendAbilities = {
  ...(Object.fromEntries(Object.keys(chatAbilities).map((ability) => [ability, "yes"])) as Record<
    keyof typeof chatAbilities,
    "yes"
  >),
  ...lacking,
};

export type PretendAbility = Exclude<keyof typeof chatAbilities, keyof typeof lacking>;

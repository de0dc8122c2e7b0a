import { expect, test } from "vitest";
import { answerId, ask, botSaid } from "../../../contracts/chat-journeys/world/moves.ts";
import { BONUS, SETTING } from "../../../contracts/chat-journeys/world/setting.ts";
import { openTeamsWorld } from "./journeys/teams-world.ts";

test.each([
  ["open", "channel"],
  ["closed", "chat"],
] as const)(
  "what is said of an %s room calls it a %s",
  async (kind, word) => {
    const world = await openTeamsWorld(SETTING);
    const room = await world.addRoom(kind, ["ana", "ben"]);
    const said = await ask(world, "ana", room, BONUS);
    const id = await answerId(world, "ana", said);
    await world.askExpert("ben", id);
    await world.settle();
    const advice = (await botSaid(world, "ana", said)).at(-1)?.text;
    expect(advice).toMatch(new RegExp(`/channel expert <who>.*said in this ${word}, or`));
    await world.askPrivately("ana", id, said);
    await world.settle();
    const own = (await world.seesAlone("ana")).find(({ answer }) => answer !== undefined);
    await world.share("ana", own?.answer?.id ?? "", said);
    await world.settle();
    const told = (await world.seesAlone("ana")).at(-1)?.text;
    expect(told).toContain(`I posted nothing in the ${word}`);
  },
  30_000,
);

import { expect, test } from "vitest";
import { NOBODY_KNOWS } from "../../contracts/chat-journeys/world/setting.ts";
import { botSaid, openWorld, personId, WORKSPACE } from "./pretend-world.ts";

/** Ana asked in a room with ben and cem what nobody knows. */
async function openAsked({ canWhisper = true } = {}) {
  const world = await openWorld({ canWhisper });
  const { rooms } = world.storage.rooms;
  const room = await world.addRoom("open", ["ana", "ben", "cem"]);
  const said = await world.say("ana", room, NOBODY_KNOWS, { mention: true });
  await world.settle();
  return {
    world,
    said,
    name: (who: string, where = room) => rooms.change(where, { expert: personId(who) }),
    /** What somebody sees below the answer after they pressed the button. */
    async press(by: string) {
      await world.askExpert(by, said.messageId);
      await world.settle();
      return (await botSaid(world, by, said)).slice(1);
    },
  };
}

test("the only expert who asks themselves is told so, and handed nothing", async () => {
  const { world, name, press, said } = await openAsked();
  await name("ana");
  const [told, ...more] = await press("ana");
  expect(more).toEqual([]);
  expect(told).toMatchObject({ onlyTo: "ana" });
  expect(told?.text).toMatch(/you are the only expert named.*nobody else to call.*names another/);
  expect((await press("ben"))[0]?.text).toContain("asked this themselves");
  expect(await world.storage.rooms.experts.named(said.messageId)).toBeUndefined();
});

test("an expert who presses the button is not called by themselves either", async () => {
  const { name, press } = await openAsked();
  await name("ben");
  expect((await press("ben"))[0]?.text).toContain("you are the only expert");
  expect((await press("cem"))[0]?.text).toBe(
    `${personId("cem")} asks for an expert: ${personId("ben")}, can you help here?`,
  );
});

test("where the room's expert asks, the one of all places is called", async () => {
  const { name, press } = await openAsked();
  await name("ana");
  await name("cem", WORKSPACE);
  expect((await press("ana"))[0]?.text).toContain(`${personId("cem")}, can you help here?`);
});

test("where nobody can be told something alone, it is said once in the thread, and goes with the question", async () => {
  const { world, press, said } = await openAsked({ canWhisper: false });
  const [told] = await press("ana");
  expect(told).toMatchObject({ onlyTo: undefined });
  expect(told?.text).toContain("No expert is named");
  expect(await press("ben")).toHaveLength(1);
  await world.remove(said);
  await world.settle();
  expect(await botSaid(world, "ben", said)).toEqual([]);
});

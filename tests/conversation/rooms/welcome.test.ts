import { expect, test } from "vitest";
import { openWorld, personId, WORKSPACE } from "./pretend-world.ts";

test("where it is installed, the bot says once what it does and how to ask", async () => {
  const world = await openWorld();
  const room = await world.addRoom("open", ["ana"]);
  const own = await world.addRoom("direct", ["ana"]);
  const event = { type: "installed" as const, workspaceId: WORKSPACE, at: 5 };
  const person = personId("ana");
  const greetings = async () => {
    await world.settle();
    return world.server.messages().map(({ roomId, text }) => [roomId, text]);
  };
  await world.deliver({ ...event, roomId: room, person: undefined });
  await world.deliver({ ...event, roomId: room, person: undefined });
  await world.deliver({ ...event, roomId: own, person });
  expect(await greetings()).toEqual([
    [room, expect.stringContaining("Mention me with your question.")],
    [own, expect.stringContaining("Just write your question here.")],
  ]);
  await world.deliver({ ...event, at: 9, roomId: own, person });
  expect(await greetings()).toHaveLength(3);
});

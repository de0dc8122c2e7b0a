import { expect, test } from "vitest";
import type { AdminReply } from "../../../../src/chat/admin-reply.ts";
import { createGraph } from "../../../../src/chat/teams/graph/graph.ts";
import { withNamedReaders } from "../../../../src/chat/teams/people/groups/name-readers.ts";
import { COMPANY, GROUP_ID } from "./people-world.ts";
import { startPeople } from "./start-people.ts";

const GONE = "77777777-0000-4000-8000-000000000000";

test("groups are shown by the names that they have in Entra, to that tenant's people", async () => {
  const { world } = await startPeople({ isGraphOn: true });
  const appToken = async (_scope: string, tenantId = "") => world.tokenFor(tenantId);
  const graph = createGraph({ pretendUrl: world.url }, { appToken, now: () => Date.now() });
  const told: AdminReply[] = [];
  const keep = async (_to: unknown, reply: AdminReply, ..._: unknown[]) => void told.push(reply);
  const port = { answerCommand: keep, showProgress: keep, tell: keep, post: keep };
  const tell = async (text: string, person = `teams:${COMPANY}:ana`) => {
    const to = { person, workspaceId: `teams:${COMPANY}` };
    const reply: AdminReply = { parts: [{ type: "text", text }] };
    await withNamedReaders(port, { graph }).tell(to, reply, "k");
    return told.at(-1)?.parts;
  };
  const group = `entra-group:${COMPANY}:${GROUP_ID}`;
  const text = (said: string) => [{ type: "text", text: said }];
  expect(await tell(`is for ${group}, everyone`)).toEqual(text("is for Contoso, everyone"));
  expect(await tell(`entra-group:${COMPANY}:${GONE}`)).toEqual(text("a group that is gone"));
  expect(await tell(group, "teams:other:x")).toEqual(text("a group of another tenant"));
  world.graph.granted.clear();
  expect(await tell(group)).toEqual(text(group));
  const calls = world.graph.calls.length;
  await tell("is for everyone");
  const off = withNamedReaders(port, { graph: undefined });
  expect(off).toBe(port);
  expect(world.graph.calls).toHaveLength(calls);
});

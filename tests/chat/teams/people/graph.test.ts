import { expect, onTestFinished, test } from "vitest";
import { createGraph } from "../../../../src/chat/teams/graph/graph.ts";
import { serve } from "../../../counterparts/shared/serve.ts";
import { COMPANY } from "./people-world.ts";
import { startPeople } from "./start-people.ts";

async function startGraph() {
  const { world, tokens } = await startPeople({ isGraphOn: true });
  const appToken = async (scope: string, tenantId = "") => {
    tokens.push(`${scope} ${tenantId}`);
    return world.tokenFor(tenantId);
  };
  const graph = createGraph({ pretendUrl: world.url }, { appToken, now: () => Date.now() });
  return { world, graph, tokens, paths: () => world.graph.calls.map(({ path }) => path) };
}

test("ids are parts of an address, whatever stands in them", async () => {
  const { graph, paths } = await startGraph();
  expect(await graph.user(COMPANY, "../groups?$top=1#x")).toBeUndefined();
  expect(await graph.group(COMPANY, "a/transitiveMembers")).toBeUndefined();
  expect(paths()).toEqual([
    "users/../groups?$top=1#x?$select=id,userType,accountEnabled,userPrincipalName",
    "groups/a/transitiveMembers?$select=id,displayName",
  ]);
  for (const id of ["", ".", ".."]) {
    await expect(graph.user(COMPANY, id)).rejects.toMatchObject({ code: "invalid" });
  }
  expect(paths()).toHaveLength(2);
});

test("each tenant has its own token, and only Graph is given it", async () => {
  const { graph, world, tokens } = await startGraph();
  await graph.user(COMPANY, "x");
  expect(tokens).toEqual([`https://graph.microsoft.com/.default ${COMPANY}`]);
  await expect(graph.user("another", "x")).rejects.toMatchObject({ code: "not-allowed" });
  let others = 0;
  const other = await serve((_, reply) => {
    others += 1;
    reply.end('{"value":[]}');
  });
  onTestFinished(other.close);
  const elsewhere = `${other.url}/graph/v1.0/groups`;
  world.graph.onCall = () => Response.json({ value: [], "@odata.nextLink": elsewhere });
  await expect(graph.groupsNamed(COMPANY, "x")).rejects.toMatchObject({ code: "unavailable" });
  world.graph.onCall = () => Response.redirect(elsewhere);
  await expect(graph.user(COMPANY, "x")).rejects.toMatchObject({ code: "unavailable" });
  expect(others).toBe(0);
});

test("a list without an end, or of something else, is no list", async () => {
  const { graph, world } = await startGraph();
  const again = `${world.url}/graph/v1.0/groups?$skiptoken=1`;
  world.graph.onCall = () => Response.json({ value: [], "@odata.nextLink": again });
  await expect(graph.groupMembers(COMPANY, "g")).rejects.toThrow("does not come to an end");
  expect(world.graph.calls).toHaveLength(2);
  world.graph.onCall = () => Response.json({ value: "none" });
  await expect(graph.groupMembers(COMPANY, "g")).rejects.toThrow("something else than a list");
  world.graph.onCall = () => Response.json({ value: [{ id: 7 }] });
  await expect(graph.groupMembers(COMPANY, "g")).rejects.toThrow("cannot be read");
  world.graph.onCall = () => new Response("<html>");
  await expect(graph.user(COMPANY, "x")).rejects.toMatchObject({ code: "unavailable" });
});

test("what Graph refuses is one sentence, with no token in it", async () => {
  const { graph, world } = await startGraph();
  const fails = async (status: number, code: string) => {
    world.graph.onCall = () =>
      Response.json({ error: { code: "Oops", message: "secret-token-x" } }, { status });
    const error = await graph.user(COMPANY, "x").catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code, cause: { status, code: "Oops" } });
    expect(JSON.stringify(error) + String(error)).not.toContain("secret-token");
  };
  await fails(400, "invalid");
  await fails(401, "not-allowed");
  await fails(403, "not-allowed");
  await fails(500, "unavailable");
  await fails(504, "unavailable");
  await fails(429, "rate-limited");
  // Of no known length: nothing is asked for a while.
  const calls = world.graph.calls.length;
  await expect(graph.user(COMPANY, "x")).rejects.toMatchObject({ code: "rate-limited" });
  expect(world.graph.calls).toHaveLength(calls);
});

test("a token that Graph does not take any more is asked for anew", async () => {
  const { world, graph: refusing } = await startGraph();
  const asked: unknown[] = [];
  const appToken = async (_scope: string, tenantId = "", given?: { refused: string }) => {
    asked.push(given);
    return given === undefined ? "old" : world.tokenFor(tenantId);
  };
  const graph = createGraph({ pretendUrl: world.url }, { appToken, now: () => Date.now() });
  expect(await graph.user(COMPANY, world.person("ana").objectId)).toMatchObject({
    userType: "Member",
  });
  expect(asked).toEqual([undefined, { refused: "old" }]);
  world.graph.calls.length = 0;
  world.graph.onCall = () => Response.json({ error: { code: "Oops" } }, { status: 401 });
  await expect(refusing.user(COMPANY, "x")).rejects.toMatchObject({ code: "not-allowed" });
  expect(world.graph.calls).toHaveLength(1);
});

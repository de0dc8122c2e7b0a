import { getRequestListener } from "@hono/node-server";
import { expect, onTestFinished, test } from "vitest";
import { createSourceForms } from "../../../../src/administration/forms/create-source-forms.ts";
import { createProposalForms } from "../../../../src/administration/proposals/create-proposal-forms.ts";
import type { TeamsOptions } from "../../../../src/chat/teams/teams-options.ts";
import { createTeamsPlatform } from "../../../../src/chat/teams/teams-platform.ts";
import { createChatInbox } from "../../../../src/conversation/rooms/room-workers.ts";
import { serve } from "../../../counterparts/shared/serve.ts";
import { startTeamsCounterpart } from "../../../counterparts/teams/start-teams-counterpart.ts";
import { openApp } from "../../../support/open-app.ts";

/** Two platforms on one storage; Teams tells the first of what happens. */
async function startTwo({ isGraphOn = false } = {}) {
  const teams = await startTeamsCounterpart({ rateLimits: "none" });
  onTestFinished(teams.close);
  const { app, tenantId } = teams.world;
  const opened = await openApp();
  const options: TeamsOptions = {
    ...{ app, isMultiTenant: false, tenantIds: [tenantId], admins: [], isGraphOn },
    ...{ pretendUrl: teams.url, isPlayground: false },
  };
  const asking = { mayAdminister: async () => false };
  const start = () =>
    createTeamsPlatform(options, {
      inbox: createChatInbox(opened),
      storage: opened.storage.teams,
      principalsInUse: async () => [],
      adminForms: createSourceForms({ ...opened.administering, ...asking }),
      proposalForms: createProposalForms({ ...opened, ...asking, platforms: [] }),
      ...{ logger: opened.logger, now: opened.now },
    });
  const [told, other] = [start(), start()];
  const door = await serve(
    getRequestListener(async (request) => (await told.receive?.(request)) ?? new Response()),
  );
  onTestFinished(door.close);
  teams.listenAt(`${door.url}/teams/messages`);
  const idOf = (id: string) => `teams:${tenantId}:${id.replaceAll(":", "%3A")}`;
  const personOf = (who: string) =>
    [...teams.world.people.values()].find(({ name }) => name === who)?.objectId ?? who;
  const audience = async (roomId: string, askedBy: string, by = other) => {
    const place = { roomId: idOf(roomId), roomKind: "closed" as const, onlyTo: undefined };
    return by.audienceOf({ ...place, askedBy: idOf(personOf(askedBy)) });
  };
  return { teams, audience, told, other };
}

test("who came or went is known to the process that was not told of it", async () => {
  const { teams, audience } = await startTwo();
  const { people, company } = teams;
  const { lunch, help, general } = company.rooms;
  people.mention("ana", lunch, "hello");
  people.mention("ana", help, "hello");
  people.mention("ana", general, "hello");
  await teams.settled();
  const guest = ["user:gina@partner.example"];
  expect(await audience(lunch, "ana")).toHaveLength(3);
  expect(await audience(help, "ana")).toContainEqual(guest);
  expect(await audience(general, "ana")).toContainEqual(guest);
  people.removeMember("ana", lunch, "ben");
  people.addMember("ana", lunch, "gina");
  // Teams tells of it in the team's own conversation, and it is so in all its channels.
  people.removeMember("adam", general, "gina");
  await teams.settled();
  const there = await audience(lunch, "ana");
  expect(there).toHaveLength(3);
  expect(there).toContainEqual(guest);
  expect(JSON.stringify(there)).not.toContain("ben@");
  expect(await audience(help, "ana")).toEqual([["everyone"]]);
  expect(await audience(general, "ana")).toEqual([["everyone"]]);
});

test("who came to a team is seen in a channel where nobody had written until then", async () => {
  const { teams, audience, told, other } = await startTwo({ isGraphOn: true });
  const { people, world } = teams;
  world.identity.roles.push("Team.ReadBasic.All");
  const team = people.addTeam("Board", { members: ["ana", "eva"], visibility: "private" });
  const quiet = people.addChannel("Board", "Quiet", { type: "standard" });
  people.mention("ana", team.id, "hello");
  await teams.settled();
  for (const by of [told, other]) expect(await audience(team.id, "ana", by)).toHaveLength(2);
  people.addMember("ana", team.id, "ben");
  await teams.settled();
  people.mention("ana", quiet.id, "hello");
  await teams.settled();
  for (const by of [told, other]) {
    const there = await audience(quiet.id, "ana", by);
    expect(there).toHaveLength(3);
    expect(JSON.stringify(there)).toContain("ben@");
    expect(await audience(team.id, "ana", by)).toEqual(there);
  }
});

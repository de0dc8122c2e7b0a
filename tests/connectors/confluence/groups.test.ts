import { expect, onTestFinished, test } from "vitest";
import { SCOPES } from "../../../connectors/confluence/api/scopes.ts";
import { TEST_LOGIN } from "../../counterparts/confluence/start-confluence-counterpart.ts";
import { fixedSecret } from "../../support/fixed-secret.ts";
import { readGroups } from "../read-groups.ts";
import { makeSite } from "./confluence-fixture.ts";

/** Three people in a group, and connectors that tell who. */
async function openGroups() {
  const opened = await makeSite();
  onTestFinished(() => opened.counterpart.close());
  const { site } = opened;
  const user = (name: string, more: object = {}) =>
    site.createUser({ name, email: `${name}@Acme.example`, ...more });
  const [ann, ben, eva] = [user("Ann"), user("Ben"), user("Eva")];
  const staff = site.createGroup("staff", [ann, ben, eva]);
  const principal = (id: string) => `confluence-group:127.0.0.1:${id}`;
  return {
    ...opened,
    ...{ user, ann, ben, eva, staff, principal },
    tell: (ids: readonly string[], token: string = TEST_LOGIN.apiToken) =>
      readGroups(opened.connect({}, fixedSecret(token)), ids.map(principal)),
  };
}

const ALL = ["user:ann@acme.example", "user:ben@acme.example", "user:eva@acme.example"];

test("a group has its people's addresses and its name, page for page", async () => {
  const { tell, principal, staff, site, world, user } = await openGroups();
  const many = Array.from({ length: 450 }, (_, n) => user(`p${n}`));
  const large = site.createGroup("large", many);
  const none = site.createGroup("none");
  const [first, second, third] = await tell([staff, large, none]);
  expect(first).toEqual({
    ...{ type: "group", principal: principal(staff), name: "staff" },
    ...{ members: ALL, unknownMembers: 0 },
  });
  const members = many.map((_, n) => `user:p${n}@acme.example`).sort();
  expect(second).toMatchObject({ members, unknownMembers: 0 });
  expect(third).toMatchObject({ type: "group", members: [] });
  const pages = world.requests.filter(({ path }) => path.endsWith(`${large}/membersByGroupId`));
  expect(pages.map(({ status }) => status)).toEqual([200, 200, 200]);
});

test("who hides the address is counted, who has left, an app or a customer is not in it", async () => {
  const { tell, staff, site, ann, ben, eva, user } = await openGroups();
  site.addMember(staff, user("Bot", { accountType: "app" }));
  site.addMember(staff, user("Buyer", { accountType: "customer" }));
  site.addMember(staff, user("Odd", { accountType: "unknown" }));
  site.changeUser(ben, { emailVisible: false });
  site.changeUser(eva, { accountStatus: "inactive" });
  expect(await tell([staff])).toMatchObject([
    { members: ["user:ann@acme.example"], unknownMembers: 2 },
  ]);
  site.changeUser(eva, { accountStatus: "closed" });
  site.changeUser(ben, { emailVisible: true, email: "not an address" });
  expect(await tell([staff])).toMatchObject([
    { members: ["user:ann@acme.example"], unknownMembers: 2 },
  ]);
  site.changeUser(ann, { emailVisible: false });
  expect(await tell([staff])).toMatchObject([{ members: [], unknownMembers: 3 }]);
});

test("a change of members is told the next time, and so is that a group is gone", async () => {
  const { tell, staff, principal, site, ann, eva } = await openGroups();
  site.setMembers(staff, [ann]);
  expect(await tell([staff])).toMatchObject([{ members: ["user:ann@acme.example"] }]);
  site.addMember(staff, eva);
  site.removeMember(staff, ann);
  expect(await tell([staff])).toMatchObject([{ members: ["user:eva@acme.example"] }]);
  site.deleteGroup(staff);
  expect(await tell([staff])).toEqual([{ type: "group-gone", principal: principal(staff) }]);
});

test("groups of other sites and kinds are left out, and cost no request", async () => {
  const { connect, world, staff } = await openGroups();
  const others = [
    `confluence-group:acme.atlassian.net:${staff}`,
    "google-group:staff@acme.example",
    "group:staff",
    "everyone",
  ];
  expect(await readGroups(connect(), others)).toEqual([]);
  expect(world.requests).toEqual([]);
});

test("an entry that is none is somebody of whom nothing can be said", async () => {
  const { tell, staff, world } = await openGroups();
  const [answer] = await tell([staff]);
  expect(answer).toMatchObject({ unknownMembers: 0 });
  // Entries of this list have no id of their own.
  world.oddEntries.set("undefined", null);
  expect(await tell([staff])).toMatchObject([{ members: [], unknownMembers: 3 }]);
});

test("faults on the way do not show, and a group that cannot be had keeps no other away", async () => {
  const { tell, staff, site, ann, world, principal } = await openGroups();
  const other = site.createGroup("other", [ann]);
  world.faults = { rateLimited: 0.2, serverError: 0.1, cut: 0.1 };
  expect(await tell([staff, other])).toMatchObject([{ members: ALL }, { type: "group" }]);
  world.faults = { rateLimited: 0, serverError: 0, cut: 0 };
  world.onRequest = ({ path }) => {
    world.hidesGroups = path.includes(`${staff}/members`);
  };
  expect(await tell([staff, other])).toEqual([
    {
      ...{ type: "group-failed", principal: principal(staff) },
      reason: expect.stringMatching(/^Confluence does not let this account .*\.$/),
    },
    expect.objectContaining({ type: "group", members: ["user:ann@acme.example"] }),
  ]);
});

test("credentials that are wrong, or lack the scope, end it for all", async () => {
  const { tell, staff, world, reader, connect } = await openGroups();
  await expect(tell([staff], "other")).rejects.toThrow(/does not accept the API token/);
  const scopes = SCOPES.filter((one) => one !== "read:group:confluence");
  world.apiTokens.set(TEST_LOGIN.email, { token: TEST_LOGIN.apiToken, accountId: reader, scopes });
  await expect(tell([staff])).rejects.toThrow("read:group:confluence");
  const [note] = (await connect().check?.(new AbortController().signal)) ?? [];
  expect(note).toMatch(/^Members of groups may not be read, so what is for groups is shown to no/);
});

test("a run that is called off asks for nothing more", async () => {
  const { connect, principal, staff, site, world } = await openGroups();
  const other = site.createGroup("other");
  const abort = new AbortController();
  const asked = connect().groups?.([staff, other].map(principal), abort.signal) ?? [];
  const read = (async () => {
    for await (const _ of asked) abort.abort(new Error("enough"));
  })();
  await expect(read).rejects.toThrow("enough");
  expect(world.requests.some(({ query }) => query.includes(other))).toBe(false);
});

import { expect, test } from "vitest";
import type { UnsignedToken } from "../../counterparts/shared/open-id/open-id-vendor.ts";
import { findPerson } from "../../counterparts/teams/state/find.ts";
import { ask, BONUS, LEAVE, PARTNER, STUDIO, startSignIn } from "./sign-in-world.ts";

type World = Awaited<ReturnType<typeof startSignIn>>;

/** All that a token may say of an address, none of it confirmed by anybody: Ana's, whoever comes. */
const AS_ANA = {
  ...{ email: "ana@contoso.example", preferred_username: "ana@contoso.example" },
  ...{ upn: "ana@contoso.example", unique_name: "ana@contoso.example", name: "Ana Lima" },
  ...{ email_verified: true, xms_edov: true, verified_primary_email: ["ana@contoso.example"] },
};

function alter({ teams }: World, more: object): void {
  teams.world.openId.alter = (token: UnsignedToken) => ({
    ...token,
    claims: { ...token.claims, ...more },
  });
}

/** Footnote has met them in Teams. */
async function meet({ teams }: World): Promise<void> {
  teams.people.say("ana", "@ana", LEAVE);
  teams.people.mention("gina", "Help", LEAVE);
  await teams.settled();
}

test("an address in a token of another tenant makes nobody a member who has that address", async () => {
  const world = await startSignIn();
  const { browser, teams } = world;
  await meet(world);
  const { tenantId, otherTenantId: tid } = teams.company;
  const { objectId: oid } = findPerson(teams.world, "ana");
  const theirs = `${teams.url}/login/${tid}/v2.0`;
  const ours = `${teams.url}/login/${tenantId}/v2.0`;
  const strangers: object[] = [
    { tid, iss: theirs },
    // An id is one tenant's; another may have made the same.
    { tid, iss: theirs, oid },
    { tid, iss: ours, oid },
    { tid: tenantId, iss: theirs, oid },
    { tid: undefined, iss: theirs, oid },
    { tid: [tenantId], iss: ours, oid },
    { tid: "organizations", iss: `${teams.url}/login/organizations/v2.0`, oid },
    { tid: tenantId, iss: `${teams.url}/login/{tenantid}/v2.0`, oid },
  ];
  for (const claims of strangers) {
    alter(world, { ...AS_ANA, ...claims });
    const nils = browser();
    expect([claims, (await nils.signIn("microsoft", "ana")).status]).toEqual([claims, 403]);
    expect(nils.cookies.size).toBe(0);
  }
});

test("a guest whose token bears a member's address stays a guest, and a member another", async () => {
  const world = await startSignIn();
  await meet(world);
  alter(world, AS_ANA);
  const [gina, ben] = [world.browser(), world.browser()];
  expect((await gina.signIn("microsoft", "gina")).status).toBe(303);
  expect(await (await gina.fetch("/api/me")).json()).toMatchObject({
    signedIn: { name: "Gina Rossi" },
  });
  expect((await ask(gina, PARTNER)).titles).toEqual(["Partner canteen"]);
  expect((await ask(gina, BONUS)).titles).toEqual([]);
  expect((await ask(gina, LEAVE)).titles).toEqual([]);
  world.teams.people.say("ben", "@ben", LEAVE);
  await world.teams.settled();
  await ben.signIn("microsoft", "ben");
  expect((await ask(ben, LEAVE)).titles).toEqual(["Annual leave"]);
  expect((await ask(ben, BONUS)).titles).toEqual([]);
  expect((await ask(ben, STUDIO)).titles).toEqual([]);
});

test("where several tenants are served, each of their people comes as their own", async () => {
  const world = await startSignIn({ isMultiTenant: true });
  const { browser, teams } = world;
  await meet(world);
  const [ana, gina, nils] = [browser(), browser(), browser()];
  expect((await ana.leave("microsoft")).pathname).toContain("/organizations/");
  await ana.signIn("microsoft", "ana");
  expect((await ask(ana, BONUS)).titles).toEqual(["Bonus pool"]);
  // A guest comes as who they are at home, and that home is not served.
  const refused = await gina.signIn("microsoft", "gina");
  expect(refused.status).toBe(403);
  expect(await refused.text()).toContain("does not serve the organization");
  alter(world, AS_ANA);
  expect((await gina.signIn("microsoft", "gina")).status).toBe(403);
  // Of the other tenant, and not met: no address helps.
  const unknown = await nils.signIn("microsoft", "nils");
  expect(await unknown.text()).toContain("write to it there once");
  const { tenantId, otherTenantId } = teams.company;
  const { objectId: oid } = findPerson(teams.world, "ana");
  // The other tenant's keys vouch for nobody here.
  const crossed: object[] = [
    { tid: otherTenantId, iss: `${teams.url}/login/${tenantId}/v2.0`, oid },
    { tid: tenantId, iss: `${teams.url}/login/${otherTenantId}/v2.0`, oid },
    { tid: otherTenantId, iss: `${teams.url}/login/${otherTenantId}/v2.0`, oid },
  ];
  for (const claims of crossed) {
    alter(world, { ...AS_ANA, ...claims });
    expect([claims, (await browser().signIn("microsoft", "nils")).status]).toEqual([claims, 403]);
  }
});

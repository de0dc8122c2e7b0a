import { describe, expect, test } from "vitest";
import { isWithin, passAll, type Who } from "../../../connectors/confluence/readers/who.ts";
import { text } from "./confluence-fixture.ts";
import { openConfluenceSync } from "./confluence-sync-world.ts";

const HOUR_MS = 60 * 60_000;

/** An open handbook, and four people of whom three have a licence. */
async function openPeople() {
  let time = Date.UTC(2026, 2, 1, 9, 0, 5);
  const world = await openConfluenceSync({ now: () => time }, { sweepMinutes: "0" });
  const { site, reader } = world;
  const user = (name: string, more: object = {}) =>
    site.createUser({ name, email: `${name.toLowerCase()}@acme.example`, ...more });
  const [ann, ben, eva] = [user("Ann"), user("Ben"), user("Eva")];
  const guest = user("Guest", { licensed: false });
  site.createSpace({ key: "HB", name: "Handbook" });
  const page = site.createPage({ spaceKey: "HB", title: "Plans", storage: text("Words 1.") });
  const below = site.createPage({
    ...{ spaceKey: "HB", title: "Details", parentId: page },
    storage: text("Words 2."),
  });
  time += HOUR_MS;
  return {
    ...world,
    ...{ ann, ben, eva, guest, page, below, user },
    everyone: `confluence-group:127.0.0.1:${site.everyoneId}`,
    /** Principals as stored after one more sync. */
    async readersOf(id: string): Promise<string[] | undefined> {
      time += HOUR_MS;
      const report = await world.sync();
      expect(report.error).toBeUndefined();
      expect(await world.indexed()).toEqual(world.expected());
      return (await world.stored())[id]?.readers;
    },
    reader,
  };
}

describe("who may read a page", () => {
  test("without a restriction: whoever may view the space", async () => {
    const world = await openPeople();
    expect(await world.readersOf(world.below)).toEqual([world.everyone]);
  });

  test("a restriction of a parent holds for what is below it, a second one narrows it", async () => {
    const world = await openPeople();
    const { site, reader, ann, ben, eva, page, below } = world;
    site.restrict(page, { read: { users: [ann, ben, reader] } });
    expect(await world.readersOf(below)).toEqual([
      "user:ann@acme.example",
      "user:ben@acme.example",
      "user:footnote@acme.example",
    ]);
    site.restrict(below, { read: { users: [ben, eva, reader] } });
    expect(await world.readersOf(below)).toEqual([
      "user:ben@acme.example",
      "user:footnote@acme.example",
    ]);
    site.unrestrict(page);
    expect(await world.readersOf(below)).toEqual([
      "user:ben@acme.example",
      "user:eva@acme.example",
      "user:footnote@acme.example",
    ]);
  });

  test("an edit that shows a restriction shuts what is below the page too, and its files", async () => {
    const world = await openPeople();
    const { site, ann, reader, page, below } = world;
    const file = site.attach(page, {
      fileName: "plan.txt",
      mediaType: "text/plain",
      bytes: Buffer.from("Words 3."),
    });
    expect(await world.readersOf(file)).toEqual([world.everyone]);
    world.set({ sweepMinutes: "10080" });
    site.edit(page, { storage: text("Words 4.") });
    site.restrict(page, { read: { users: [ann, reader] } });
    const few = ["user:ann@acme.example", "user:footnote@acme.example"];
    expect(await world.readersOf(below)).toEqual(few);
    expect((await world.stored())[file]?.readers).toEqual(few);
  });

  test("somebody named by a restriction who may not view the space is no reader", async () => {
    const world = await openPeople();
    world.site.restrict(world.page, { read: { users: [world.guest, world.ann, world.reader] } });
    expect(await world.readersOf(world.page)).not.toContain("user:guest@acme.example");
  });

  test("whom editing is kept for is another matter, and so is a group's name", async () => {
    const world = await openPeople();
    const { site, ann, reader, page } = world;
    site.restrict(page, { update: { users: [ann] } });
    expect(await world.readersOf(world.below)).toEqual([world.everyone]);
    const group = site.groups.get(site.everyoneId);
    if (group !== undefined) group.name = "people with a licence";
    expect(await world.readersOf(page)).toEqual([world.everyone]);
    site.restrict(page, { read: { users: [reader] }, update: { users: [ann, reader] } });
    expect(await world.readersOf(world.below)).toEqual(["user:footnote@acme.example"]);
  });

  test("a restriction to the space's own group leaves the group", async () => {
    const world = await openPeople();
    world.site.restrict(world.page, { read: { groups: [world.site.everyoneId] } });
    expect(await world.readersOf(world.below)).toEqual([world.everyone]);
  });

  test("members of one group and of another are named, and change with the groups", async () => {
    const world = await openPeople();
    const { site, reader, ann, guest } = world;
    const hr = site.createGroup("people-team", [ann, guest, reader]);
    site.restrict(world.page, { read: { groups: [hr] } });
    const both = ["user:ann@acme.example", "user:footnote@acme.example"];
    expect(await world.readersOf(world.below)).toEqual(both);
    site.addMember(hr, world.ben);
    expect(await world.readersOf(world.below)).toContain("user:ben@acme.example");
    site.removeMember(hr, ann);
    expect(await world.readersOf(world.below)).not.toContain("user:ann@acme.example");
  });

  test("whoever hides the e-mail address is left out, and the check says so", async () => {
    const world = await openPeople();
    const { site, reader, ann } = world;
    const shy = world.user("Shy", { emailVisible: false });
    site.setSpacePermissions("HB", { users: [reader, ann, shy] });
    await world.sync();
    expect((await world.stored())[world.page]?.readers).toEqual([
      "user:ann@acme.example",
      "user:footnote@acme.example",
    ]);
    const notes = await world.connector().check?.(new AbortController().signal);
    expect(notes).toEqual([expect.stringMatching(/^1 of those who may view a space hides the/)]);
  });

  test("a space open to everybody is public, its restricted pages are not", async () => {
    const world = await openPeople();
    const { site, reader, guest } = world;
    site.setSpacePermissions("HB", { users: [reader], anonymous: true });
    site.restrict(world.below, { read: { users: [guest, reader] } });
    expect(await world.readersOf(world.page)).toEqual(["public"]);
    expect((await world.stored())[world.below]?.readers).toEqual([
      "user:footnote@acme.example",
      "user:guest@acme.example",
    ]);
  });

  test("where the older API does not tell of the public any more, nobody is taken for it", async () => {
    const world = await openPeople();
    world.site.setSpacePermissions("HB", { users: [world.reader], anonymous: true });
    world.world.onRequest = ({ path }) => {
      if (path.startsWith("/wiki/rest/api/space/"))
        world.site.setSpacePermissions("HB", { users: [world.reader] });
    };
    expect(await world.readersOf(world.page)).toEqual(["user:footnote@acme.example"]);
  });

  test("the restriction of a folder holds for the pages in it", async () => {
    const world = await openPeople();
    const { site, reader, ann } = world;
    const folder = site.createPage({ spaceKey: "HB", type: "folder", title: "Closed" });
    const inside = site.createPage({
      spaceKey: "HB",
      title: "Inside",
      parentId: folder,
      storage: text("Words 3."),
    });
    site.restrict(folder, { read: { users: [ann, reader] } });
    expect(await world.readersOf(inside)).toEqual([
      "user:ann@acme.example",
      "user:footnote@acme.example",
    ]);
  });

  test("more names than one answer holds are all read", async () => {
    const world = await openPeople();
    const { site, reader } = world;
    const many = Array.from({ length: 430 }, (_, n) => world.user(`Person${n}`));
    site.restrict(world.page, { read: { users: [...many, reader] } });
    expect(await world.readersOf(world.page)).toHaveLength(431);
  });

  test("a change of readers reads no text", async () => {
    const world = await openPeople();
    await world.sync();
    const start = world.world.requests.length;
    world.site.restrict(world.page, { read: { users: [world.ann, world.reader] } });
    await world.readersOf(world.below);
    const asked = world.world.requests.slice(start).map(({ path, query }) => path + query);
    expect(asked.filter((one) => one.includes("body-format"))).toEqual([]);
  });
});

describe("passing several restrictions", () => {
  const groups: Record<string, string[]> = {
    all: ["ann", "ben", "eva", "tom"],
    hr: ["ann", "eva"],
    it: ["ben", "eva"],
    none: [],
  };
  const membersOf = async (id: string) => new Set(groups[id]);
  const who = (users: string[], inGroups: string[] = [], isPublic = false): Who => ({
    isPublic,
    users: new Set(users),
    groups: new Set(inGroups),
  });
  const lets = (one: Who, name: string) =>
    one.isPublic || one.users.has(name) || [...one.groups].some((id) => groups[id]?.includes(name));

  test("lets through just those whom each of the layers does", async () => {
    const names = ["ann", "ben", "eva", "tom", "guest"];
    const layers: Who[] = [];
    for (let bits = 0; bits < 64; bits += 1) {
      const users = names.filter((_, at) => at > 1 && (bits >> (at - 2)) & 1);
      const inGroups = Object.keys(groups).filter((_, at) => at < 3 && (bits >> (at + 3)) & 1);
      layers.push(who(users, inGroups, bits === 63));
    }
    for (const [at, one] of layers.entries()) {
      for (const [other, two] of layers.entries()) {
        const three = layers[(at * 7 + other * 13) % 64] ?? two;
        const passing = await passAll([one, two, three], membersOf);
        for (const name of names) {
          const isThrough = lets(one, name) && lets(two, name) && lets(three, name);
          expect(lets(passing, name), `${at} ${other} ${name}`).toBe(isThrough);
        }
      }
    }
  });

  test("does not ask for the members of a large group for nothing", async () => {
    const refuse = async () => Promise.reject(new Error("asked"));
    expect(await passAll([who([], ["all"]), who(["ann"], ["all"])], refuse)).toEqual(
      who([], ["all"]),
    );
  });

  test("one is within another only where that is sure", async () => {
    expect(await isWithin(who(["ann"]), who([], ["hr"]), membersOf)).toBe(true);
    expect(await isWithin(who(["ann", "ben"]), who([], ["hr"]), membersOf)).toBe(false);
    // Its members may be others tomorrow.
    expect(await isWithin(who([], ["hr"]), who([], ["all"]), membersOf)).toBe(false);
    expect(await isWithin(who([], ["none"], true), who([], ["all"]), membersOf)).toBe(false);
    expect(await isWithin(who([], ["hr"]), who([], [], true), membersOf)).toBe(true);
  });
});

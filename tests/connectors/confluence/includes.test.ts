import { describe, expect, test } from "vitest";
import { text } from "./confluence-fixture.ts";
import { excerpt, includeOf, openSpace } from "./open-space.ts";

describe("what a page shows of another", () => {
  test("is read when all who read it may read that one, and left out when not", async () => {
    const world = await openSpace();
    const { site, reader, ann } = world;
    const secret = world.page("Budget", excerpt("Two million in all.") + text("Rest."));
    const open = world.page("News", text("See:") + includeOf("excerpt-include", "Budget"));
    expect(await world.readText(open)).toContain("Two million in all.");
    site.restrict(secret, { read: { users: [ann, reader] } });
    expect(await world.readText(open)).not.toContain("million");
    site.unrestrict(secret);
    expect(await world.readText(open)).toContain("Two million in all.");
    site.edit(secret, { storage: excerpt("Three million in all.") });
    expect(await world.readText(open)).toContain("Three million in all.");
    // Now those who read this one are few, and that one is closed to others.
    site.restrict(open, { read: { users: [reader] } });
    site.restrict(secret, { read: { users: [ann, reader] } });
    expect(await world.readText(open)).toContain("Three million in all.");
  });

  test("an edit of the other one alone brings it along, without listing everything", async () => {
    const world = await openSpace({ sweepMinutes: "10080" });
    const other = world.page("Budget", excerpt("Two million in all."));
    const open = world.page("News", includeOf("excerpt-include", "Budget"));
    expect(await world.readText(open)).toContain("Two million");
    world.site.edit(other, { storage: excerpt("Three million in all.") });
    expect(await world.readText(open)).toContain("Three million");
  });

  test("goes with the other one, and when the other's space is narrowed, before everything is listed", async () => {
    const world = await openSpace({ sweepMinutes: "10080" });
    const { site, reader, ann } = world;
    const permissions = { users: [ann, reader], groups: [site.everyoneId] };
    site.createSpace({ key: "ENG", name: "Engineers", permissions });
    const there = site.createPage({ spaceKey: "ENG", title: "Plan", storage: excerpt("Zebra.") });
    const away = world.page("Facts", excerpt("Wombat."));
    const link = '<ac:link><ri:page ri:space-key="ENG" ri:content-title="Plan" /></ac:link>';
    const show = includeOf("excerpt-include", "Facts");
    const id = world.page("Overview", show + show.replace(/<ac:link>.*<\/ac:link>/, link));
    expect(await world.readText(id)).toMatch(/Wombat(?:.|\n)*Zebra/);
    site.setTrashed(away, true);
    expect(await world.readText(id)).not.toContain("Wombat");
    site.setSpacePermissions("ENG", { users: [ann, reader] });
    const text = await world.readText(id);
    expect(text).toBeDefined();
    expect(text).not.toContain("Zebra");
    expect((await world.stored())[there]?.readers).toContain("user:ann@acme.example");
  });

  test("pages that include each other end somewhere", async () => {
    const world = await openSpace();
    const one = world.page("One", text("First words.") + includeOf("include", "Two"));
    world.page("Two", text("Second words.") + includeOf("include", "One"));
    const read = await world.readText(one);
    expect(read).toContain("First words.");
    expect(read).toContain("Second words.");
  });

  test("through a page in between, what is closed stays closed", async () => {
    const world = await openSpace();
    const { site, reader } = world;
    const secret = world.page("Budget", text("Two million in all."));
    world.page("Middle", text("In between.") + includeOf("include", "Budget"));
    const open = world.page("News", includeOf("include", "Middle"));
    site.restrict(secret, { read: { users: [reader] } });
    const read = await world.readText(open);
    expect(read).toContain("In between.");
    expect(read).not.toContain("million");
  });

  test("comes once the other one does, by its next edit or when everything is listed", async () => {
    const world = await openSpace({ sweepMinutes: "10080" });
    const id = world.page("News", text("See:") + includeOf("excerpt-include", "Budget plan"));
    const link = '<ac:link><ri:page ri:content-title="Later" /></ac:link>';
    const other = includeOf("include", "Later").replace(/<ac:link>.*<\/ac:link>/, link);
    const both = world.page("Both", includeOf("include", "Budget plan") + other);
    expect(await world.readText(id)).toContain("could not be read");
    world.page("Budget plan", excerpt("Two million in all."));
    expect(await world.readText(id)).toContain("Two million in all.");
    expect((await world.stored())[both]?.text).toContain("Two million in all.");
    const later = world.page("Something else", text("Three million next year."));
    await world.readText(id);
    world.site.rename(later, "Later");
    expect(await world.readText(both)).toContain("Three million next year.");
    // Restored, which no search tells of.
    world.site.setTrashed(later);
    expect(await world.readText(both)).not.toContain("million next");
    world.site.restore(later);
    world.set({ sweepMinutes: "0" });
    expect(await world.readText(both)).toContain("Three million next year.");
  });

  test("that is not there is asked for once, and not whenever everything is listed", async () => {
    const world = await openSpace();
    const id = world.page("News", includeOf("include", "Nowhere"));
    await world.readText(id);
    const start = world.world.requests.length;
    await world.readText(id);
    const asked = world.world.requests.slice(start).map(({ path, query }) => path + query);
    expect(asked.filter((one) => /body-format|title=/.test(one))).toEqual([]);
  });

  test("is left out when it cannot be read, and the rest is read", async () => {
    const world = await openSpace();
    world.page("Large", excerpt("word ".repeat(1_000_000)));
    const id = world.page("News", text("All is well.") + includeOf("include", "Large"));
    const read = await world.readText(id);
    expect(read).toContain("All is well.");
    expect(read).toContain('from the page "Large" could not be read');
  });
});

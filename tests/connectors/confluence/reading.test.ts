import { describe, expect, test } from "vitest";
import { smallPdf } from "../../counterparts/confluence/seeds/small-files.ts";
import { text } from "./confluence-fixture.ts";
import { openConfluenceSync } from "./confluence-sync-world.ts";

const HOUR_MS = 3_600_000;

async function openSpace(settings: Record<string, string> = {}) {
  let time = Date.UTC(2026, 2, 1, 9, 0, 5);
  const world = await openConfluenceSync({ now: () => time }, { sweepMinutes: "0", ...settings });
  const { site } = world;
  const ann = site.createUser({ name: "Ann Lee", email: "ann@acme.example" });
  site.createSpace({ key: "HB", name: "Handbook" });
  const page = (title: string, storage: string, more: object = {}) =>
    site.createPage({ spaceKey: "HB", title, storage, ...more });
  return {
    ...world,
    ann,
    page,
    /** Text as stored after one more sync. */
    async readText(id: string): Promise<string | undefined> {
      time += HOUR_MS;
      const report = await world.sync();
      expect(report.error).toBeUndefined();
      return (await world.stored())[id]?.text;
    },
  };
}

function includeOf(macro: string, title: string): string {
  const link = `<ac:link><ri:page ri:content-title="${title}" /></ac:link>`;
  return `<ac:structured-macro ac:name="${macro}"><ac:parameter ac:name="">${link}</ac:parameter></ac:structured-macro>`;
}

function excerpt(words: string): string {
  return `<ac:structured-macro ac:name="excerpt"><ac:rich-text-body>${text(words)}</ac:rich-text-body></ac:structured-macro>`;
}

test("labels, discussions with answers, and what is resolved stand below the text", async () => {
  const world = await openSpace();
  const { site, ann, reader } = world;
  const id = world.page("Leave", text("Twenty days."), { labels: ["policy", "hr"] });
  const asked = site.comment({ on: id, authorId: ann, storage: text("For interns too?") });
  site.comment({ on: id, replyTo: asked, authorId: reader, storage: text("Yes.") });
  site.comment({
    ...{ on: id, selection: "Twenty", resolution: "resolved", authorId: ann },
    storage: text("It was more."),
  });
  expect(await world.readText(id)).toBe(
    [
      "Twenty days.",
      "",
      "Labels: hr, policy",
      "",
      "## Comments",
      "",
      "- Ann Lee (2026-03-01): For interns too?",
      "  - Footnote (2026-03-01): Yes.",
      '- Ann Lee (2026-03-01) on "Twenty" [resolved]: It was more.',
    ].join("\n"),
  );
});

test("without comments, when these are switched off", async () => {
  const world = await openSpace({ comments: "off" });
  const id = world.page("Leave", text("Twenty days."));
  world.site.comment({ on: id, storage: text("Really?") });
  expect(await world.readText(id)).toBe("Twenty days.");
  world.set({ comments: "on" });
  expect(await world.readText(id)).toContain("Really?");
});

test("a comment that was deleted or edited takes its page along", async () => {
  const world = await openSpace();
  const id = world.page("Leave", text("Twenty days."));
  const comment = world.site.comment({ on: id, storage: text("Really?") });
  expect(await world.readText(id)).toContain("Really?");
  world.site.edit(comment, { storage: text("Honestly?") });
  expect(await world.readText(id)).toContain("Honestly?");
  world.site.setTrashed(comment);
  expect(await world.readText(id)).toBe("Twenty days.");
});

test("people who are mentioned have their names", async () => {
  const world = await openSpace();
  const mention = `<ac:link><ri:user ri:account-id="${world.ann}" /></ac:link>`;
  const id = world.page("Contact", `<p>Ask ${mention}.</p>`);
  expect(await world.readText(id)).toMatch(/Ask @?Ann Lee/);
});

test("a page of the newer editor is read", async () => {
  const world = await openSpace();
  const paragraph = {
    type: "paragraph",
    content: [{ type: "text", text: "One engineer a week." }],
  };
  const adf = { type: "doc", version: 1, content: [paragraph] };
  const id = world.site.createPage({ spaceKey: "HB", title: "On call", adf });
  expect(await world.readText(id)).toContain("One engineer a week.");
});

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
});

describe("attached files", () => {
  test("are documents of their own, below their page; pictures are not", async () => {
    const world = await openSpace();
    const id = world.page("Travel", text("See the form."));
    const bytes = smallPdf(["Write down the purpose of your journey."]);
    const attach = (fileName: string, mediaType: string, content: Uint8Array) =>
      world.site.attach(id, { fileName, mediaType, bytes: content });
    const form = attach("form.pdf", "application/pdf", bytes);
    attach("photo.png", "image/png", Buffer.from("png"));
    await world.readText(id);
    const stored = await world.stored();
    expect(stored[form]).toMatchObject({
      title: "form.pdf",
      path: "Handbook › Handbook › Travel › form.pdf",
      readers: [`confluence-group:127.0.0.1:${world.site.everyoneId}`],
    });
    expect(stored[form]?.text).toContain("Write down the purpose of your journey.");
    expect(Object.keys(stored)).toHaveLength(3);
    const [record] = (await world.deps.storage.documents.list("confluence")).filter(
      ({ documentId }) => documentId === form,
    );
    expect(record?.kind).toBe("attachment");
  });

  test("that are too large or broken are failures with a reason", async () => {
    const world = await openSpace({ maxFileBytes: "1000" });
    const id = world.page("Travel", text("See the form."));
    const attach = (fileName: string, bytes: Uint8Array, mediaType = "text/plain") =>
      world.site.attach(id, { fileName, mediaType, bytes });
    attach("large.txt", Buffer.alloc(1_001, "a"));
    attach("broken.docx", Buffer.from("no archive"), "application/octet-stream");
    world.world.broken.set(attach("lost.txt", Buffer.from("gone")), 404);
    await world.sync();
    const failures = await world.deps.storage.failures.list("confluence");
    expect(failures.map(({ reason }) => reason).sort()).toEqual([
      "Confluence has nothing here that it shows to this account.",
      expect.stringContaining("is broken"),
      "is larger than 0.001 MB, the limit set by `maxFileBytes`",
    ]);
  });

  test("go with their page, and when they are switched off", async () => {
    const world = await openSpace();
    const id = world.page("Travel", text("See the form."));
    const bytes = Buffer.from("Words 5.");
    world.site.attach(id, { fileName: "form.txt", mediaType: "text/plain", bytes });
    await world.readText(id);
    expect(await world.indexed()).toEqual(world.expected());
    world.set({ attachments: "off" });
    await world.readText(id);
    expect(Object.keys(await world.indexed())).toHaveLength(2);
    world.set({ attachments: "on" });
    world.site.setTrashed(id);
    await world.readText(id);
    expect(await world.indexed()).toEqual(world.expected());
  });
});

describe("which spaces are read", () => {
  test("all but personal ones, unless they are named; none that is excluded", async () => {
    const world = await openSpace();
    const { site, reader } = world;
    site.createSpace({
      key: "~ann",
      name: "Ann's",
      type: "personal",
      permissions: { users: [reader] },
    });
    site.createSpace({ key: "IT", name: "IT" });
    const titles = async () =>
      Object.values(await world.stored())
        .map(({ title }) => title)
        .sort();
    await world.sync();
    expect(await titles()).toEqual(["Handbook", "IT"]);
    world.set({ spaces: "~ann, IT" });
    await world.sync();
    expect(await titles()).toEqual(["Ann's", "IT"]);
    world.set({ exclude: "it" });
    await world.sync();
    expect(await titles()).toEqual(["Ann's"]);
  });

  test("archived pages and spaces when that is wanted", async () => {
    const world = await openSpace();
    const { site } = world;
    const id = world.page("Old", text("Words 1."));
    site.createSpace({ key: "OLD", name: "Old things" });
    site.archive(id);
    site.archiveSpace("OLD");
    await world.sync();
    expect(Object.keys(await world.stored())).toHaveLength(1);
    world.set({ archived: "on" });
    await world.sync();
    expect(
      Object.values(await world.stored())
        .map(({ title }) => title)
        .sort(),
    ).toEqual(["Handbook", "Old", "Old things"]);
  });
});

import { describe, expect, onTestFinished, test } from "vitest";
import { smallPdf } from "../../counterparts/confluence/seeds/small-files.ts";
import { text } from "./confluence-fixture.ts";
import { openSpace } from "./open-space.ts";

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

test("only what may be an account is asked for as one", async () => {
  const world = await openSpace();
  const mention = { type: "mention", attrs: { id: world.ann, text: "@Ann" } };
  const media = { type: "media", attrs: { id: "5b4a7b1e-3d0f-4c52-9a77-0c8c2f6f2a11" } };
  const content = [
    { type: "paragraph", content: [mention] },
    { type: "mediaSingle", content: [media] },
  ];
  const adf = { type: "doc", version: 1, content };
  const id = world.site.createPage({ spaceKey: "HB", title: "Contact", adf });
  const send = globalThis.fetch;
  onTestFinished(() => {
    globalThis.fetch = send;
  });
  // Some of what the newer editor makes has no storage form.
  globalThis.fetch = (url, ...more) =>
    send(String(url).replace("&body-format=storage", ""), ...more);
  expect(await world.readText(id)).toContain("Ann Lee");
  const asked = world.world.requests.filter(({ path }) => path.endsWith("/users-bulk"));
  expect(JSON.stringify(asked.map(({ body }) => body))).not.toContain("5b4a7b1e");
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
      expect.stringContaining("raise `maxFileBytes`"),
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

test("titles of signs alone, of half an emoji and without a letter are read", async () => {
  const world = await openSpace();
  const half = "\ud83d";
  const link = `<ac:link><ri:page ri:content-title="Plan ${half}" /></ac:link>`;
  const macro = `<ac:structured-macro ac:name="view-file"><ac:parameter ac:name="name">${half}.pdf</ac:parameter></ac:structured-macro>`;
  const emoji = world.page("🚀🦄", text("Words 1."));
  const broken = world.page(`Plan ${half}`, `${text("Words 2.")}<p>${link}</p>${macro}`);
  const empty = world.page(" ", text("Words 3."));
  await world.readText(emoji);
  expect(await world.deps.storage.failures.list("confluence")).toEqual([]);
  const stored = await world.stored();
  expect(stored[emoji]?.title).toBe("🚀🦄");
  expect(stored[broken]?.title).toBe("Plan \ufffd");
  expect(stored[broken]?.text).toContain("Words 2.");
  expect(stored[empty]?.title).toBe("Untitled");
});

test("a comment that cannot be read is named, and its page is read", async () => {
  const world = await openSpace();
  const id = world.page("Leave", text("Twenty days."));
  world.site.comment({ on: id, storage: `<p>${"word ".repeat(1_000_000)}</p>` });
  world.site.comment({ on: id, storage: text("Really?") });
  const read = await world.readText(id);
  expect(read).toContain("Twenty days.");
  expect(read).toContain("Really?");
  expect(read).toMatch(/\(This comment .*\.\)/);
});

test("a page that is read alone keeps all of its many labels", async () => {
  const world = await openSpace({ sweepMinutes: "10080" });
  const labels = Array.from({ length: 60 }, (_, n) => `label-${n}`);
  const id = world.page("Leave", text("Twenty days."), { labels });
  expect(await world.readText(id)).toContain("label-59");
  world.site.edit(id, { storage: text("Thirty days.") });
  expect(await world.readText(id)).toContain("label-59");
});

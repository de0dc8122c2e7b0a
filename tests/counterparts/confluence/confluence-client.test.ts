import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { seedCompany } from "./seeds/seed-company.ts";
import { seedPages } from "./seeds/seed-pages.ts";
import {
  type ConfluenceCounterpart,
  startConfluenceCounterpart,
  TEST_LOGIN,
} from "./start-confluence-counterpart.ts";

// Its schemas then know no key or value that is not written down; what they find is collected.
vi.stubEnv("AUDIT_SCHEMAS", "true");
const { createV1Client, createV2Client } = await import("confluence.js");
const drift: () => unknown[] = () =>
  (globalThis as Record<symbol, unknown[]>)[Symbol.for("apis-code-gen.schemaAudit")] ?? [];

let counterpart: ConfluenceCounterpart;
let ids: ReturnType<typeof seedCompany>;
let v1: ReturnType<typeof createV1Client>;
let v2: ReturnType<typeof createV2Client>;

beforeEach(async () => {
  counterpart = await startConfluenceCounterpart();
  ids = seedCompany(counterpart.world.site);
  const auth = { type: "basic", ...TEST_LOGIN } as const;
  v1 = createV1Client({ host: counterpart.siteUrl, auth });
  v2 = createV2Client({ host: counterpart.siteUrl, auth });
  drift().length = 0;
});
afterEach(() => counterpart.close());

test("a client that checks every reply takes all of v2's", async () => {
  const { leave, travel, form, news, guides, release, ann } = ids;
  const id = Number(leave);
  const spaces = (await v2.space.getSpaces({ keys: ["HANDBOOK", "HR"] })).results ?? [];
  expect(spaces.map(({ key }) => key)).toEqual(["HANDBOOK", "HR"]);
  const spaceId = Number(spaces[0]?.id);
  await v2.space.getSpaceById({ id: spaceId });
  await v2.spacePermissions.getSpacePermissionsAssignments({ id: spaceId });
  const pages = await v2.page.getPages({ spaceId: [spaceId], bodyFormat: "storage" });
  expect(pages.results?.map(({ title }) => title)).toContain("Annual leave");
  await v2.page.getPagesInSpace({ id: spaceId, status: ["current"] });
  await v2.page.getPageById({ id, bodyFormat: "atlas_doc_format", includeLabels: true });
  await v2.blogPost.getBlogPosts({ sort: "-modified-date" });
  await v2.blogPost.getBlogPostById({ id: Number(news), bodyFormat: "view" });
  const [footer] = (await v2.comment.getPageFooterComments({ id })).results ?? [];
  const commentId = Number(footer?.id);
  expect((await v2.comment.getFooterCommentChildren({ id: commentId })).results).toHaveLength(1);
  await v2.comment.getFooterCommentById({ commentId });
  const [inline] = (await v2.comment.getPageInlineComments({ id })).results ?? [];
  expect(inline).toMatchObject({
    resolutionStatus: "resolved",
    properties: { inlineOriginalSelection: "five" },
  });
  await v2.attachment.getPageAttachments({ id: Number(travel) });
  await v2.attachment.getAttachmentById({ id: form });
  await v2.label.getPageLabels({ id });
  const above = await v2.ancestors.getPageAncestors({ id: Number(release) });
  expect(above.results?.map(({ type }) => type)).toEqual(["page", "folder"]);
  await v2.folder.getFolderById({ id: Number(guides) });
  const users = await v2.user.createBulkUserLookup({
    body: { accountIds: [ann, ids.ben] },
  });
  expect(users.results?.map(({ email }) => email)).toEqual(["ann@acme.example", ""]);
  expect(drift()).toEqual([]);
});

test("and all of v1's", async () => {
  const { salaries, engineers, ben } = ids;
  const found = await v1.search.searchByCQL({
    cql: 'type in (page, blogpost, comment, attachment) and lastmodified >= "2020-01-01 00:00"',
    expand: ["content.space", "content.version", "content.ancestors", "content.container"],
  });
  expect(found.totalSize).toBe(found.results.length);
  await v1.content.searchContentByCQL({
    cql: "space = HR order by lastmodified desc",
    expand: ["body.storage", "metadata.labels", "history.lastUpdated"],
  });
  const own = await v1.contentRestrictions.getRestrictionsByOperation({ id: salaries });
  expect(own).toMatchObject({ read: { restrictions: { user: { size: 2 }, group: { size: 0 } } } });
  await v1.contentRestrictions.getRestrictions({ id: salaries });
  await v1.contentRestrictions.getRestrictionsForOperation({ id: salaries, operationKey: "read" });
  const check = await v1.contentPermissions.checkContentPermission({
    id: salaries,
    subject: { type: "user", identifier: ben },
    operation: "read",
  });
  expect(check.hasPermission).toBe(false);
  expect(await v1.users.getCurrentUser({})).toMatchObject({ timeZone: "UTC" });
  await v1.users.getUser({ accountId: ben });
  await v1.group.getGroups({});
  const members = await v1.group.getGroupMembersByGroupId({ groupId: engineers });
  expect(members.results.map(({ accountId }) => accountId)).toContain(ben);
  expect(drift()).toEqual([]);
});

test("a list is read page by page, each item once", async () => {
  const { ids: pages, id } = seedPages(counterpart.world, { pages: 230 });
  const found: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await v2.page.getPagesInSpace({
      id: Number(id),
      limit: 50,
      ...(cursor === undefined ? {} : { cursor }),
    });
    found.push(...(page.results ?? []).map((one) => one.id ?? ""));
    const next = page._links?.next;
    cursor =
      next === undefined ? undefined : (new URL(next, "http://x").searchParams.get("cursor") ?? "");
  } while (cursor !== undefined);
  expect(new Set(found).size).toBe(found.length);
  expect(found).toEqual(expect.arrayContaining(pages));
});

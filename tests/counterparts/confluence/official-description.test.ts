import { afterAll, beforeAll, expect, test } from "vitest";
import { routes } from "./api/routes.ts";
import {
  hasOfficialDescription,
  type OfficialDescription,
  readOfficialDescription,
} from "./checks/official-description.ts";
import { ask } from "./checks/raw-client.ts";
import { seedCompany } from "./seeds/seed-company.ts";
import {
  type ConfluenceCounterpart,
  startConfluenceCounterpart,
} from "./start-confluence-counterpart.ts";

const ABSENT = "no ../shared";

let counterpart: ConfluenceCounterpart;
let official: OfficialDescription | undefined;
let ids: ReturnType<typeof seedCompany> & { spaceId: string; comment: string; inline: string };
beforeAll(async () => {
  counterpart = await startConfluenceCounterpart();
  const { site } = counterpart.world;
  const seeded = seedCompany(site);
  const comments = [...site.items.values()].filter((item) => item.type === "comment");
  const idOf = (place: string) => comments.find((one) => one.place === place)?.id ?? "";
  const [spaceId = ""] = site.spaces.keys();
  ids = { ...seeded, spaceId, comment: idOf("footer"), inline: idOf("inline") };
  if (hasOfficialDescription()) official = await readOfficialDescription();
});
afterAll(() => counterpart.close());

const REQUESTS: [path: string, taken: boolean][] = [
  ["/wiki/api/v2/pages?limit=250&body-format=storage", true],
  ["/wiki/api/v2/pages?limit=251", false],
  ["/wiki/api/v2/pages?limit=many", false],
  ["/wiki/api/v2/pages?sort=-modified-date", true],
  ["/wiki/api/v2/pages?sort=modified", false],
  ["/wiki/api/v2/pages?body-format=view", false],
  ["/wiki/api/v2/pages?colour=red", false],
  ["/wiki/api/v2/pages?id=12&id=13", true],
  ["/wiki/api/v2/pages?id=twelve", false],
  ["/wiki/api/v2/spaces?type=global&status=archived", true],
  ["/wiki/api/v2/spaces?type=secret", false],
  ["/wiki/api/v2/attachments?status=trashed", true],
  ["/wiki/api/v2/attachments?status=draft", false],
  ["/wiki/rest/api/search?cql=type%3Dpage&limit=10", true],
  ["/wiki/rest/api/search?limit=10", false],
  ["/wiki/rest/api/search?cql=type%3Dpage&limit=ten", false],
  ["/wiki/rest/api/group?start=-1", false],
];

test.each(REQUESTS)("%s: both give the same verdict", async (path, taken) => {
  expect((await ask(counterpart, "GET", path)).status).toBe(taken ? 200 : 400);
  if (official === undefined) return;
  expect(official.requestErrors("get", path).length === 0).toBe(taken);
});

/** Ours beyond the descriptions, which are of 2025-02 and 2022-01. */
const LATER = new Set(["/wiki/download/attachments/{}/{}"]);

test("each parameter that is taken is one of the description's", ({ skip }) => {
  if (official === undefined) return skip(ABSENT);
  const compared = routes.filter(({ path }) => !LATER.has(path));
  expect(compared.length).toBeGreaterThan(40);
  for (const { method, path, parameters } of compared) {
    const known = official.queryParameters(method.toLowerCase(), path);
    expect(known, path).toEqual(expect.arrayContaining([...parameters]));
  }
});

test("every reply fits the description", async ({ skip }) => {
  if (official === undefined) return skip(ABSENT);
  const { spaceId, leave, travel, form, news, guides, release, salaries, engineers, ben } = ids;
  const paths = [
    "/wiki/api/v2/spaces",
    `/wiki/api/v2/spaces/${spaceId}?include-permissions=true&description-format=plain`,
    `/wiki/api/v2/spaces/${spaceId}/permissions`,
    `/wiki/api/v2/spaces/${spaceId}/pages?limit=2`,
    `/wiki/api/v2/spaces/${spaceId}/blogposts`,
    "/wiki/api/v2/pages?body-format=atlas_doc_format",
    `/wiki/api/v2/pages/${leave}?body-format=view&include-labels=true`,
    `/wiki/api/v2/pages/${leave}/labels`,
    `/wiki/api/v2/pages/${leave}/footer-comments?body-format=storage`,
    `/wiki/api/v2/pages/${leave}/inline-comments?body-format=storage`,
    `/wiki/api/v2/pages/${travel}/attachments`,
    `/wiki/api/v2/pages/${release}/ancestors`,
    `/wiki/api/v2/pages/${release}/children`,
    "/wiki/api/v2/blogposts",
    `/wiki/api/v2/blogposts/${news}?body-format=storage`,
    "/wiki/api/v2/footer-comments?body-format=storage",
    `/wiki/api/v2/footer-comments/${ids.comment}`,
    `/wiki/api/v2/footer-comments/${ids.comment}/children`,
    `/wiki/api/v2/inline-comments/${ids.inline}?body-format=storage`,
    "/wiki/api/v2/attachments",
    `/wiki/api/v2/attachments/${form}?include-labels=true`,
    `/wiki/api/v2/folders/${guides}`,
    "/wiki/rest/api/search?cql=type%20in%20(page,comment,attachment)&expand=content.version,content.space",
    "/wiki/rest/api/content/search?cql=type%3Dpage&expand=version,ancestors,body.storage,metadata.labels",
    `/wiki/rest/api/content/${leave}?expand=space,history.lastUpdated,container`,
    "/wiki/rest/api/space/HANDBOOK?expand=permissions,homepage",
    `/wiki/rest/api/content/${salaries}/restriction`,
    "/wiki/rest/api/user/current",
    `/wiki/rest/api/user/memberof?accountId=${ben}`,
    "/wiki/rest/api/group",
    `/wiki/rest/api/group/by-id?id=${engineers}`,
    `/wiki/rest/api/group/${engineers}/membersByGroupId`,
  ];
  for (const path of paths) {
    const { status, value } = await ask(counterpart, "GET", path);
    expect(status, path).toBe(200);
    expect(official.requestErrors("get", path), path).toEqual([]);
    const [pathname = ""] = path.split("?");
    expect(official.responseErrors("get", pathname, value), path).toEqual([]);
  }
  const bodies = [
    ["/wiki/api/v2/users-bulk", { accountIds: [ben] }],
    [
      `/wiki/rest/api/content/${salaries}/permission/check`,
      { subject: { type: "group", identifier: engineers }, operation: "read" },
    ],
  ] as const;
  for (const [path, body] of bodies) {
    const { status, value } = await ask(counterpart, "POST", path, body);
    expect(status, path).toBe(200);
    expect(official.requestErrors("post", path, body), path).toEqual([]);
    expect(official.responseErrors("post", path, value), path).toEqual([]);
  }
});

import { ConnectorError } from "../connector.ts";
import type { ConfluenceApi } from "./api/confluence-api.ts";
import { LackingScope } from "./api/confluence-error.ts";
import { currentUser } from "./api/current-user.ts";
import { scopeFor } from "./api/scopes.ts";
import { contentReply, resultsOf } from "./api/shapes.ts";
import { createPeople } from "./readers/people.ts";
import type { ConfluenceSettings } from "./settings.ts";
import { COLLECTIONS } from "./site/node.ts";
import { inSpaces, searchContent } from "./site/search-content.ts";
import { askForPermissions, listSpaces, type Space } from "./site/spaces.ts";

/**
 * Tries each kind of request that a sync makes. What it can do without is said in a sentence each.
 * @throws ConnectorError when it could read nothing, or could not tell who may read it
 */
export async function checkConnection(
  api: ConfluenceApi,
  settings: ConfluenceSettings,
): Promise<string[]> {
  await currentUser(api);
  const spaces = await listSpaces(api, settings);
  const unknown = settings.spaces.filter((key) => !spaces.some((space) => space.key === key));
  if (unknown.length > 0) {
    throw new ConnectorError(
      "not-found",
      `There is no space ${unknown.join(", ")} that this account may view: keys are written as in a space's address (…/wiki/spaces/KEY/…), in the same letters.`,
    );
  }
  const [first] = spaces;
  if (first === undefined) {
    throw new ConnectorError(
      "forbidden",
      "No space is visible to this account: give it the permission to view the spaces that should be read.",
    );
  }
  const notes = await tryRequests(api, settings, spaces, first);
  return [...notes, ...(await noteReaders(api, spaces))];
}

async function tryRequests(
  api: ConfluenceApi,
  settings: ConfluenceSettings,
  spaces: readonly Space[],
  first: Space,
): Promise<string[]> {
  const { results = [] } = await api.get("/wiki/api/v2/pages", resultsOf(contentReply), {
    "space-id": [first.id],
    limit: 1,
  });
  const cql = `${inSpaces([first.key], ["page"])} and id = 1`;
  for await (const _ of searchContent(api, cql));
  const people = createPeople(api);
  await people.load(spaces.flatMap(({ readers }) => [...readers.users]).slice(0, 1));
  await lookFor(
    api,
    `/wiki/api/v2/pages/${results[0]?.id ?? 1}/footer-comments`,
    settings.comments,
  );
  await lookFor(api, "/wiki/api/v2/attachments", settings.attachments);
  const file = "/wiki/rest/api/content/1/child/attachment/att1/download";
  await lookFor(api, file, settings.attachments);
  const notes: string[] = [];
  const [group] = spaces.flatMap(({ readers }) => [...readers.groups]);
  if (group !== undefined && !(await people.canSeeMembers(group))) {
    notes.push(
      "Members of groups may not be read, so what is for groups is shown to nobody by them, and people who pass a restriction only by a group that does not itself view the space are left out: the credentials need the scopes read:group:confluence and read:user:confluence.",
    );
  }
  if (await lacksScope(() => askForPermissions(api, first.key))) {
    notes.push(
      "Whether a space is open to everybody cannot be told, so none counts as public: the credentials need the scope read:space-details:confluence.",
    );
  }
  for (const kind of ["folder", "whiteboard", "database", "embed"] as const) {
    if (!(await lacksScope(() => api.look(`/wiki/api/v2/${COLLECTIONS[kind]}/1`)))) continue;
    notes.push(
      `Pages that stand below a ${kind === "embed" ? "smart link" : kind} are shown to nobody: the credentials need the scope read:${kind}:confluence, where Atlassian offers it.`,
    );
  }
  return notes;
}

async function lookFor(api: ConfluenceApi, path: string, isWanted: boolean): Promise<void> {
  if (!isWanted || !(await lacksScope(() => api.look(path)))) return;
  const setting = path.endsWith("comments") ? "comments" : "attachments";
  throw new ConnectorError(
    "forbidden",
    `The Confluence credentials lack the scope ${scopeFor(path)}: give them that, or leave ${setting} out with \`--set ${setting}=off\`.`,
  );
}

async function lacksScope(ask: () => Promise<unknown>): Promise<boolean> {
  try {
    await ask();
  } catch (error) {
    if (error instanceof LackingScope) return true;
    // Nothing has this id; that it was looked for is enough.
    if (!(error instanceof ConnectorError) || !["not-found", "invalid"].includes(error.code)) {
      throw error;
    }
  }
  return false;
}

/** What keeps people from finding what they may read at Confluence. */
async function noteReaders(api: ConfluenceApi, spaces: readonly Space[]): Promise<string[]> {
  const people = createPeople(api);
  const ids = new Set(spaces.flatMap(({ readers }) => [...readers.users]));
  await people.load(ids);
  const found = await Promise.all([...ids].map((id) => people.find(id)));
  const hidden = found.filter((one) => one?.isPerson === true && one.email === undefined).length;
  const notes: string[] = [];
  if (hidden > 0) {
    notes.push(
      `${hidden} of those who may view a space ${hidden === 1 ? "hides the" : "hide their"} e-mail address, so they cannot be told apart and are shown nothing by it: let them set it to be visible in their Atlassian profile.`,
    );
  }
  const unnamed = spaces.filter((space) => space.unnamed.length > 0);
  for (const { key, unnamed: kinds } of unnamed.slice(0, 5)) {
    notes.push(
      `The space ${key} may be viewed by ${kinds.join(", ")}, which is neither a person nor a group and counts for nobody: give the permission to a group.`,
    );
  }
  return notes;
}

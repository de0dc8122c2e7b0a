import { z } from "zod";
import type { ConnectorError, GroupReport } from "../../connector.ts";
import { reportGroups, toMembers } from "../../shared/groups/report-groups.ts";
import type { ConfluenceApi } from "../api/confluence-api.ts";
import { isMissing, LackingScope } from "../api/confluence-error.ts";
import { currentUser } from "../api/current-user.ts";
import { groupPrefix } from "./group-principal.ts";
import { createPeople, type People } from "./people.ts";

const groupReply = z.object({ name: z.string().nullish() });

/** Who is in these groups of the site; in Confluence Cloud no group is in another. */
export async function* readGroups(
  api: ConfluenceApi,
  wanted: readonly string[],
): AsyncGenerator<GroupReport> {
  const prefix = groupPrefix(api.site);
  const own = wanted.filter((principal) => principal.startsWith(prefix));
  if (own.length === 0) return;
  // Where nothing is to be found for other reasons, each group would look gone.
  await currentUser(api);
  const people = createPeople(api);
  yield* reportGroups(
    own,
    (principal) => readGroup(api, people, principal, principal.slice(prefix.length)),
    { signal: api.signal, concernsAll: (error: ConnectorError) => error instanceof LackingScope },
  );
}

async function readGroup(
  api: ConfluenceApi,
  people: People,
  principal: string,
  id: string,
): Promise<GroupReport> {
  try {
    const { name } = await api.get("/wiki/rest/api/group/by-id", groupReply, { id });
    const { addresses, unknown } = await readPeople(people, id);
    const named = name == null || name.trim() === "" ? {} : { name: name.trim() };
    return { type: "group", principal, ...named, ...toMembers(addresses, unknown) };
  } catch (error) {
    if (isMissing(error)) return { type: "group-gone", principal };
    throw error;
  }
}

async function readPeople(people: People, groupId: string) {
  const ids = new Set<string>();
  let unknown = 0;
  for await (const id of people.listMembers(groupId)) {
    if (id === undefined) unknown += 1;
    else ids.add(id);
  }
  await people.load(ids);
  const addresses: string[] = [];
  for (const id of ids) {
    const person = await people.find(id);
    if (person?.isPerson === false) continue;
    if (person?.email === undefined) unknown += 1;
    else addresses.push(person.email);
  }
  return { addresses, unknown };
}

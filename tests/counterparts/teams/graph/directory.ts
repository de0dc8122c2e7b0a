import { noSuchObject } from "./graph-refusal.ts";
import type { GraphGroup, GraphPerson, GraphWorld } from "./graph-world.ts";

type Item = Record<string, unknown>;

/** Accounts of the tenant; people of others, and those without an account, have none here. */
export function users(world: GraphWorld): GraphPerson[] {
  return [...world.people.values()].filter(
    ({ tenantId, role }) => tenantId === world.tenantId && role !== "anonymous",
  );
}

export function findUser(world: GraphWorld, which: string): GraphPerson {
  const wanted = which.toLowerCase();
  const found = users(world).find(
    ({ objectId, userPrincipalName }) =>
      objectId.toLowerCase() === wanted || userPrincipalName.toLowerCase() === wanted,
  );
  if (found === undefined) throw noSuchObject(which);
  return found;
}

export function userJson(person: GraphPerson): Item {
  return {
    "@odata.type": "#microsoft.graph.user",
    id: person.objectId,
    displayName: person.displayName,
    mail: person.email,
    userPrincipalName: person.userPrincipalName,
    userType: person.role === "guest" ? "Guest" : "Member",
    accountEnabled: !person.isDisabled,
  };
}

/** Groups of Entra, among them those behind teams. */
export function allGroups(world: GraphWorld): GraphGroup[] {
  const ofTeams = [...world.teams.values()].map(({ groupId, name, members }) => ({
    id: groupId,
    name,
    members,
  }));
  return [...world.groups.values(), ...ofTeams];
}

export function findGroup(world: GraphWorld, id: string): GraphGroup {
  const found = allGroups(world).find((group) => group.id.toLowerCase() === id.toLowerCase());
  if (found === undefined) throw noSuchObject(id);
  return found;
}

export function groupJson({ id, name }: GraphGroup): Item {
  return { "@odata.type": "#microsoft.graph.group", id, displayName: name, description: null };
}

/** A flat list of all in it: people, groups, and who is in those; each once. */
export function transitiveMembers(world: GraphWorld, group: GraphGroup): Item[] {
  const found = new Map<string, Item>();
  const waiting = [...group.members];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (found.has(id) || id === group.id) continue;
    const person = users(world).find(({ objectId }) => objectId === id);
    const inner = person === undefined ? findGroup(world, id) : undefined;
    if (person !== undefined) found.set(id, userJson(person));
    else if (inner !== undefined) found.set(id, groupJson(inner));
    waiting.push(...(inner?.members ?? []));
  }
  return [...found.values()];
}

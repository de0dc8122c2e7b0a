import { install } from "../state/app.ts";
import { addChannel } from "../state/channels.ts";
import { addGroup } from "../state/groups.ts";
import { addTeam, addUser } from "../state/users.ts";
import type { World } from "../world.ts";

export interface SeededCompany {
  teamId: string;
  /** The workspace that shares #launch with it. */
  partnerTeamId: string;
  botToken: string;
  botUserId: string;
}

/** A small company with every kind of person and channel, and the app installed. */
export function seedCompany(world: World): SeededCompany {
  const { id: teamId } = addTeam(world, "Lakeside Bikes");
  const { id: partnerTeamId } = addTeam(world, "North Freight");
  const owner = addUser(world, teamId, { name: "olga", realName: "Olga Berg", kind: "owner" });
  addUser(world, teamId, { name: "adam", realName: "Adam Novak", kind: "admin" });
  addUser(world, teamId, { name: "amy", realName: "Amy Lindqvist" });
  addUser(world, teamId, { name: "ben", realName: "Ben Okoro" });
  addUser(world, teamId, { name: "carla", realName: "Carla Ruiz" });
  const agency = "studio-nord.test";
  const gina = { name: "gina", realName: "Gina Falk", email: `gina@${agency}` };
  const sam = { name: "sam", realName: "Sam Ode", email: `sam@${agency}` };
  addUser(world, teamId, { ...gina, kind: "guest" });
  addUser(world, teamId, { ...sam, kind: "single-channel-guest" });
  const dora = addUser(world, teamId, { name: "dora", realName: "Dora Klein" });
  dora.deactivated = true;
  addUser(world, teamId, { name: "buildbot", realName: "Build Bot", kind: "bot" });
  addUser(world, partnerTeamId, { name: "nils", realName: "Nils Hagen" });
  addUser(world, partnerTeamId, { name: "nora", realName: "Nora Vik", kind: "admin" });
  const { botToken, botUserId } = install(world, teamId, owner.id);
  const everybody = ["olga", "adam", "amy", "ben", "carla"];
  const add = (name: string, more: Omit<Parameters<typeof addChannel>[2], "name">) =>
    addChannel(world, teamId, { name, ...more });
  add("general", { members: [...everybody, botUserId] });
  add("help", { members: [...everybody, "gina", "buildbot", botUserId], topic: "Ask anything" });
  add("random", { members: everybody });
  add("people-team", { kind: "private", members: ["olga", "adam", botUserId] });
  add("secret-project", { kind: "private", members: ["olga", "ben"] });
  add("website", { members: ["amy", "sam", "gina", botUserId] });
  add("launch", {
    members: ["amy", "ben", "nils", "nora", botUserId],
    sharedWith: [partnerTeamId],
  });
  add("old-office", { members: [...everybody, botUserId] }).archived = true;
  addGroup(world, teamId, { handle: "engineering", users: ["ben", "carla"] });
  addGroup(world, teamId, { handle: "people-team-members", users: ["olga", "adam"] });
  return { teamId, partnerTeamId, botToken, botUserId };
}

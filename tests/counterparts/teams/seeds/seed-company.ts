import { addChannel, addChat, addTeam, addUser } from "../state/rooms.ts";
import type { World } from "../world.ts";

export interface SeededCompany {
  tenantId: string;
  /** The one that nils is of. */
  otherTenantId: string;
  appId: string;
  appPassword: string;
  /** `28:<appId>` */
  botId: string;
  team: { id: string; groupId: string };
  /** Ids of conversations. */
  rooms: Record<"general" | "help" | "board" | "partners" | "lunch" | "standup", string>;
}

/** A small company: adam the admin, ana, ben, cem, eva, gina the guest, nils of another company. */
export function seedCompany(world: World): SeededCompany {
  const otherTenantId = world.ids.guid();
  addUser(world, "adam", { displayName: "Adam Berg" });
  addUser(world, "ana", { displayName: "Ana Lima" });
  addUser(world, "ben", { displayName: "Ben Okoye" });
  addUser(world, "cem", { displayName: "Cem Aydin", locale: "de-DE" });
  addUser(world, "eva", {
    displayName: "Eva Novak",
    timeZone: "America/New_York",
    isInstalled: false,
  });
  addUser(world, "gina", {
    displayName: "Gina Rossi",
    email: "gina@partner.example",
    role: "guest",
  });
  addUser(world, "nils", {
    displayName: "Nils Holm",
    email: "nils@fabrikam.example",
    tenantId: otherTenantId,
  });
  const team = addTeam(world, "Contoso", {
    members: ["adam", "ana", "ben", "cem", "gina"],
    owners: ["adam"],
  });
  const general = team.id;
  const help = addChannel(world, team.id, "Help").id;
  const board = addChannel(world, team.id, "Board", {
    type: "private",
    isBotIn: true,
    members: ["adam", "ana"],
  }).id;
  const partners = addChannel(world, team.id, "Partners", {
    type: "shared",
    isBotIn: true,
    members: ["adam", "ben", "nils"],
  }).id;
  const lunch = addChat(world, "Lunch", { members: ["ana", "ben", "cem"] }).id;
  const standup = addChat(world, "Standup", {
    kind: "meeting",
    members: ["adam", "ana", "gina"],
  }).id;
  return {
    tenantId: world.tenantId,
    otherTenantId,
    appId: world.app.id,
    appPassword: world.app.password,
    botId: world.app.botId,
    team: { id: team.id, groupId: team.groupId },
    rooms: { general, help, board, partners, lunch, standup },
  };
}

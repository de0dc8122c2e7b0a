import type { RoomPlatform } from "../../chat-rooms.ts";
import { findPerson } from "../people/names/find-person.ts";
import { findReader } from "../people/names/readers.ts";
import {
  isAdmin,
  isMember,
  nameOf,
  principalOf,
  type RightsDeps,
  reachOf,
  readersOf,
  roomKindFor,
  standingOf,
  timeZoneOf,
} from "../people/rights.ts";
import { answerCommand, type CommandDeps } from "./answer-command.ts";
import { showProgress } from "./show-progress.ts";

type CommandPort = Pick<
  RoomPlatform,
  | "commandPrefix"
  | "adminTitle"
  | "isAdmin"
  | "isMember"
  | "standingOf"
  | "nameOf"
  | "findPerson"
  | "principalOf"
  | "findReader"
  | "readersOf"
  | "roomKindFor"
  | "reachOf"
  | "timeZoneOf"
  | "answerCommand"
  | "showProgress"
>;

/** The part of a platform that admins use. */
export function createCommandPort(deps: CommandDeps & RightsDeps): CommandPort {
  return {
    commandPrefix: () => "/footnote ",
    adminTitle: "an owner or admin of this workspace",
    isAdmin: (person) => isAdmin(person, deps),
    isMember: (person) => isMember(person, deps),
    standingOf: (person) => standingOf(person, deps),
    nameOf: (person) => nameOf(person, deps),
    findPerson: (address, by) => findPerson(address, by, deps),
    principalOf: (id) => principalOf(id, deps),
    findReader: (word, person) => findReader(word, person, deps),
    readersOf: (roomId) => readersOf(roomId, deps),
    roomKindFor: (person, roomId) => roomKindFor(person, roomId, deps),
    reachOf: (person, roomId) => reachOf(person, roomId, deps),
    timeZoneOf: (person) => timeZoneOf(person, deps),
    answerCommand: (command, reply) => answerCommand(command, reply, deps),
    showProgress: (command, reply, memory, isLast) =>
      showProgress(command, reply, memory, isLast, deps),
  };
}

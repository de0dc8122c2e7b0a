import type { DataKind } from "../data-kind.ts";
import { olderBy } from "../expiry.ts";
import { naming, theirs } from "../part.ts";

/** What is known of rooms, threads and people of chats. */
export const chatKinds: readonly DataKind[] = [
  {
    name: "threads",
    tables: ["roomThreads", "threadMutes"],
    what: "threads the bot takes part in, and who keeps it out of them by a reaction",
    whose: "whoever reacted",
    until: "the workspace goes",
    erased: "their reactions removed",
    held: [theirs("threadMutes", { by: "id" }), theirs("roomThreads", { workspaceId: "place" })],
  },
  {
    name: "room settings",
    tables: ["rooms"],
    what: "settings of channels, among them whom *Ask an expert* names",
    whose: "that expert",
    until: "an admin changes them, the workspace goes",
    erased: "they are the expert no more",
    held: [
      theirs("rooms", { id: "place" }),
      // In an admin's own words, which may have the address.
      naming("rooms", "id", ["expert"], { instead: { expert: null } }),
    ],
  },
  {
    name: "deleted messages",
    tables: ["deletedMessages"],
    what: "ids of messages that were deleted, without their text",
    whose: "nobody",
    until: { fixedDays: 1 },
    erased: "nothing to erase",
    held: [theirs("deletedMessages", { messageId: "place" })],
    expires: [olderBy("deletedMessages", "messageId", "deletedAt")],
  },
  {
    name: "people of Teams",
    tables: ["teamsPeople"],
    what: "ids of people who were met, where, and their time zone",
    whose: "each of them",
    until: { kept: "people" },
    erased: "removed",
    held: [theirs("teamsPeople", { personId: "id", workspaceId: "place" })],
    expires: [olderBy("teamsPeople", "personId", "seenAt")],
  },
  {
    name: "sentences to Teams",
    tables: ["teamsSaid"],
    what: "that something was said, so that it is said once, without its text",
    whose: "whom it was said to",
    until: { kept: "people" },
    erased: "removed",
    held: [naming("teamsSaid", "key", ["key"]), theirs("teamsSaid", { roomId: "chat" })],
    expires: [olderBy("teamsSaid", "key", "notedAt")],
  },
  {
    name: "threads of Teams' chats",
    tables: ["teamsChats", "teamsChatMessages"],
    what: "which messages of a chat belong together, by their ids",
    whose: "whose chat it is",
    until: { fixedDays: 90 },
    erased: "those of their own chat removed",
    held: [
      theirs("teamsChatMessages", { roomId: "chat" }),
      theirs("teamsChats", { roomId: "chat" }),
    ],
    expires: [olderBy("teamsChatMessages", "messageId", "sentAt")],
  },
  {
    name: "conversations of Teams",
    tables: ["teamsConversations"],
    what: "where the bot is, and how it is reached",
    whose: "in a personal chat, whose it is",
    until: "the bot is taken out of it",
    erased: "their own chat removed, until they write again",
    // After what is found by it.
    held: [theirs("teamsConversations", { person: "id", workspaceId: "place" })],
  },
];

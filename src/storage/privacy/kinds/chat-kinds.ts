import { sql } from "kysely";
import { among, anyOf, mentionsIds, olderThan, startsWith } from "../conditions.ts";
import type { DataKind, Rows, Table } from "../data-kind.ts";

const ofIt = (table: Table, column: string, workspaceId: string): Rows => ({
  table,
  where: startsWith(column, `${workspaceId}:`),
});

/** What is known of rooms, threads and people of chats. */
export const chatKinds: readonly DataKind[] = [
  {
    name: "threads",
    tables: ["roomThreads", "threadMutes"],
    what: "threads the bot takes part in, and who keeps it out of them by a reaction",
    whose: "whoever reacted",
    until: "the workspace goes",
    erased: "their reactions removed",
    people: [["threadMutes", "by"]],
    ofPerson: ({ ids }) => [{ table: "threadMutes", where: among("by", ids) }],
    ofWorkspace: (id) => [{ table: "roomThreads", where: sql`workspace_id = ${id}` }],
  },
  {
    name: "room settings",
    tables: ["rooms"],
    what: "settings of channels, among them whom *Ask an expert* names",
    whose: "that expert",
    until: "an admin changes them, the workspace goes",
    erased: "they are the expert no more",
    people: [["rooms", "expert"]],
    ofPerson: ({ ids }) => [
      { table: "rooms", where: among("expert", ids), set: sql`expert = null` },
    ],
    ofWorkspace: (id) => [
      { table: "rooms", where: anyOf(sql`id = ${id}`, startsWith("id", `${id}:`)) },
    ],
  },
  {
    name: "deleted messages",
    tables: ["deletedMessages"],
    what: "ids of messages that were deleted, without their text",
    whose: "nobody",
    until: { fixedDays: 1 },
    erased: "nothing to erase",
    expired: (before) => [
      { table: "deletedMessages", key: ["message_id"], where: olderThan("deleted_at", before) },
    ],
    ofWorkspace: (id) => [ofIt("deletedMessages", "message_id", id)],
  },
  {
    name: "people of Teams",
    tables: ["teamsPeople"],
    what: "ids of people who were met, where, and their time zone",
    whose: "each of them",
    until: { kept: "people" },
    erased: "removed",
    people: [["teamsPeople", "person_id"]],
    ofPerson: ({ ids }) => [{ table: "teamsPeople", where: among("person_id", ids) }],
    expired: (before) => [
      { table: "teamsPeople", key: ["person_id"], where: olderThan("seen_at", before) },
    ],
    ofWorkspace: (id) => [{ table: "teamsPeople", where: sql`workspace_id = ${id}` }],
  },
  {
    name: "sentences to Teams",
    tables: ["teamsSaid"],
    what: "that something was said, so that it is said once, without its text",
    whose: "whom it was said to",
    until: { kept: "people" },
    erased: "removed",
    ofPerson: ({ ids }) => [
      { table: "teamsSaid", where: anyOf(mentionsIds("key", ids), inTheirChat("room_id", ids)) },
    ],
    expired: (before) => [
      { table: "teamsSaid", key: ["key"], where: olderThan("noted_at", before) },
    ],
    ofWorkspace: (id) => [ofIt("teamsSaid", "room_id", id)],
  },
  {
    name: "threads of Teams' chats",
    tables: ["teamsChats", "teamsChatMessages"],
    what: "which messages of a chat belong together, by their ids",
    whose: "whose chat it is",
    until: { fixedDays: 90 },
    erased: "those of their own chat removed",
    ofPerson: ({ ids }) => [
      { table: "teamsChatMessages", where: inTheirChat("room_id", ids) },
      { table: "teamsChats", where: inTheirChat("room_id", ids) },
    ],
    expired: (before) => [
      { table: "teamsChatMessages", key: ["message_id"], where: olderThan("sent_at", before) },
    ],
    ofWorkspace: (id) => [
      ofIt("teamsChats", "room_id", id),
      ofIt("teamsChatMessages", "message_id", id),
    ],
  },
  {
    name: "conversations of Teams",
    tables: ["teamsConversations"],
    what: "where the bot is, and how it is reached",
    whose: "in a personal chat, whose it is",
    until: "the bot is taken out of it",
    erased: "their own chat removed, until they write again",
    people: [["teamsConversations", "person"]],
    // After what is found by it.
    ofPerson: ({ ids }) => [{ table: "teamsConversations", where: among("person", ids) }],
    ofWorkspace: (id) => [{ table: "teamsConversations", where: sql`workspace_id = ${id}` }],
  },
];

function inTheirChat(column: string, ids: readonly string[]) {
  return sql<boolean>`${sql.ref(column)} in (select room_id from teams_conversations where ${among("person", ids)})`;
}

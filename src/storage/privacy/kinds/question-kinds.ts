import { sql } from "kysely";
import {
  allOf,
  among,
  anyOf,
  ERASED,
  mentions,
  olderThan,
  quoted,
  startsWith,
  theirAnswers,
} from "../conditions.ts";
import type { DataKind, Rows, Table } from "../data-kind.ts";
import { contextOf } from "./thread-context.ts";

/** Questions, answers and what people say of them. */
export const questionKinds: readonly DataKind[] = [
  {
    name: "votes",
    tables: ["votes", "feedbackLog"],
    what: "votes, reasons, corrections; in the log with the question and answer they are about",
    whose: "whoever voted",
    until: { kept: "votes" },
    erased: "removed, those on their answers too",
    people: [
      ["votes", "voter"],
      ["feedbackLog", "voter"],
    ],
    // Before the questions: the log does not go with them.
    ofPerson: ({ ids }) => [
      { table: "votes", where: among("voter", ids) },
      {
        table: "feedbackLog",
        where: anyOf(among("voter", ids), sql`answer_id in ${theirAnswers(ids)}`),
      },
    ],
    expired: (before) => [
      {
        table: "votes",
        key: ["answer_id", "voter", "citation"],
        where: olderThan("voted_at", before),
      },
      { table: "feedbackLog", key: ["id"], where: olderThan("at", before) },
    ],
    ofWorkspace: (workspaceId) => [
      { table: "votes", where: startsWith("voter", `${workspaceId}:`) },
      {
        table: "feedbackLog",
        where: anyOf(
          startsWith("voter", `${workspaceId}:`),
          startsWith("answer_id", `${workspaceId}:`),
          sql`answer_id in ${askedOnTheWeb(workspaceId)}`,
          sql`answer_id in (select answer_id from room_replies where workspace_id = ${workspaceId})`,
        ),
      },
    ],
  },
  {
    name: "expert answers",
    tables: ["expertAnswers", "expertRequests"],
    what: "what experts said in a thread after they were asked, and that they were",
    whose: "the expert, whoever asked for one",
    until: { kept: "experts" },
    erased: "removed",
    people: [
      ["expertAnswers", "answered_by"],
      ["expertRequests", "asked_by"],
      ["expertRequests", "expert"],
    ],
    ofPerson: ({ ids }) => [
      { table: "expertAnswers", where: among("answered_by", ids) },
      { table: "expertRequests", where: among("asked_by", ids) },
      { table: "expertRequests", where: among("expert", ids), set: sql`expert = null` },
    ],
    expired: (before) => [
      { table: "expertAnswers", key: ["message_id"], where: olderThan("answered_at", before) },
      { table: "expertRequests", key: ["id"], where: olderThan("asked_at", before) },
    ],
  },
  {
    name: "thread context",
    tables: ["roomReplies"],
    what: "what people said in a thread before a question",
    whose: "whoever said it",
    until: { kept: "context" },
    erased: "their lines removed, and lines of which nobody knows who said them",
    ofPerson: ({ ids }) => [contextOf(ids)],
    expired: (before) => [
      {
        table: "roomReplies",
        key: ["ordinal"],
        where: allOf(sql`context <> '[]'`, olderThan("created_at", before)),
        set: sql`context = '[]', context_by = null`,
      },
    ],
  },
  {
    name: "answer details",
    tables: ["answerEvents"],
    what: "how an answer came about: its steps, passages considered, sentences dropped",
    whose: "whoever asked",
    until: { kept: "details" },
    erased: "removed with the question",
    expired: (before) => [
      {
        table: "answerEvents",
        key: ["answer_id", "sequence"],
        where: sql`answer_id in (select id from answers where ${olderThan("finished_at", before)})`,
      },
      {
        table: "answers",
        key: ["ordinal"],
        where: allOf(sql`evidence is not null`, olderThan("finished_at", before)),
        set: sql`evidence = null`,
      },
    ],
  },
  {
    name: "questions",
    tables: ["answers", "roomReplies"],
    what: "questions, their answers with quotes, and where they stand in a chat",
    whose: "whoever asked",
    until: { kept: "questions" },
    erased: "removed, with what others asked again in the same words",
    people: [["answers", "asked_by"]],
    ofPerson: ({ ids }) => [{ table: "answers", where: sql`id in ${theirAnswers(ids)}` }],
    expired: (before) => [
      {
        table: "answers",
        key: ["ordinal"],
        // What a verified answer came from stays as long as somebody may look it up there.
        where: allOf(
          olderThan("asked_at", before),
          sql`not exists (select 1 from verified_answers where verified_answers.answer_id = answers.id
            and verified_answers.status in ('active', 'waiting'))`,
        ),
      },
    ],
    ofWorkspace: (workspaceId) => [
      {
        table: "answers",
        where: anyOf(
          sql`id in (select answer_id from room_replies where workspace_id = ${workspaceId})`,
          sql`id in ${askedOnTheWeb(workspaceId)}`,
        ),
      },
    ],
  },
  {
    name: "audiences",
    tables: [],
    what: "e-mail addresses of those who could see an answer, in `answers` and `verified_answers`",
    whose: "each of them",
    until: "the question goes",
    erased: `their address becomes \`${ERASED}\`, which nobody has`,
    ofPerson: ({ principals }) =>
      principals.flatMap((principal) =>
        (["answers", "verifiedAnswers"] as const).map((table) => withoutReader(table, principal)),
      ),
  },
];

/** By people of a workspace who were signed in. */
function askedOnTheWeb(workspaceId: string) {
  const theirs = startsWith("asked_by", `${workspaceId}:`);
  return sql`(select id from answers where ${allOf(sql`surface = 'web'`, theirs)})`;
}

/** A list that names somebody who is nobody any more opens nothing to anybody else. */
function withoutReader(table: Table, principal: string): Rows {
  const [name = ""] = quoted([principal]);
  const set = sql`audience = replace(audience, ${name}, ${JSON.stringify(ERASED)})`;
  return { table, where: mentions("audience", [name]), set };
}

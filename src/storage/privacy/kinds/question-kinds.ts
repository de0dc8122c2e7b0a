import { sql } from "kysely";
import type { DataKind } from "../data-kind.ts";
import { olderBy } from "../expiry.ts";
import { anyTable, eb } from "../held-by.ts";
import { ERASED, readersOf, theirs } from "../part.ts";
import { threadContext } from "./thread-context.ts";

/** Questions, answers and what people say of them. */
export const questionKinds: readonly DataKind[] = [
  {
    name: "votes",
    tables: ["votes", "feedbackLog"],
    what: "votes, reasons, corrections; in the log with the question and answer they are about",
    whose: "whoever voted",
    until: { kept: "votes" },
    erased: "removed, those on their answers too",
    // Before the questions: the log does not go with them.
    held: [
      theirs("votes", { voter: "id" }),
      theirs("feedbackLog", { voter: "id", answerId: "answer" }),
    ],
    expires: [
      olderBy("votes", ["answerId", "voter", "citation"], "votedAt"),
      olderBy("feedbackLog", "id", "at"),
    ],
  },
  {
    name: "opened sources",
    tables: ["citationOpens"],
    what: "that whoever asked opened a citation on the web page, and when first",
    whose: "whoever opened it",
    until: { kept: "votes" },
    erased: "removed, with the question too",
    held: [theirs("citationOpens", { openedBy: "id" })],
    expires: [olderBy("citationOpens", ["answerId", "citation", "openedBy"], "openedAt")],
  },
  {
    name: "expert answers",
    tables: ["expertAnswers", "expertRequests"],
    what: "what experts said in a thread after they were asked, and that they were",
    whose: "the expert, whoever asked for one",
    until: { kept: "experts" },
    erased: "removed",
    held: [
      theirs("expertAnswers", { answeredBy: "id" }),
      theirs("expertRequests", { askedBy: "id" }),
      theirs("expertRequests", { expert: "id" }, { instead: { expert: null } }),
    ],
    expires: [
      olderBy("expertAnswers", "messageId", "answeredAt"),
      olderBy("expertRequests", "id", "askedAt"),
    ],
  },
  {
    name: "thread context",
    tables: ["roomReplies"],
    what: "what people said in a thread before a question",
    whose: "whoever said it",
    until: { kept: "context" },
    erased: "their lines removed, and lines of which nobody knows who said them",
    held: [threadContext],
    expires: [
      olderBy("roomReplies", "ordinal", "createdAt", {
        only: eb("context", "<>", "[]"),
        instead: { context: "[]", contextBy: null },
      }),
    ],
  },
  {
    name: "answer details",
    tables: ["answerEvents"],
    what: "how an answer came about: its steps, passages considered, sentences dropped",
    whose: "whoever asked",
    until: { kept: "details" },
    erased: "removed with the question",
    expires: [
      {
        key: ["answerId", "sequence"],
        rows: (before, database) => {
          const answers = anyTable(database).selectFrom("answers").select("id");
          const where = eb("answerId", "in", answers.where("finishedAt", "<", before));
          return { table: "answerEvents", where };
        },
      },
      olderBy("answers", "ordinal", "finishedAt", {
        only: eb("evidence", "is not", null),
        instead: { evidence: null },
      }),
    ],
  },
  {
    name: "questions",
    tables: ["answers", "roomReplies"],
    what: "questions, their answers with quotes, and where they stand in a chat",
    whose: "whoever asked",
    until: { kept: "questions" },
    erased: "removed, with what others asked again in the same words",
    held: [theirs("answers", { askedBy: "id", id: "answer" })],
    expires: [
      olderBy("answers", "ordinal", "askedAt", {
        // What a verified answer came from stays as long as somebody may look it up there.
        only: eb.not(
          eb.exists(
            eb
              .selectFrom("verifiedAnswers")
              .select(sql`1`.as("one"))
              .whereRef("verifiedAnswers.answerId", "=", "answers.id")
              .where("verifiedAnswers.status", "in", ["active", "waiting"]),
          ),
        ),
      }),
    ],
  },
  {
    name: "audiences",
    tables: [],
    what: "e-mail addresses of those who could see an answer, in `answers` and `verified_answers`",
    whose: "each of them",
    until: "the question goes",
    erased: `their address becomes \`${ERASED}\`, which nobody has`,
    held: [
      readersOf("answers", "ordinal", "audience"),
      readersOf("verifiedAnswers", "id", "audience"),
    ],
  },
];

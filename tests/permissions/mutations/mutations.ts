import { groupMutations } from "./group-mutations.ts";
import type { Mutation } from "./mutation.ts";
import { pineconeMutations } from "./pinecone-mutations.ts";
import { webMutations } from "./web-mutations.ts";

const EVERY_LIST = "(await storage.accessLists.list()).map(({ id }) => id)";

/** Each of them alone has to make the sample of `leaks.test.ts` fail, or the test that it names. */
export const mutations: readonly Mutation[] = [
  {
    name: "one person of an audience is enough",
    file: "src/access/audience.ts",
    find: "people.every((held)",
    replace: "people.some((held)",
  },
  {
    name: "an unknown audience may read everything",
    file: "src/access/audience.ts",
    find: "if (people.length === 0) return [];",
    replace: "if (people.length === 0) return lists.map((list) => list.id);",
  },
  {
    name: "a verified answer is for a room of which one person is meant",
    file: "src/access/is-written-for.ts",
    find: "audience.every((person)",
    replace: "audience.some((person)",
  },
  {
    name: "a verified answer is for an unknown audience",
    file: "src/access/is-written-for.ts",
    find: "if (audience.length === 0) return false;",
    replace: "",
  },
  {
    name: "a verified answer for nobody is for everybody",
    file: "src/access/is-written-for.ts",
    find: "list.length > 0 && ",
    replace: "",
  },
  {
    name: "search sees every access list",
    file: "src/answer/retrieval/retrieve-passages.ts",
    find: "allowedIds(request.audience, await deps.accessLists())",
    replace: "(await deps.accessLists()).map(({ id }) => id)",
  },
  {
    name: "names are looked up in all titles",
    file: "src/answer/retrieval/retrieve-passages.ts",
    find: '    text: "",\n    titles,',
    replace:
      '    allowedAccessIds: (await deps.accessLists()).map(({ id }) => id),\n    text: "",\n    titles,',
  },
  {
    name: "keywords are ranked without the filter",
    file: "src/vector-index/sqlite/search-passages.ts",
    find: "AND d.access_id IN (SELECT value FROM json_each(?4))",
    replace: "AND ?4 IS NOT NULL",
  },
  {
    name: "the filter is thought to let everything through",
    file: "src/vector-index/sqlite/search-passages.ts",
    find: "anyHidden.get(allowed)?.hidden === 1",
    replace: "allowed === undefined",
  },
  {
    name: "vectors are ranked without the filter",
    file: "src/vector-index/sqlite/memory/vector-memory.ts",
    find: "!allowed.has(place.accessId) ||",
    replace: "",
  },
  {
    name: "a document is opened without the filter",
    file: "src/vector-index/sqlite/read-index.ts",
    find: "AND d.access_id IN (SELECT value FROM json_each(?3))",
    replace: "AND ?3 IS NOT NULL",
  },
  {
    name: "a thread's earlier answers are for whoever comes",
    file: "src/conversation/read-history.ts",
    find: "if (await mayStillSee(answer, record.audience, allowed, storage)) {",
    replace: "{",
  },
  {
    name: "an earlier verified answer is for whoever comes",
    file: "src/conversation/read-history.ts",
    find: "if (!isGiven || !isWrittenFor(audience, verified.audience)) return false;",
    replace: "if (!isGiven) return false;",
  },
  {
    name: "verified answers are for everybody",
    file: "src/feedback/verified/find-verified.ts",
    find: "return isWithin && isWrittenFor(who.audience, verified.audience);",
    replace: "return isWithin;",
  },
  {
    name: "what a verified answer rests on is for everybody",
    file: "src/feedback/verified/find-verified.ts",
    find: "allowedAccessIds(who.audience, await storage.accessLists.list())",
    replace: EVERY_LIST,
  },
  {
    name: "a cited passage opens for everybody",
    file: "src/conversation/read-sources.ts",
    find: "const allowed = allowedAccessIds(audience, await accessLists());",
    replace: "const allowed = (await accessLists()).map(({ id }) => id);",
  },
  {
    name: "the status counts every document",
    file: "src/conversation/read-sources.ts",
    find: "new Set(allowedAccessIds(audience, await deps.accessLists()))",
    replace: "new Set((await deps.accessLists()).map(({ id }) => id))",
  },
  {
    name: "a home takes examples from every document",
    file: "src/administration/home/example-questions.ts",
    find: "allowedAccessIds(audience, await accessLists.list())",
    replace: "(await accessLists.list()).map(({ id }) => id)",
  },
  {
    name: "a home shows questions of others' verified answers",
    file: "src/administration/home/example-questions.ts",
    find: "question.length > MOST_QUESTION || !isWrittenFor(audience, lists)",
    replace: "question.length > MOST_QUESTION || lists.length === 0",
  },
  {
    name: "a home shows questions of verified answers on others' pages",
    file: "src/administration/home/example-questions.ts",
    find: "allowed.includes(document.accessId) &&",
    replace: "",
  },
  {
    name: "a preview shows every document",
    file: "src/administration/preview-channel.ts",
    find: "new Set(allowedAccessIds(audience, await storage.accessLists.list()))",
    replace: `new Set(${EVERY_LIST})`,
  },
  {
    name: "admins review what is for others",
    file: "src/administration/reports/may-review.ts",
    find: "if (!isWrittenFor(EVERYONE, verified.audience)) return false;",
    replace: "",
  },
  {
    name: "admins review what rests on others' pages",
    file: "src/administration/reports/may-review.ts",
    find: "allowedAccessIds(EVERYONE, await storage.accessLists.list())",
    replace: EVERY_LIST,
  },
  {
    name: "an answer is shared as it is, whatever became of its sources",
    file: "src/conversation/sharing/refuse-as-is.ts",
    find: "if (await mayStillSee(answer, audience, allowed, storage)) return undefined;",
    replace: "if (allowed.size >= 0) return undefined;",
  },
  {
    name: "whoever came in since the question does not count",
    file: "src/conversation/rooms/prepare-question.ts",
    find: "[...record.audience, ...seenBy]",
    replace: "record.audience",
  },
  {
    name: "whoever was there at the question does not count",
    file: "src/conversation/rooms/prepare-question.ts",
    find: "[...record.audience, ...seenBy]",
    replace: "seenBy",
  },
  {
    name: "a room that names nobody is asked for those of before",
    file: "src/conversation/rooms/prepare-question.ts",
    find: "seenBy.length === 0 ? [] : [",
    replace: 'seenBy.length === 0 ? [["everyone"]] : [',
  },
  {
    name: "reports tell what was asked privately",
    file: "src/feedback/reports/private-place.ts",
    find: 'return roomKind !== "open" && surface !== "cli" && !isThere;',
    replace: "return isThere && false;",
  },
  {
    name: "the feedback report tells what was asked privately",
    file: "src/feedback/reports/feedback-report.ts",
    find: "const isPrivate = isPrivatePlace(vote);",
    replace: "const isPrivate = false;",
  },
  {
    name: "who came while an answer was made does not count",
    file: "src/answer/retrieval/still-readable.ts",
    find: "return (await readAudience?.()) ?? audience;",
    replace: "return readAudience === undefined ? audience : audience;",
  },
  {
    name: "what was found is not looked at again before it is written from",
    file: "src/answer/retrieval/still-readable.ts",
    find: "return passages.filter((_, at) => readable[at]);",
    replace: "return passages.filter((_, at) => readable[at] !== undefined);",
  },
  {
    name: "a verified answer is for those of before alone",
    file: "src/answer/answer-question.ts",
    find: "{ ...question, audience: await audienceNow(question) }",
    replace: "question",
  },
  {
    name: "a sentence is shown whoever came while it was written",
    file: "src/answer/draft/write-with-model.ts",
    find: "      dropLost(readable);\n",
    replace: "",
  },
  {
    name: "quotes follow a model that fails, whoever came meanwhile",
    file: "src/answer/draft/write-quotes.ts",
    find: "const passages = [...(await run.readable())];",
    replace: "const passages = run.passages;",
  },
  {
    name: "an answer that waited is for whoever is there by then",
    file: "src/conversation/rooms/audience/refuse-to-show.ts",
    find: "const audience = await roomAudience(platformOf(roomId, platforms), reply);",
    replace:
      "const { audience = [] } = (platformOf(roomId, platforms) && (await storage.answers.get(answerId))) ?? {};",
  },
  {
    name: "an answer that waited is shown without another look",
    file: "src/conversation/rooms/audience/refuse-to-show.ts",
    find: "if (await mayStillSee(named, audience, allowed, storage)) return undefined;",
    replace: "if (allowed.size >= 0) return undefined;",
  },
  {
    name: "earlier answers are for whoever their documents are not for",
    file: "src/conversation/read-history.ts",
    find: "if (document === undefined || !allowed.has(document.accessId)) return false;",
    replace: "if (document === undefined) return false;",
  },
  {
    name: "a channel's sources are not asked for",
    file: "src/conversation/rooms/prepare-question.ts",
    find: "    sources: room?.sources,\n",
    replace: "",
  },
  {
    name: "a search heeds no channel's sources",
    file: "src/answer/retrieval/retrieve-passages.ts",
    find: "    sources,\n    keywordDepth",
    replace: "    sources: undefined,\n    keywordDepth",
  },
  {
    name: "verified answers heed no channel's sources",
    file: "src/feedback/verified/find-verified.ts",
    find: "return isWithin && isWrittenFor(who.audience, verified.audience);",
    replace: "return isWrittenFor(who.audience, verified.audience);",
  },
  {
    name: "a preview heeds no channel's sources",
    file: "src/administration/preview-channel.ts",
    find: "settings.sources?.includes(name) ?? true",
    replace: 'name !== ""',
  },
  ...groupMutations,
  ...pineconeMutations,
  ...webMutations,
];

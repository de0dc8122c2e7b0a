import { UnreadableDocumentError } from "../../shared/unreadable-document-error.ts";
import { type CommentReply, commentReply } from "../api/shapes.ts";
import { COLLECTIONS, oneLine, readTime } from "../site/node.ts";
import type { Run } from "../sync/run.ts";
import { bodyToMarkdown, type Reading } from "./body-names.ts";

interface Thread {
  comment: CommentReply;
  answers: Thread[];
}

/** People do not answer this deep; a circle of comments would. */
const DEEPEST = 20;
const PAGE_SIZE = 100;
const COMMENTS = { "body-format": "storage", limit: PAGE_SIZE } as const;

/**
 * The discussions on a page, oldest first, with answers below what they answer and resolved ones
 * marked; and the versions that were read. Nothing is asked for where the search knows of none.
 */
export async function readComments(run: Run, reading: Reading) {
  const { api, site } = run;
  const { page } = reading;
  const expected = site.comments.get(page.id)?.size ?? 0;
  const versions = new Map<string, number>();
  if (expected === 0 || !run.settings.comments) return { markdown: "", versions };
  const path = `/wiki/api/v2/${COLLECTIONS[page.kind]}/${page.id}`;
  const roots: { place: "footer" | "inline"; comment: CommentReply }[] = [];
  for (const place of ["footer", "inline"] as const) {
    const list = { what: "A page's list of comments", entry: commentReply };
    for await (const comment of api.list(list, `${path}/${place}-comments`, COMMENTS)) {
      if ((comment.status ?? "current") === "current") roots.push({ place, comment });
    }
  }
  for (const { comment } of roots) versions.set(comment.id, comment.version?.number ?? 0);

  async function answersTo(place: string, id: string, depth: number): Promise<Thread[]> {
    // As soon as there are as many as the search knows, nothing is left to be asked for.
    if (depth > DEEPEST || versions.size >= expected) return [];
    const children = `/wiki/api/v2/${place}-comments/${id}/children`;
    const answers: CommentReply[] = [];
    const list = { what: "A list of answers", entry: commentReply };
    for await (const comment of api.list(list, children, COMMENTS)) {
      if ((comment.status ?? "current") !== "current" || versions.has(comment.id)) continue;
      versions.set(comment.id, comment.version?.number ?? 0);
      answers.push(comment);
    }
    return toThreads(place, answers, depth);
  }

  async function toThreads(place: string, comments: CommentReply[], depth: number) {
    const threads: Thread[] = [];
    for (const comment of comments) {
      threads.push({ comment, answers: await answersTo(place, comment.id, depth + 1) });
    }
    return threads;
  }

  const lines: string[] = [];
  for (const { place, comment } of roots) {
    const [thread] = await toThreads(place, [comment], 0);
    if (thread !== undefined) lines.push(...(await writeThread(run, reading, thread, 0)));
  }
  return { markdown: lines.length === 0 ? "" : `## Comments\n\n${lines.join("\n")}`, versions };
}

async function writeThread(
  run: Run,
  reading: Reading,
  { comment, answers }: Thread,
  depth: number,
): Promise<string[]> {
  const text = oneLine(await readText(run, reading, comment));
  const { version, resolutionStatus, properties } = comment;
  const author = await run.people.find(version?.authorId ?? "");
  const at = readTime(version?.createdAt);
  const day = at === 0 ? "" : ` (${new Date(at).toISOString().slice(0, 10)})`;
  const selection = oneLine(properties?.inlineOriginalSelection);
  const about = selection === "" ? "" : ` on "${selection}"`;
  const mark = resolutionStatus === "resolved" ? " [resolved]" : "";
  const line = `${"  ".repeat(depth)}- ${author?.name ?? "Someone"}${day}${about}${mark}: ${text}`;
  const below: string[] = [];
  for (const answer of answers) below.push(...(await writeThread(run, reading, answer, depth + 1)));
  return [line, ...below];
}

/** One comment that cannot be read must not take its page along. */
async function readText(run: Run, reading: Reading, { body }: CommentReply): Promise<string> {
  try {
    return await bodyToMarkdown(run, reading, body);
  } catch (error) {
    if (!(error instanceof UnreadableDocumentError)) throw error;
    return `(This comment ${error.message}.)`;
  }
}

import { createHash } from "node:crypto";
import type {
  AdminForm,
  FormCheck,
  FormField,
  FormValues,
  ReviewTarget,
} from "../../chat/admin-forms.ts";
import type { Verdict } from "../../feedback/review/decide.ts";
import { documentKey } from "../../feedback/review/offer-documents.ts";
import { overtaken } from "../../feedback/review/overtaken.ts";
import { readQueue } from "../../feedback/review/read-queue.ts";
import type { ReviewDeps } from "../../feedback/review/review-deps.ts";
import type { ReviewDocument, ReviewItem } from "../../feedback/review/review-item.ts";
import type { QueueReader } from "../../feedback/review/reviewer.ts";
import { checkQuestion, checkText } from "../../feedback/verified/propose-verified.ts";
import { AdminError } from "../../sources/sources-deps.ts";
import { mistakeIn } from "../forms/say-mistakes.ts";

/** Slack shows no more in a form. */
const MOST_DOCUMENTS = 10;

/** The form in which somebody corrects what waits, as they saw it. @throws AdminError */
export async function findReviewForm(
  target: ReviewTarget,
  reader: QueueReader,
  deps: ReviewDeps,
): Promise<AdminForm> {
  const item = await findItem(target, reader, deps);
  const field = { hint: undefined, isRequired: true, options: [] };
  const question: FormField = {
    ...field,
    name: "question",
    label: "Question",
    type: "text",
    initial: item.question,
  };
  const text: FormField = {
    ...field,
    name: "text",
    label: "Answer",
    type: "lines",
    initial: item.text,
  };
  return {
    target: { kind: "review", source: undefined, review: target },
    title: "Correct an answer",
    submit: "Save",
    intro: [
      ...item.notes,
      "What you write answers this question from now on, for those it was written for.",
    ].join(" "),
    fields: [question, text, ...documentsField(item)],
  };
}

/** What is wrong with it; whether it still waits is asked again. @throws AdminError */
export async function checkReviewForm(
  target: ReviewTarget,
  values: FormValues,
  reader: QueueReader,
  deps: ReviewDeps,
): Promise<FormCheck> {
  const errors = {
    ...mistakeIn("question", () => checkQuestion(values.question ?? "")),
    ...mistakeIn("text", () => checkText(values.text ?? "")),
  };
  if (Object.keys(errors).length > 0) return { type: "errors", errors };
  await findItem(target, reader, deps);
  return { type: "accepted" };
}

/** What a form that was sent off decides. @throws AdminError */
export async function readReviewForm(
  target: ReviewTarget,
  values: FormValues,
  reader: QueueReader,
  deps: ReviewDeps,
): Promise<Verdict> {
  const item = await findItem(target, reader, deps);
  const { question = "", text = "", documents: marked = "" } = values;
  const names = new Set(marked.split(/[\n,]/));
  const chosen = item.documents.filter((one) => names.has(nameOf(one))).map(documentKey);
  const hadField = documentsField(item).length > 0;
  return { type: "correct", question, text, ...(hadField ? { documents: chosen } : {}) };
}

async function findItem(
  { id, version }: ReviewTarget,
  reader: QueueReader,
  deps: ReviewDeps,
): Promise<ReviewItem> {
  const { items } = await readQueue(reader, deps);
  const item = items.find((one) => one.id === id);
  if (item?.version === version) return item;
  const decided = await deps.storage.reviews.get(id);
  if (item !== undefined || (decided?.decidedAt ?? 0) > version) {
    throw await overtaken(id, version, deps);
  }
  throw new AdminError("This waits no more, or it is not yours to review.");
}

/** None where there is nothing to choose from, or more than a form holds: then it rests on what it did. */
function documentsField({ documents }: ReviewItem): FormField[] {
  const chosen = documents.filter(({ isChosen }) => isChosen);
  if (documents.length === 0 || chosen.length > MOST_DOCUMENTS) return [];
  return [
    {
      ...{ name: "documents", label: "It rests on", hint: undefined, isRequired: false },
      type: "several",
      initial: chosen.map(nameOf).join("\n"),
      options: documents
        .slice(0, MOST_DOCUMENTS)
        .map((one) => ({ value: nameOf(one), label: `${one.title} (${one.source})` })),
    },
  ];
}

/** Short, and without what forms tell values apart by. */
function nameOf(document: ReviewDocument): string {
  return createHash("sha256").update(documentKey(document)).digest("hex").slice(0, 12);
}

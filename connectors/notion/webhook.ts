import { createHmac, timingSafeEqual } from "node:crypto";
import type { Webhook, WebhookReply, WebhookRequest } from "../definition.ts";

/** Notion's signal that something changed. It brings no content: what it names is looked at. */
export const notionWebhook: Webhook = { receive };

type Fields = Record<string, unknown>;

const SIGNATURE = "x-notion-signature";
/** Of what can change without a change of what is read here. */
const IGNORED = /^(?:view|file_upload)\.|^page\.(?:un)?locked$/;
/** The page above shows what stands on it. */
const CHANGES_PARENT = /\.(?:created|deleted|undeleted|moved)$/;
const DOCUMENTS: ReadonlySet<unknown> = new Set(["page", "database", "data_source"]);

function receive({ headers, body, signingSecret }: WebhookRequest): WebhookReply {
  const event = parse(body);
  if (event === undefined) return { type: "refused", reason: "The body is no JSON object." };
  const { verification_token: token } = event;
  if (typeof token === "string" && token !== "") return verification(token, signingSecret);
  if (signingSecret === undefined) {
    const reason = "No verification token has come yet: let Notion send it again.";
    return { type: "refused", reason };
  }
  const isSigned = isEqual(headers.get(SIGNATURE) ?? "", sign(body, signingSecret));
  if (!isSigned) return { type: "refused", reason: "It is not signed by Notion." };
  const documentIds = isOfInterest(event) ? [...new Set(idsIn(event))] : [];
  return documentIds.length === 0 ? { type: "ignored" } : { type: "changed", documentIds };
}

/** Anybody can send one: what is signed with already is not given up for it. */
function verification(token: string, signingSecret: string | undefined): WebhookReply {
  if (signingSecret === undefined || isEqual(token, signingSecret)) {
    return { type: "signing-secret", signingSecret: token };
  }
  const reason =
    "Another verification token is kept already: run `sources webhook <name> --new` first.";
  return { type: "refused", reason };
}

function sign(body: string, key: string): string {
  return `sha256=${createHmac("sha256", key).update(body).digest("hex")}`;
}

/** Takes the same time wherever the two differ. */
function isEqual(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function isOfInterest({ type }: Fields): boolean {
  return typeof type === "string" && !IGNORED.test(type);
}

function* idsIn({ type, entity, data }: Fields): Generator<string> {
  const { id, type: kind } = asFields(entity);
  const { parent, page_id: pageId } = asFields(data);
  if (kind === "comment") yield* documentId(pageId);
  if (DOCUMENTS.has(kind)) yield* documentId(id);
  const { id: parentId, type: parentKind } = asFields(parent);
  // A linked database is a block: what it shows stands elsewhere, and its page may have changed.
  const isParentChanged = kind === "block" || CHANGES_PARENT.test(String(type));
  if (parentKind === "page" && isParentChanged) yield* documentId(parentId);
}

const UUID = /^([\da-f]{8})-?([\da-f]{4})-?([\da-f]{4})-?([\da-f]{4})-?([\da-f]{12})$/;

/** In the one spelling that documents have. */
function* documentId(id: unknown): Generator<string> {
  const parts = typeof id === "string" ? UUID.exec(id.toLowerCase())?.slice(1) : undefined;
  if (parts !== undefined) yield parts.join("-");
}

function parse(body: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Fields)
      : undefined;
  } catch {
    return undefined;
  }
}

function asFields(value: unknown): Fields {
  return typeof value === "object" && value !== null ? (value as Fields) : {};
}

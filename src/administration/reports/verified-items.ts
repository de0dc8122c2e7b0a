import type { AdminButton, AdminItem } from "../../chat/admin-reply.ts";
import type { ListedVerified } from "../../feedback/verified/list-verified.ts";
import type { VerifiedAnswer } from "../../storage/storage.ts";

const MOST_TEXT = 500;
const STATES = { waiting: "busy", active: "ok", expired: "warning", rejected: "off" } as const;
const ORIGINS: Record<VerifiedAnswer["origin"], string> = {
  shortcut: "Proposed from a message",
  expert: "Said after an expert was asked: can become a verified answer",
  admin: "Written by an admin",
  correction: "Somebody corrected an answer",
};

/** An answer as those see it who review it; `author` says whose words it is. */
export function verifiedItem(verified: ListedVerified, author?: string): AdminItem {
  return {
    title: verified.question,
    lines: verifiedLines(verified, author),
    state: stateOf(verified),
    buttons: buttonsOf(verified),
  };
}

export function verifiedLines(verified: ListedVerified, author?: string): string[] {
  const { id, text, origin, citations, expiredBecause, heldBack, audience } = verified;
  const documents = citations.map(({ title, source }) => `${title} (${source})`);
  const readers = audience.map((list) => list.join(" and "));
  return [
    text.length > MOST_TEXT ? `${text.slice(0, MOST_TEXT).toWellFormed()}…` : text,
    ...(author === undefined ? [] : [author]),
    ...(expiredBecause === undefined ? [] : [`Expired: ${expiredBecause}`]),
    ...(heldBack === undefined ? [] : [`Held back: ${heldBack}`]),
    `Rests on: ${documents.join(", ") || "no document"}`,
    `For: ${readers.join(", or ") || "nobody yet"}`,
    `${ORIGINS[origin]} · ${statusOf(verified)}${approvalOf(verified)} · ${id}`,
  ];
}

/** Somebody else's, of which an admin in a chat learns no more than that it waits. */
export function withheldItem(verified: ListedVerified): AdminItem {
  return {
    title: "An answer that is not for all members",
    lines: [
      "Look at it in the room it was written in, or on the command line.",
      `${statusOf(verified)} · ${verified.id}`,
    ],
    state: stateOf(verified),
  };
}

function stateOf({ status, heldBack }: ListedVerified) {
  return heldBack === undefined ? STATES[status] : STATES.expired;
}

function statusOf({ status, heldBack }: ListedVerified): string {
  return heldBack === undefined ? status : `${status} for fewer than it was approved for`;
}

function approvalOf({ approvedName, approvedAt }: VerifiedAnswer): string {
  if (approvedAt === undefined) return "";
  const day = new Date(approvedAt).toISOString().slice(0, 10);
  return `, approved${approvedName === undefined ? "" : ` by ${approvedName}`} on ${day}`;
}

function buttonsOf({ id, status }: VerifiedAnswer): AdminButton[] {
  const accept: AdminButton = {
    label: status === "expired" ? "Still right" : "Accept",
    command: `verified accept ${id}`,
    style: "primary",
  };
  const reject: AdminButton = { label: "Reject", command: `verified reject ${id}` };
  const remove: AdminButton = {
    label: "Remove",
    command: `verified remove ${id}`,
    confirm: "Remove this answer for good?",
    style: "danger",
  };
  if (status === "active") return [reject, remove];
  return status === "rejected" ? [accept, remove] : [accept, reject];
}

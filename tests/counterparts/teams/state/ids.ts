import { createHash } from "node:crypto";

/** Ids in the forms of Teams, the same ones each time a world is built the same way. */
export interface Ids {
  /** A GUID. */
  guid(): string;
  mri(): string;
  personalChat(): string;
  chat(): string;
  meetingChat(): string;
  channel(): string;
  /** Of an activity that is no message. */
  activity(): string;
  /** Of a message: milliseconds since 1970, never the same twice. */
  message(nowMs: number): string;
}

export function createIds(): Ids {
  let count = 0;
  let lastMs = 0;
  const hash = (what: string) => {
    count += 1;
    return createHash("sha256").update(`${what} ${count}`).digest();
  };
  const hex = (what: string) => hash(what).toString("hex").slice(0, 32);
  return {
    guid: () => hex("guid").replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, "$1-$2-4$3-a$4-$5"),
    mri: () => `29:1${hash("person").toString("base64url")}`,
    personalChat: () => `a:1${hash("personal").toString("base64url")}`,
    chat: () => `19:${hex("chat")}@thread.v2`,
    meetingChat: () => `19:meeting_${hash("meeting").toString("base64url")}@thread.v2`,
    channel: () => `19:${hex("channel")}@thread.tacv2`,
    activity: () => `f:${hex("activity")}`,
    message(nowMs) {
      lastMs = Math.max(Math.floor(nowMs), lastMs + 1);
      return String(lastMs);
    },
  };
}

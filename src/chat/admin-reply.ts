import type { FormWish } from "./admin-forms.ts";

/** What a command answers, the same for every surface; all strings are plain text, never markup. */
export interface AdminReply {
  parts: AdminPart[];
  /** A source whose sync goes on: the surface shows its progress until it ends. */
  following?: string;
  /** The form that was asked for; a surface that can show forms in messages shows it instead. */
  form?: FormWish;
}

export type AdminPart =
  | { type: "text"; text: string }
  | {
      type: "list";
      title: string;
      items: AdminItem[];
      /** Said where there are none. */
      none: string;
    };

export interface AdminItem {
  title: string;
  lines: string[];
  state?: "ok" | "busy" | "warning" | "bad" | "off";
  url?: string;
  buttons?: AdminButton[];
}

/** Pressing it is the same as the person typing the command. */
export interface AdminButton {
  label: string;
  command: string;
  /** Asked before it is done. */
  confirm?: string;
  style?: "primary" | "danger";
}

/** Who gives a command, and where. Ids are the platform's (`slack:T1:U1`). */
export interface Commander {
  person: string;
  workspaceId: string;
  roomId: string | undefined;
  isAdmin: boolean;
  /** Names this command, however often it comes. */
  key: string;
}

/** A reply of one sentence or a few. */
export function sentence(text: string): AdminReply {
  return { parts: [{ type: "text", text }] };
}

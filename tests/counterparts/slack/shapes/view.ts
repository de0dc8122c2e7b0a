import type { Block } from "../blocks/block.ts";

export interface View {
  type: "modal" | "home";
  blocks: Block[];
  title?: { type: string; text: string };
  submit?: { type: string; text: string };
  close?: { type: string; text: string };
  private_metadata?: string;
  callback_id?: string;
  external_id?: string;
  clear_on_close?: boolean;
  notify_on_close?: boolean;
}

/** A modal or an App Home as it stands. */
export interface OpenView {
  id: string;
  teamId: string;
  userId: string;
  hash: string;
  view: View;
  rootId: string;
  previousId: string | undefined;
  /** What has been filled in so far, by block and action. */
  values: Record<string, Record<string, unknown>>;
  /** What the app said is wrong with them, by block. */
  errors?: Record<string, string>;
}

/** What somebody did that lets the app open a modal, for three seconds and once. */
export interface Trigger {
  id: string;
  userId: string;
  teamId: string;
  at: number;
  used: boolean;
  /** The modal in which it was done. */
  viewId: string | undefined;
}

/** Where the app may answer an interaction, five times within half an hour. */
export interface ResponseUrl {
  id: string;
  channelId: string;
  userId: string;
  teamId: string;
  messageTs: string | undefined;
  threadTs: string | undefined;
  at: number;
  uses: number;
}

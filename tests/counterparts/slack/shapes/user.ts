export type UserKind =
  | "member"
  | "admin"
  | "owner"
  | "guest"
  | "single-channel-guest"
  | "bot"
  | "app";

export interface Team {
  id: string;
  name: string;
  domain: string;
}

/** Somebody of one workspace; whoever comes in through a shared channel belongs to another one. */
export interface User {
  id: string;
  teamId: string;
  name: string;
  realName: string;
  email: string | undefined;
  emailConfirmed: boolean;
  kind: UserKind;
  deactivated: boolean;
  /** Milliseconds since 1970. */
  updatedAt: number;
  botId: string | undefined;
  locale: string;
  /** `Europe/Berlin` */
  tz: string;
}

export interface NewUser {
  name: string;
  realName?: string;
  email?: string;
  kind?: UserKind;
  emailConfirmed?: boolean;
  locale?: string;
  tz?: string;
}

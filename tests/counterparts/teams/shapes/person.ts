/** Somebody with an account in Entra ID, or a nameless guest of a meeting. */
export interface Person {
  /** What tests call them: `ana`. */
  name: string;
  displayName: string;
  /** Teams' own id of them for this bot: `29:…`. */
  mri: string;
  /** Entra object id in the company's tenant; of people of another tenant, in theirs. */
  objectId: string;
  /** Where they are at home. */
  tenantId: string;
  email: string;
  userPrincipalName: string;
  givenName: string;
  surname: string;
  /** `anonymous`: joined a meeting without an account. */
  role: "user" | "guest" | "anonymous";
  /** BCP 47, as Teams sends it with each activity. */
  locale: string;
  /** IANA name. */
  timeZone: string;
  /** For Graph: cannot sign in any more. */
  isDisabled: boolean;
}

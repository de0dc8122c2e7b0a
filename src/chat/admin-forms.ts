/*
 * The port of surfaces that have forms for admins: what to ask of somebody who adds or changes a source, or
 * corrects an answer that waits for review. All words are plain text. A secret is never among the fields.
 */

export interface FormField {
  /** Names its value and its mistake; no two of a form are the same. */
  name: string;
  label: string;
  hint: string | undefined;
  /**
   * `lines`: any number of short texts, one a line. `readers`: so many principals. `several`: any of its
   * options, their values one a line.
   */
  type: "text" | "number" | "choice" | "several" | "lines" | "readers";
  isRequired: boolean;
  /** What stands there before anybody types; empty for nothing. */
  initial: string;
  /** Of a choice, or of several. */
  options: readonly FormOption[];
  /** Of a number. */
  range?: { min?: number; max?: number };
}

export interface FormOption {
  value: string;
  label: string;
}

/** Something that waits for review, as somebody saw it. */
export interface ReviewTarget {
  id: string;
  version: number;
}

/** What a form is for: adding a source of this kind, changing the named one, or reviewing. */
export interface FormTarget {
  kind: string;
  source: string | undefined;
  review?: ReviewTarget | undefined;
}

export interface AdminForm {
  target: FormTarget;
  title: string;
  /** What to know before it is filled in. */
  intro: string;
  fields: readonly FormField[];
  /** On the button that sends it off. */
  submit: string;
}

/** By the field's name; what is not there was left empty. */
export type FormValues = Readonly<Record<string, string>>;

/** A sentence by the field's name; none means that all is well. */
export type FormErrors = Readonly<Record<string, string>>;

/** What somebody asked for: a kind to add, a source to change, an answer to correct, or none yet. */
export interface FormWish {
  review?: ReviewTarget | undefined;
  kind?: string;
  source?: string;
}

export type FormReply =
  | { type: "form"; form: AdminForm }
  /** Which kind is to be said first. */
  | { type: "kinds"; kinds: readonly FormOption[] }
  | { type: "refused"; sentence: string };

/** Answers in well under a second: a person waits. Both ask whether that person is an admin now. */
export interface AdminForms {
  find(person: string, wish: FormWish): Promise<FormReply>;
  /** What is wrong with a form as it was filled in; the source itself is not asked. */
  check(person: string, target: FormTarget, values: FormValues): Promise<FormCheck>;
}

export type FormCheck =
  | { type: "accepted" }
  | { type: "errors"; errors: FormErrors }
  | { type: "refused"; sentence: string };

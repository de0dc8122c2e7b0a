/** What of a person or a company must not stand in a dataset. */
export const KINDS = [
  "SECRET",
  "EMAIL",
  "IBAN",
  "CARD",
  "MENTION",
  "IP",
  "SSN",
  "ID",
  "ACCOUNT",
  "WALLET",
  "DEVICE",
  "PHONE",
  "ADDRESS",
  "BIRTHDATE",
  "USERNAME",
  "PERSON",
] as const;
export type Kind = (typeof KINDS)[number];

/** A piece of a text that is one. */
export interface Finding {
  kind: Kind;
  start: number;
  end: number;
  /** The same for everything that names the same. */
  identity: string;
}

/** Finds those of one kind; takes time in proportion to the text. */
export type Detector = (text: string) => Finding[];

/** Of words with spaces between them: what stands right behind others may begin there all the same. */
export const LETTER = String.raw`\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}`;

/** What is said right before, in small letters without accents. */
export function before(text: string, start: number, characters = 32): string {
  return text
    .slice(Math.max(0, start - characters), start)
    .toLowerCase()
    .normalize("NFD")
    .replaceAll(/[\u0300-\u036f]/g, "")
    .normalize("NFC");
}

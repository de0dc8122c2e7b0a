import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";

/** Something that is looked through: a file, what a command printed, what a chat was sent. */
export interface Place {
  name: string;
  bytes: Buffer;
}

/** So much of a long secret is as good as all of it: pages of a database and vendors cut texts off. */
const PIECE = 14;

/** Which secrets stand where, in clear or written in a way that anybody can turn back. */
export function findSecrets(
  secrets: Readonly<Record<string, string>>,
  places: readonly Place[],
): string[] {
  const searched = places.map(({ name, bytes }) => ({ name, text: fold(bytes) }));
  return Object.entries(secrets).flatMap(([title, secret]) =>
    formsOf(secret).flatMap(([form, written]) =>
      searched
        .filter(({ text }) => text.includes(fold(Buffer.from(written))))
        .map(({ name }) => `${title} ${form} in ${name}`),
    ),
  );
}

/** Every file below a folder, but those named. */
export function filesOf(folder: string, but: readonly string[] = []): Place[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !but.includes(entry.name))
    .map(({ parentPath, name }) => ({
      name: join(basename(parentPath), name),
      bytes: readFileSync(join(parentPath, name)),
    }));
}

/** The index of words knows no capitals. */
function fold(bytes: Buffer): string {
  return bytes.toString("latin1").toLowerCase();
}

function formsOf(secret: string): [form: string, written: string][] {
  const bytes = Buffer.from(secret);
  const json = JSON.stringify(secret).slice(1, -1);
  return [
    ["in clear", secret],
    ...piecesOf(secret).map((piece): [string, string] => ["in part", piece]),
    ["url-encoded", encodeURIComponent(secret)],
    ["as JSON", json],
    ["as JSON in JSON", JSON.stringify(json).slice(1, -1)],
    ["in hex", bytes.toString("hex")],
    ...base64Of(bytes).map((written): [string, string] => ["in base64", written]),
  ];
}

/** Pieces one after the other, but for the first, which tells a vendor's name and not much more. */
function piecesOf(secret: string): string[] {
  const count = Math.floor(secret.length / PIECE);
  return Array.from({ length: count }, (_, n) => secret.slice(n * PIECE, (n + 1) * PIECE)).slice(1);
}

/** What is the same whatever stands before and after it. */
function base64Of(bytes: Buffer): string[] {
  return [0, 1, 2].flatMap((before) => {
    const encoded = Buffer.concat([Buffer.alloc(before), bytes]).toString("base64");
    const from = Math.ceil((before * 8) / 6);
    const part = encoded.slice(from, Math.floor(((before + bytes.length) * 8) / 6));
    return [part, part.replaceAll("+", "-").replaceAll("/", "_")];
  });
}

import { type Generation, type Interruption, piecesOf } from "./generation.ts";
import { type ReplyFormat, SERVER_ERROR } from "./reply-format.ts";
import { sendJson, type Wire } from "./wire.ts";

const EVENT_STREAM = { "content-type": "text/event-stream; charset=utf-8" };

/** Sends a reply as JSON or as events, at the pace and with the accidents its behaviour asks for. */
export async function sendGeneration(
  wire: Wire,
  format: ReplyFormat,
  generation: Generation,
  stream: boolean,
): Promise<void> {
  if (stream) return sendEvents(wire, format, generation);
  const { interruption } = generation;
  if (typeof interruption === "object" && interruption.kind === "stream-error") {
    const error = { message: SERVER_ERROR, type: "server_error", param: null, code: null };
    return sendJson(wire, 500, { error });
  }
  const pieces = piecesOf(generation).length;
  if (!(await wire.wait(generation.firstTokenMs + generation.chunkMs * pieces))) return;
  await sendText(wire, JSON.stringify(format.whole()), interruption);
}

/** Sends a JSON text with the accident, if any, after so many of its characters. */
export async function sendText(
  wire: Wire,
  json: string,
  interruption: Interruption | undefined,
): Promise<void> {
  const headers = {
    "content-type": "application/json",
    "content-length": String(Buffer.byteLength(json)),
  };
  if (interruption === "garbage") {
    wire.begin(200, { "content-type": "application/json" });
    return wire.end(json.slice(0, json.length / 2));
  }
  if (interruption === undefined || interruption.kind === "stream-error") {
    wire.begin(200, headers);
    return wire.end(json);
  }
  const { afterCharacters } = interruption;
  // At least one character short, or a cut would cut nothing off.
  const before = json.slice(0, Math.min(afterCharacters, json.length - 1));
  if (interruption.kind === "stall" && before === "") {
    if (!(await wire.wait(interruption.ms))) return;
  }
  wire.begin(200, headers);
  await wire.write(before);
  if (interruption.kind === "cut") return wire.destroy("close");
  if (before !== "" && !(await wire.wait(interruption.ms))) return;
  wire.end(json.slice(before.length));
}

async function sendEvents(wire: Wire, format: ReplyFormat, generation: Generation): Promise<void> {
  const { interruption } = generation;
  const accident = typeof interruption === "object" ? interruption : undefined;
  const [before, after] = divide(piecesOf(generation), accident?.afterCharacters);
  // Nothing at all means not even headers.
  const silent = accident?.kind === "stall" && before.length === 0;
  if (silent && !(await wire.wait(accident.ms))) return;
  wire.begin(200, EVENT_STREAM);
  await wire.write(format.begin());
  if (interruption === "garbage") {
    await wire.write(format.piece("This never").replace(/\}\n\n$/, "\n\n"));
    return wire.end();
  }
  if (!(await wire.wait(generation.firstTokenMs))) return;
  if (!(await sendPieces(wire, format, before, generation))) return;
  if (accident?.kind === "cut") return wire.destroy("close");
  if (accident?.kind === "stream-error") return wire.end(format.error(accident.event ?? "error"));
  if (accident?.kind === "stall" && !silent && !(await wire.wait(accident.ms))) return;
  if (!(await sendPieces(wire, format, after, generation))) return;
  wire.end(format.end());
}

async function sendPieces(
  wire: Wire,
  format: ReplyFormat,
  pieces: string[],
  { chunkMs, sent }: Generation,
): Promise<boolean> {
  for (const [index, piece] of pieces.entries()) {
    if (index > 0 && !(await wire.wait(chunkMs))) return false;
    sent.push({ at: performance.now(), text: piece });
    await wire.write(format.piece(piece));
  }
  return !wire.gone.aborted;
}

/** The pieces up to `at` characters of the text, and those after; without `at` all come before. */
function divide(pieces: string[], at = Number.POSITIVE_INFINITY): [string[], string[]] {
  const before: string[] = [];
  const after: string[] = [];
  let left = at;
  for (const piece of pieces) {
    if (left > 0) before.push(piece.slice(0, left));
    if (left < piece.length) after.push(piece.slice(Math.max(0, left)));
    left -= piece.length;
  }
  return [before, after];
}

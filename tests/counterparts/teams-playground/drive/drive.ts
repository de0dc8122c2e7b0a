import { parseArgs } from "node:util";
import { startPlayground } from "../start-playground.ts";
import { openPage } from "./open-page.ts";
import { takeAdminPictures, takeMemberPictures } from "./take-pictures.ts";
import { createTalk } from "./talk.ts";

/*
 * Talks with Footnote in the playground as a person does, in a browser without a window, and takes
 * the pictures in docs/images/teams-*.png: `node tests/counterparts/teams-playground/drive/drive.ts
 * [--out docs/images] [--chromium PATH]`. It fails where something that has to be there is not.
 */
const options = {
  out: { type: "string", default: "docs/images" },
  chromium: { type: "string" },
  help: { type: "boolean", short: "h", default: false },
} as const;
const USAGE = "Usage: npm run playground:pictures [-- [--out docs/images] [--chromium PATH]]";
const say = (text: string) => void process.stdout.write(`${text}\n`);
const interrupted = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => interrupted.abort());

/** One run of both programs: the playground has one person in it. */
async function drive(
  isAdmin: boolean,
  take: typeof takeAdminPictures,
  { out, chromium }: { out: string; chromium?: string | undefined },
): Promise<void> {
  const stop = new AbortController();
  const signal = AbortSignal.any([stop.signal, interrupted.signal]);
  const playground = await startPlayground({ port: 0, isAdmin, say, signal });
  try {
    const browser = await openPage({ executablePath: chromium, say, signal });
    try {
      await browser.page.goto(playground.url);
      const { page } = browser;
      const { footnote } = playground;
      await take({ page, talk: createTalk(page), footnote, folder: out, say });
    } finally {
      await browser.close();
    }
  } finally {
    stop.abort();
    await playground.finish();
  }
}

try {
  const { values } = parseArgs({ options });
  if (values.help) say(USAGE);
  else {
    await drive(true, takeAdminPictures, values);
    await drive(false, takeMemberPictures, values);
  }
} catch (error) {
  // Thrown for what was typed.
  const isUsage = error instanceof TypeError;
  process.stderr.write(`${(error as Error).message}\n${isUsage ? `\n${USAGE}\n` : ""}`);
  process.exitCode = isUsage ? 2 : 1;
}

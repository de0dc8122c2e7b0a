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
} as const;
const { values } = parseArgs({ options });
const say = (text: string) => void process.stdout.write(`${text}\n`);
const interrupted = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => interrupted.abort());

/** One run of both programs: the playground has one person in it. */
async function drive(isAdmin: boolean, take: typeof takeAdminPictures): Promise<void> {
  const stop = new AbortController();
  const signal = AbortSignal.any([stop.signal, interrupted.signal]);
  const playground = await startPlayground({ port: 0, isAdmin, say, signal });
  try {
    const browser = await openPage({ executablePath: values.chromium, say, signal });
    try {
      await browser.page.goto(playground.url);
      const { page } = browser;
      const { footnote } = playground;
      await take({ page, talk: createTalk(page), footnote, folder: values.out, say });
    } finally {
      await browser.close();
    }
  } finally {
    stop.abort();
    await playground.finish();
  }
}

try {
  await drive(true, takeAdminPictures);
  await drive(false, takeMemberPictures);
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
}

import type { Running } from "./footnote.ts";

/** Opens the link that a command shows, as an admin's browser does, and follows it back. */
export async function allowAccess(command: Running): Promise<string> {
  const link = () => /^(https?:\/\/\S+)$/m.exec(command.stderr())?.[1];
  const giveUpAt = Date.now() + 20_000;
  while (link() === undefined && Date.now() < giveUpAt) {
    await Promise.race([command.ended, new Promise((resolve) => setTimeout(resolve, 25))]);
  }
  const address = link();
  if (address === undefined) throw new Error(`No link was shown: ${command.stderr()}`);
  const page = await fetch(address);
  return page.text();
}

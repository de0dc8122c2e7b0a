import type { Running } from "./footnote.ts";

/**
 * Opens the link that a command shows, as an admin's browser does, and follows it back; with what
 * the admin fills in where the vendor's page has a form.
 */
export async function allowAccess(
  command: Running,
  form?: Record<string, string>,
): Promise<string> {
  const link = () => /^(https?:\/\/\S+)$/m.exec(command.stderr())?.[1];
  const giveUpAt = Date.now() + 20_000;
  while (link() === undefined && Date.now() < giveUpAt) {
    await Promise.race([command.ended, new Promise((resolve) => setTimeout(resolve, 25))]);
  }
  const address = link();
  if (address === undefined) throw new Error(`No link was shown: ${command.stderr()}`);
  const page = await (form === undefined
    ? fetch(address)
    : fetch(address, { method: "POST", body: new URLSearchParams(form) }));
  return page.text();
}

import { isIP } from "node:net";
import { z } from "zod";

const NAME = /^(?=.{1,253}$)[a-z\d](?:[a-z\d-]*[a-z\d])?(?:\.[a-z\d](?:[a-z\d-]*[a-z\d])?)*$/;

/** Where sources may be read from although it lies within the network; nowhere without it. */
export const internalHostsVariable = z
  .string()
  .default("")
  .transform((text) =>
    text
      .split(",")
      .map((one) => one.trim().toLowerCase())
      .filter((one) => one !== ""),
  )
  .refine((hosts) => hosts.every(isHost), {
    error:
      "give names, addresses or networks, with commas between them, such as wiki.corp.local,10.1.0.0/16",
  })
  .describe(
    "Names, addresses and networks of your own from which sources may be read, with commas between them, such as wiki.corp.local,10.1.0.0/16. Without it, no request of a source goes to an internal address.",
  );

function isHost(text: string): boolean {
  const [address = "", prefix, ...more] = text.split("/");
  const family = isIP(address);
  // What looks like numbers and is no address would be read as one by somebody else.
  if (family === 0)
    return prefix === undefined && NAME.test(text) && !/(?:^|\.)[\dx.]+$/.test(text);
  // A zone means something on its own machine alone, and no list takes one.
  if (more.length > 0 || address.includes("%")) return false;
  return (
    prefix === undefined ||
    (/^\d{1,3}$/.test(prefix) && Number(prefix) <= (family === 4 ? 32 : 128))
  );
}

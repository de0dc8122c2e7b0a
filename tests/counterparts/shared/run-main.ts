/** Starts a counterpart from a command line; what cannot be used is said with the usage. */
export async function runMain(
  usage: string,
  main: (args: string[]) => Promise<{ close(): Promise<void> }>,
): Promise<void> {
  const args = process.argv.slice(2);
  if (args.includes("--help") || args.includes("-h")) {
    process.stdout.write(`${usage}\n`);
    return;
  }
  try {
    const counterpart = await main(args);
    const stop = () => void counterpart.close();
    process.once("SIGINT", stop);
    process.once("SIGTERM", stop);
  } catch (error) {
    const taken = error instanceof Error && "code" in error && error.code === "EADDRINUSE";
    const reason = taken ? "The port is taken: give another with --port" : (error as Error).message;
    process.stderr.write(`${reason}\n\n${usage}\n`);
    process.exitCode = error instanceof TypeError ? 2 : 1;
  }
}

/** @throws TypeError for what is no whole number from 0 to `most`. */
export function readCount(option: string, value: string, most: number): number {
  const count = Number(value);
  if (value !== "" && Number.isInteger(count) && count >= 0 && count <= most) return count;
  throw new TypeError(`${option} ${value} is not usable: give a number from 0 to ${most}`);
}

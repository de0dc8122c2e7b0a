/** Enough work for a clock of microseconds to tell it from chance. */
const TELLING_MS = 25;
const SHORTEST = 4_000;
/** What is squared takes seconds with it. */
const LONGEST = 256_000;
const TRIES = 2;
/** What is squared would have to be disturbed thrice as long the first time to look like this: it is not tried again. */
const PLAINLY_ONCE = 5;

/**
 * How many times the work of this thread a text of four times the length takes: 4 where it is read once,
 * 16 where its length is squared. `make` gives a text of about a length. 1 where no length takes any work.
 */
export function growthOfWork(
  read: (text: string) => unknown,
  make: (length: number) => string,
): number {
  for (let length = SHORTEST; length <= LONGEST; length *= 2) {
    const work = workMs(read, make(length));
    if (work < TELLING_MS) continue;
    const grown = workMs(read, make(4 * length)) / work;
    if (grown < PLAINLY_ONCE) return grown;
    return leastWorkMs(read, make(4 * length)) / leastWorkMs(read, make(length));
  }
  return 1;
}

function leastWorkMs(read: (text: string) => unknown, text: string): number {
  return Math.min(...Array.from({ length: TRIES }, () => workMs(read, text)));
}

function workMs(read: (text: string) => unknown, text: string): number {
  const before = process.threadCpuUsage();
  read(text);
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1_000;
}

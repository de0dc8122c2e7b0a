import type { Chance } from "./chance.ts";
import { oddText, oddValue, withPrototypeKeys } from "./odd-values.ts";

type Container = Record<string, unknown> | unknown[];

interface Place {
  container: Container;
  key: string | number;
}

/** A copy of a valid example with one to four fields changed, dropped, doubled or exchanged. */
export function mutateValue<T>(example: T, chance: Chance): T {
  const holder: [T] = [structuredClone(example)];
  const changes = 1 + chance.below(4);
  for (let done = 0; done < changes; done += 1) mutateOnce(holder, chance);
  return holder[0];
}

function mutateOnce(holder: Container, chance: Chance): void {
  const places = placesIn(holder);
  // All of it may have been taken away before.
  if (places.length === 0) return;
  const { container, key } = chance.pick(places);
  const old = read(container, key);
  switch (chance.below(10)) {
    case 0:
      remove(container, key);
      return;
    case 1:
      write(container, key, [old]);
      return;
    case 2: {
      const other = chance.pick(places);
      const there = read(other.container, other.key);
      // Exchanged within itself, it would hold itself.
      const isExchanged = !isContainer(old) && !isContainer(there);
      write(container, key, isExchanged ? there : oddText(chance));
      if (isExchanged) write(other.container, other.key, old);
      return;
    }
    case 3:
      if (isContainer(old) && !Array.isArray(old)) withPrototypeKeys(old);
      else write(container, key, oddText(chance));
      return;
    case 4:
      if (typeof old === "string") write(container, key, mutateText(old, chance));
      else write(container, key, JSON.stringify(old));
      return;
    case 5:
      if (Array.isArray(container)) container.push(...Array.from({ length: 50 }, () => old));
      else write(container, `${String(key)}_`, old);
      return;
    case 6:
      // Often what decides is of another kind in a neighbouring field.
      if (typeof old === "string") write(container, key, oddText(chance));
      else write(container, key, oddValue(chance));
      return;
    default:
      write(container, key, oddValue(chance));
  }
}

/** The same with letters changed, parts repeated, or something odd in the middle. */
export function mutateText(text: string, chance: Chance): string {
  const at = chance.below(text.length + 1);
  switch (chance.below(5)) {
    case 0:
      return text.slice(0, at);
    case 1:
      return text.slice(0, at) + oddText(chance) + text.slice(at);
    case 2:
      return text.repeat(1 + chance.below(30)).slice(0, 60_000);
    case 3:
      return text.slice(0, at) + String.fromCharCode(chance.below(0x10000)) + text.slice(at + 1);
    default:
      return chance.happens(0.5) ? text.toUpperCase() : [...text].reverse().join("");
  }
}

const MOST_PLACES = 2_000;

function placesIn(root: Container): Place[] {
  const places: Place[] = [];
  const waiting: Container[] = [root];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const key of Object.keys(next)) {
      if (places.length >= MOST_PLACES) return places;
      places.push({ container: next, key: Array.isArray(next) ? Number(key) : key });
      const value = read(next, key);
      if (isContainer(value)) waiting.push(value);
    }
  }
  return places;
}

function isContainer(value: unknown): value is Container {
  return typeof value === "object" && value !== null;
}

function read(container: Container, key: string | number): unknown {
  return (container as Record<string | number, unknown>)[key];
}

function write(container: Container, key: string | number, value: unknown): void {
  Object.defineProperty(container, key, {
    ...{ value, enumerable: true, configurable: true, writable: true },
  });
}

function remove(container: Container, key: string | number): void {
  if (Array.isArray(container)) container.splice(Number(key), 1);
  else delete container[key];
}

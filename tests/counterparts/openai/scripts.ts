import type { Behaviour, ScriptOptions, ScriptTarget } from "./behaviour.ts";

/** What tests asked for; later ones are looked at first. */
export interface Scripts {
  add(behaviour: Behaviour, options?: ScriptOptions): void;
  /** The behaviour for a call of this text, counted as used. */
  take(target: ScriptTarget, text: string, model?: string): Behaviour | undefined;
  reset(): void;
}

export function createScripts(): Scripts {
  let entries: { behaviour: Behaviour; options: ScriptOptions; left: number }[] = [];
  return {
    add(behaviour, options = {}) {
      entries.unshift({ behaviour, options, left: options.times ?? Number.POSITIVE_INFINITY });
    },
    take(target, text, model) {
      const entry = entries.find(
        ({ options, left }) =>
          left > 0 &&
          (options.on ?? "generation") === target &&
          (options.model === undefined || options.model === model) &&
          matches(options.when, text),
      );
      if (entry === undefined) return undefined;
      entry.left -= 1;
      return entry.behaviour;
    },
    reset() {
      entries = [];
    },
  };
}

function matches(when: string | RegExp | undefined, text: string): boolean {
  if (when === undefined) return true;
  // search() ignores lastIndex, which a global pattern would carry from call to call.
  return typeof when === "string" ? text.includes(when) : text.search(when) >= 0;
}

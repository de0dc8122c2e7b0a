import type { World } from "../world.ts";

/** A name as it is shown in place of an id. */
export function userName(world: World, id: string): string {
  return world.users.get(id)?.realName ?? (id === "USLACKBOT" ? "Slackbot" : id);
}

export function channelName(world: World, id: string): string {
  return world.channels.get(id)?.name ?? id;
}

export function groupName(world: World, id: string): string {
  return world.groups.get(id)?.handle ?? id;
}

const EMOJI: Record<string, string> = {
  "+1": "👍",
  "-1": "👎",
  books: "📚",
  bulb: "💡",
  eyes: "👀",
  globe_with_meridians: "🌐",
  hourglass_flowing_sand: "⏳",
  information_source: "ℹ️",
  link: "🔗",
  lock: "🔒",
  mag: "🔍",
  mute: "🔇",
  no_entry_sign: "🚫",
  page_facing_up: "📄",
  pencil: "📝",
  red_circle: "🔴",
  speech_balloon: "💬",
  star: "⭐",
  tada: "🎉",
  thinking_face: "🤔",
  thumbsdown: "👎",
  thumbsup: "👍",
  warning: "⚠️",
  wave: "👋",
  white_check_mark: "✅",
  x: "❌",
};

/** `:eyes:` as the picture, where it is known here. */
export function withEmoji(words: string): string {
  return words.replaceAll(/:([\w+-]+):/g, (all, name: string) => EMOJI[name] ?? all);
}

export function clockTime(ts: string): string {
  return new Date(Number(ts) * 1_000).toISOString().slice(11, 16);
}

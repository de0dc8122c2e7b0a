import type { FormErrors, FormValues } from "../../../admin-forms.ts";
import { ChatError } from "../../../chat-error.ts";
import type { SlackSubmission } from "../../events/slack-interaction.ts";
import { slackId } from "../../slack-ids.ts";
import { READER_PARTS, readerPart } from "./readers-field.ts";
import { readKeptReaders } from "./source-form-view.ts";

/** Whom a word names as readers; undefined for what is no word of Slack's. @throws ChatError */
export type FindReader = (word: string) => Promise<string | undefined>;

/**
 * What a form was filled in with. Blocks and elements are called as the fields; readers are chosen in
 * several, and named there as people name them. @throws ChatError when Slack does not say who is who
 */
export async function readFormValues(
  { view }: SlackSubmission,
  teamId: string,
  findReader: FindReader,
): Promise<{ values: FormValues; errors: FormErrors }> {
  const values: Record<string, string> = {};
  const errors: Record<string, string> = {};
  const { values: state } = view.state;
  for (const [name, block] of Object.entries(state)) {
    const { value, selected_option: chosen } = block[name] ?? {};
    const text = value ?? chosen?.value;
    if (text !== undefined && text !== null) values[name] = text;
    const several = block[name]?.selected_options;
    if (several) values[name] = several.map((one) => one.value).join("\n");
  }
  for (const { field, kept } of readKeptReaders(view.private_metadata)) {
    const part = (one: (typeof READER_PARTS)[number]) => {
      const name = readerPart(field, one);
      return { name, ...state[name]?.[name] };
    };
    const [everyone, channels, groups, others] = READER_PARTS.map(part);
    const readers = [...kept, ...(everyone?.selected_options ?? []).map(({ value }) => value)];
    const find = async (word: string, at: string) => {
      try {
        readers.push((await findReader(word)) ?? word);
      } catch (error) {
        if (!(error instanceof ChatError) || error.code !== "invalid") throw error;
        errors[at] ??= error.message;
      }
    };
    for (const id of channels?.selected_conversations ?? []) {
      await find(slackId(teamId, id), channels?.name ?? "");
    }
    for (const { value } of groups?.selected_options ?? []) {
      await find(slackId(teamId, value), groups?.name ?? "");
    }
    const lines = (others?.value ?? "").split(/[\n,]/).map((line) => line.trim());
    for (const line of lines) if (line !== "") await find(line, others?.name ?? "");
    values[field] = readers.join("\n");
  }
  return { values, errors };
}

import type { ConnectorDefinition } from "../../../connectors/definition.ts";
import type { AdminForm, FormField } from "../../chat/admin-forms.ts";
import type { SourceRecord } from "../../storage/storage.ts";
import { scheduleFields, usualSchedule } from "./schedule-fields.ts";
import { settingsFields } from "./settings-fields.ts";

/** Begins names of fields that are settings, so that a setting may be called as it likes. */
export const SETTING = "set:";

/** The form that adds a source of a kind. */
export function newSourceForm(definition: ConnectorDefinition): AdminForm {
  const { kind, title, secret, defaultAudience } = definition;
  const next =
    secret === undefined
      ? "It is added as soon as you send this."
      : `Afterwards you get a link, in a message to you alone, to give the ${secret.title} or to allow access.`;
  return {
    target: { kind, source: undefined },
    title: `Add ${title}`,
    submit: "Add",
    intro: `A new source of documents. ${next}`,
    fields: [
      {
        name: "name",
        label: "Name",
        hint: "1 to 64 lower-case letters, digits and hyphens. It cannot be changed later.",
        type: "text",
        isRequired: true,
        initial: "",
        options: [],
      },
      ...settings(definition, {}, true),
      audienceField(defaultAudience),
      ...scheduleFields(usualSchedule),
    ],
  };
}

/** The form that changes a source. */
export function changeSourceForm(
  { name, kind, settings: given, audience, schedule }: SourceRecord,
  definition: ConnectorDefinition,
): AdminForm {
  return {
    target: { kind, source: name },
    title: `Change ${name}`,
    submit: "Change",
    intro: `${name} is a source of the kind ${definition.title}. What that changes of its documents comes with the next sync.`,
    fields: [
      ...settings(definition, given, false),
      audienceField(audience),
      ...scheduleFields(schedule),
    ],
  };
}

function settings(...about: Parameters<typeof settingsFields>): FormField[] {
  return settingsFields(...about).map((field) => ({ ...field, name: SETTING + field.name }));
}

function audienceField(audience: readonly string[] | undefined): FormField {
  return {
    name: "audience",
    label: "Who may read what says nothing itself",
    hint: "One a line: everyone, public, user:<e-mail>, domain:<domain>, group:<name>, or a group of Google, Confluence, Slack or Entra. Empty means nobody.",
    type: "readers",
    isRequired: false,
    initial: (audience ?? []).join("\n"),
    options: [],
  };
}

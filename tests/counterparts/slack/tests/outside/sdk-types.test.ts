import { beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { homeView, modalView } from "../../blocks/check-view.ts";
import * as elements from "../../blocks/elements.ts";
import { otherInputs, plainTextInput } from "../../blocks/inputs.ts";
import * as blocks from "../../blocks/known-blocks.ts";
import { richText, richTextInput } from "../../blocks/rich-text.ts";
import { multiStaticSelect, otherSelects, staticSelect } from "../../blocks/selects.ts";
import { METHODS } from "../../methods/all-methods.ts";
import { readSdkTypes, type SdkTypes } from "./sdk-types.ts";

let sdk: SdkTypes;
beforeAll(() => {
  sdk = readSdkTypes();
});

/** Newer than the SDK, or left out of its types though Slack takes them. */
const BEYOND_SDK: Record<string, string[]> = {
  "bots.info": ["team_id"],
  "openid.connect.token": ["code_verifier"],
  "views.open": ["interactivity_pointer"],
  "views.push": ["interactivity_pointer"],
};

/** Arguments of the SDK's union of ways that this counterpart does not take, and says so. */
const NOT_TAKEN = ["token", "file", "file_comment", "full"];

function argumentsType(method: string): string {
  const parts = method.split(".").map((part) => part[0]?.toUpperCase() + part.slice(1));
  return `${parts.join("").replace("Oauth", "OAuth").replace("Openid", "OpenID")}Arguments`;
}

test.each(Object.keys(METHODS))("%s takes the arguments that the SDK declares", (name) => {
  const method = METHODS[name];
  const declared = sdk.fieldsOf(argumentsType(name));
  expect(declared, argumentsType(name)).toBeDefined();
  const theirs = (declared ?? []).map((field) => field.name);
  const ours = Object.keys(method?.args.shape ?? {});
  const beyond = BEYOND_SDK[name] ?? [];
  expect(ours.filter((key) => !theirs.includes(key) && !beyond.includes(key))).toEqual([]);
  expect(theirs.filter((key) => !ours.includes(key) && !NOT_TAKEN.includes(key))).toEqual([]);
});

const [usersSelect, multiUsers, channels, multiChannels, conversations, multiConversations] =
  otherSelects;
const [, , , , , , external, multiExternal] = otherSelects;
const [email, url, number, file] = otherInputs;

const SHAPES: [string, z.ZodType][] = [
  ["ActionsBlock", blocks.actions],
  ["AlertBlock", blocks.alert],
  ["CardBlock", blocks.card],
  ["CarouselBlock", blocks.carousel],
  ["ContainerBlock", blocks.container],
  ["ContextBlock", blocks.context],
  ["ContextActionsBlock", blocks.contextActions],
  ["DataTableBlock", blocks.dataTable],
  ["DividerBlock", blocks.divider],
  ["FileBlock", blocks.file],
  ["HeaderBlock", blocks.header],
  ["ImageBlock", blocks.imageBlock],
  ["InputBlock", blocks.input],
  ["MarkdownBlock", blocks.markdown],
  ["PlanBlock", blocks.plan],
  ["RichTextBlock", richText],
  ["SectionBlock", blocks.section],
  ["TableBlock", blocks.table],
  ["TaskCardBlock", blocks.taskCard],
  ["VideoBlock", blocks.video],
  ["Button", elements.button],
  ["Checkboxes", elements.checkboxes],
  ["Datepicker", elements.datepicker],
  ["DateTimepicker", elements.datetimepicker],
  ["FeedbackButtons", elements.feedbackButtons],
  ["IconButton", elements.iconButton],
  ["ImageElement", elements.image],
  ["Overflow", elements.overflow],
  ["RadioButtons", elements.radioButtons],
  ["Timepicker", elements.timepicker],
  ["StaticSelect", staticSelect],
  ["MultiStaticSelect", multiStaticSelect],
  ["UsersSelect", usersSelect],
  ["MultiUsersSelect", multiUsers],
  ["ChannelsSelect", channels],
  ["MultiChannelsSelect", multiChannels],
  ["ConversationsSelect", conversations],
  ["MultiConversationsSelect", multiConversations],
  ["ExternalSelect", external],
  ["MultiExternalSelect", multiExternal],
  ["PlainTextInput", plainTextInput],
  ["EmailInput", email],
  ["URLInput", url],
  ["NumberInput", number],
  ["FileInput", file],
  ["RichTextInput", richTextInput],
  ["ModalView", modalView],
  ["HomeView", homeView],
];

test.each(SHAPES)("%s has the fields that the SDK declares", (name, schema) => {
  const declared = sdk.fieldsOf(name) ?? [];
  const { properties = {}, required = [] } = z.toJSONSchema(schema, {
    unrepresentable: "any",
  }) as { properties?: object; required?: string[] };
  const theirs = declared.map((field) => field.name);
  expect(Object.keys(properties).sort()).toEqual(theirs.sort());
  const theirRequired = declared.filter((field) => field.required).map((field) => field.name);
  expect([...required].sort()).toEqual(theirRequired.sort());
});

import { z } from "zod";
import { checkCard } from "../../checks/check-card.ts";
import { buttonsOf } from "../../checks/walk-card.ts";
import type { InvokeAnswer } from "../../delivery/invoke-answer.ts";
import { cardText } from "../../render/card-text.ts";
import { findPerson } from "../../state/find.ts";
import type { Dialog, World } from "../../world.ts";
import { type Inputs, withInputs } from "./click.ts";

const taskSchema = z.looseObject({
  task: z.union([
    z.looseObject({
      type: z.literal("continue"),
      value: z.looseObject({
        title: z.string().optional(),
        width: z.union([z.string(), z.number()]).optional(),
        height: z.union([z.string(), z.number()]).optional(),
        card: z.strictObject({
          contentType: z.literal("application/vnd.microsoft.card.adaptive"),
          content: z.record(z.string(), z.unknown()),
        }),
      }),
    }),
    z.looseObject({ type: z.literal("message"), value: z.string() }),
  ]),
});

/**
 * Shows the form that the bot answered with; the one that was open is gone, whatever the answer.
 * @param submit what Teams does with the answers
 */
export function openDialog(
  world: World,
  who: string,
  answer: InvokeAnswer,
  submit: Dialog["submit"],
): InvokeAnswer {
  const { objectId } = findPerson(world, who);
  world.dialogs.delete(objectId);
  if (answer.status !== 200 || isEmpty(answer.body)) return answer;
  const read = taskSchema.safeParse(answer.body);
  if (!read.success) {
    if (!isOther(answer.body)) {
      world.complaints.push(`the answer is no dialog: ${z.prettifyError(read.error)}`);
    }
    return answer;
  }
  const { task } = read.data;
  if (task.type === "message") return { ...answer, toast: task.value };
  const { title = "", card } = task.value;
  const problems = checkCard(card.content);
  world.complaints.push(...problems.map((one) => `dialog: ${one}`));
  if (problems.length === 0) world.dialogs.set(objectId, { title, card: card.content, submit });
  return answer;
}

/** Fills in the form that is open and presses its button, by its title where it has several. */
export async function submitDialog(
  world: World,
  who: string,
  inputs: Inputs = {},
  title?: string,
): Promise<InvokeAnswer> {
  const dialog = dialogOf(world, who);
  const buttons = buttonsOf(dialog.card);
  const pressed = buttons.find((one) => title === undefined || one.title === title);
  if (pressed === undefined) throw new Error("the form has no such button");
  const data = withInputs(dialog.card, pressed, inputs);
  return openDialog(
    world,
    who,
    await dialog.submit(data as Record<string, unknown>),
    dialog.submit,
  );
}

export function closeDialog(world: World, who: string): void {
  world.dialogs.delete(findPerson(world, who).objectId);
}

/** The form that is open, as text; empty where none is. */
export function dialogText(world: World, who: string): string {
  const open = world.dialogs.get(findPerson(world, who).objectId);
  return open === undefined ? "" : [open.title, cardText(open.card)].join("\n");
}

function dialogOf(world: World, who: string): Dialog {
  const open = world.dialogs.get(findPerson(world, who).objectId);
  if (open === undefined) throw new Error(`${who} has no form open`);
  return open;
}

function isEmpty(body: unknown): boolean {
  return body === undefined || JSON.stringify(body) === "{}";
}

/** An answer for the box in which somebody writes, which is no dialog and right all the same. */
function isOther(body: unknown): boolean {
  return typeof body === "object" && body !== null && "composeExtension" in body;
}

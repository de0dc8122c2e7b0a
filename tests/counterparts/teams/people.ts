import { type Button, click, type Inputs, refresh } from "./actions/cards/click.ts";
import { closeDialog, dialogText, submitDialog } from "./actions/cards/dialogs.ts";
import { type VoteOptions, vote } from "./actions/cards/feedback.ts";
import { useOnMessage } from "./actions/cards/message-extension.ts";
import { deleteMessage, editMessage, undeleteMessage } from "./actions/change-message.ts";
import { install, uninstall } from "./actions/company/install.ts";
import { addMember, removeMember } from "./actions/company/membership.ts";
import * as teams from "./actions/company/team-life.ts";
import { react, unreact } from "./actions/react.ts";
import { type SayOptions, say } from "./actions/say.ts";
import { cancelStream } from "./connector/messages/streams.ts";
import { cardText } from "./render/card-text.ts";
import { cardsFor } from "./render/conversation-text.ts";
import type { Message } from "./shapes/message.ts";
import { findPerson, findRoom } from "./state/find.ts";
import {
  addChannel,
  addChat,
  addTeam,
  addUser,
  type NewChannel,
  type NewChat,
  type NewTeam,
  type NewUser,
} from "./state/rooms.ts";
import type { World } from "./world.ts";

export type People = ReturnType<typeof people>;

/** What people do in Teams. They and conversations are given by name or id; `@ana` is ana's chat with the bot. */
export function people(world: World) {
  return {
    say: (who: string, where: string, words: string, options?: SayOptions) =>
      say(world, who, where, words, options),
    /** The same with the app's name in front. */
    mention: (who: string, where: string, words: string, options?: SayOptions) =>
      say(world, who, where, `@${world.app.name} ${words}`, options),
    edit: (message: Message, words: string) => editMessage(world, message, words),
    delete: (message: Message) => deleteMessage(world, message),
    undelete: (message: Message) => undeleteMessage(world, message),
    react: (who: string, message: Message, type: string) => react(world, who, message, type),
    unreact: (who: string, message: Message, type: string) => unreact(world, who, message, type),

    click: (who: string, message: Message, button: Button, inputs?: Inputs) =>
      click(world, who, message, button, inputs),
    refresh: (who: string, message: Message) => refresh(world, who, message),
    vote: (who: string, message: Message, what: "like" | "dislike", options?: VoteOptions) =>
      vote(world, who, message, what, options),
    useOnMessage: (who: string, message: Message, commandId: string) =>
      useOnMessage(world, who, message, commandId),
    submit: (who: string, inputs?: Inputs, button?: string) =>
      submitDialog(world, who, inputs, button),
    closeDialog: (who: string) => closeDialog(world, who),
    dialog: (who: string) => dialogText(world, who),
    /** Stops what is being streamed in their own chat. */
    stop: (who: string) =>
      cancelStream(world, findRoom(world, `@${findPerson(world, who).name}`).id),

    /** Messages of the bot in a conversation, oldest first, without those that are deleted. */
    botMessages: (where: string) =>
      findRoom(world, where).messages.filter((one) => one.from === "bot" && !one.isDeleted),
    /** The cards of a message as somebody sees them, as text. */
    cards: (who: string, message: Message) =>
      cardsFor(message, findPerson(world, who)).map(cardText).join("\n"),

    /** Adds the app: a new private or shared channel has it only after somebody did so there. */
    install: (who: string, where?: string) => install(world, who, where),
    uninstall: (who: string, where?: string) => uninstall(world, who, where),
    addMember: (by: string, where: string, who: string) => addMember(world, by, where, who),
    removeMember: (by: string, where: string, who: string) => removeMember(world, by, where, who),
    createChannel: (
      who: string,
      team: string,
      name: string,
      fields?: Omit<NewChannel, "isBotIn">,
    ) => teams.createChannel(world, who, team, name, fields),
    renameChannel: (who: string, where: string, name: string) =>
      teams.renameChannel(world, who, where, name),
    deleteChannel: (who: string, where: string) => teams.deleteChannel(world, who, where),
    restoreChannel: (who: string, roomId: string) => teams.restoreChannel(world, who, roomId),
    renameTeam: (who: string, team: string, name: string) =>
      teams.renameTeam(world, who, team, name),
    archiveTeam: (who: string, team: string) => teams.archiveTeam(world, who, team),
    unarchiveTeam: (who: string, team: string) => teams.unarchiveTeam(world, who, team),
    deleteTeam: (who: string, team: string) => teams.deleteTeam(world, who, team),

    addUser: (name: string, fields?: NewUser) => addUser(world, name, fields),
    /** With the app in it, and its General channel; nobody is told. */
    addTeam: (name: string, fields: NewTeam) => addTeam(world, name, fields),
    addChannel: (team: string, name: string, fields?: NewChannel) =>
      addChannel(world, team, name, fields),
    addChat: (name: string, fields: NewChat) => addChat(world, name, fields),
  };
}

import { lookAt, openHome, renameSession, stopAgent } from "./actions/agent.ts";
import * as channels from "./actions/channel-life.ts";
import * as directory from "./actions/directory.ts";
import { joinChannel, leaveChannel } from "./actions/membership.ts";
import { addReaction, takeReaction } from "./actions/react.ts";
import { deleteMessage, editMessage, mention, type SayOptions, say } from "./actions/speak.ts";
import { click, clickInView } from "./interactions/click.ts";
import { runCommand, useGlobalShortcut, useMessageShortcut } from "./interactions/commands.ts";
import { forge } from "./interactions/forge.ts";
import { installedFor } from "./interactions/payload.ts";
import { suggest } from "./interactions/suggest.ts";
import { closeModal, fillIn, submit, topModal } from "./modals/submit.ts";
import { homeOf } from "./modals/view-life.ts";
import type { Answer } from "./modals/view-state.ts";
import type { NewChannel } from "./shapes/channel.ts";
import type { Message } from "./shapes/message.ts";
import { findChannel, openConversation } from "./state/channels.ts";
import { findUser } from "./state/users.ts";
import type { World } from "./world.ts";

export type People = ReturnType<typeof people>;

/** What people do in Slack. They and channels are given by name or id; `@amy` is amy's conversation with the app. */
export function people(world: World) {
  const channel = (where: string) => findChannel(world, where);
  const id = (who: string) => findUser(world, who).id;
  const app = (who: string) => installedFor(world, findUser(world, who)).botUserId;
  return {
    say: (who: string, where: string, words: string, options?: SayOptions) =>
      say(world, who, where, words, options),
    mention: (who: string, where: string, words: string, options?: SayOptions) =>
      mention(world, who, where, words, options),
    edit: (message: Message, words: string) => editMessage(world, message, words),
    delete: (message: Message) => deleteMessage(world, message),
    react: (who: string, message: Message, name: string) =>
      addReaction(world, channel(message.channelId), message, id(who), name),
    /** Starts Slack anew: what only this person saw is gone. */
    reload(who: string) {
      for (const one of world.channels.values()) {
        one.ephemeral = one.ephemeral.filter(({ ephemeralFor }) => ephemeralFor !== id(who));
      }
    },
    unreact: (who: string, message: Message, name: string) =>
      takeReaction(world, channel(message.channelId), message, id(who), name),

    click: (who: string, message: Message, actionId: string, answer?: Answer) =>
      click(world, who, message, actionId, answer),
    clickInModal: (who: string, actionId: string, answer?: Answer) =>
      clickInView(world, topModal(world, who), actionId, answer),
    clickInHome(who: string, actionId: string, answer?: Answer) {
      const home = homeOf(world, id(who));
      if (home === undefined) throw new Error(`${who} sees no App Home yet`);
      return clickInView(world, home, actionId, answer);
    },
    command: (who: string, where: string, line: string) => runCommand(world, who, where, line),
    shortcut: (who: string, message: Message, callbackId: string) =>
      useMessageShortcut(world, who, message, callbackId),
    globalShortcut: (who: string, callbackId: string) => useGlobalShortcut(world, who, callbackId),

    forge: (who: string, type: Parameters<typeof forge>[2], fields: Record<string, unknown>) =>
      forge(world, who, type, fields),

    modal: (who: string) => topModal(world, who),
    fillIn: (who: string, answers: Record<string, Answer>) => fillIn(topModal(world, who), answers),
    submit: (who: string, answers?: Record<string, Answer>, options?: { times?: number }) =>
      submit(world, who, answers, options),
    closeModal: (who: string) => closeModal(world, who),
    suggest: (who: string, actionId: string, letters: string) =>
      suggest(world, who, actionId, letters),

    openHome: (who: string, tab?: "home" | "messages") => openHome(world, who, tab),
    lookAt: (who: string, where: string) => lookAt(world, who, where),
    stopAgent: (who: string, where: string, threadTs: string) =>
      stopAgent(world, who, where, threadTs),
    renameSession: (who: string, where: string, threadTs: string, title: string) =>
      renameSession(world, who, where, threadTs, title),

    /** The group conversation of these people and the app; gives its id. */
    groupMessage: (...whos: [string, ...string[]]) =>
      openConversation(world, findUser(world, whos[0]).teamId, [...whos.map(id), app(whos[0])]).id,
    createChannel: (teamId: string, fields: NewChannel) =>
      channels.createChannel(world, teamId, fields).id,
    join: (who: string, where: string) => joinChannel(world, channel(where), id(who)),
    leave: (who: string, where: string) => leaveChannel(world, channel(where), id(who)),
    inviteApp: (who: string, where: string) =>
      joinChannel(world, channel(where), app(who), id(who)),
    kickApp: (who: string, where: string) => leaveChannel(world, channel(where), app(who), id(who)),
    archive: (where: string, who: string) => channels.archive(world, channel(where), id(who)),
    unarchive: (where: string, who: string) => channels.unarchive(world, channel(where), id(who)),
    rename: (where: string, name: string) => channels.rename(world, channel(where), name),
    deleteChannel: (where: string) => channels.deleteChannel(world, channel(where)),
    share: (where: string, teamId: string) => channels.shareChannel(world, channel(where), teamId),
    unshare: (where: string, teamId: string) =>
      channels.unshareChannel(world, channel(where), teamId),

    hire: (teamId: string, user: Parameters<typeof directory.hire>[2]) =>
      directory.hire(world, teamId, user),
    changeUser: (who: string, fields: Parameters<typeof directory.changeUser>[2]) =>
      directory.changeUser(world, who, fields),
    createGroup: (teamId: string, group: { handle: string; users?: string[] }) =>
      directory.createGroup(world, teamId, group),
    setGroupMembers: (handle: string, users: string[]) =>
      directory.setGroupMembers(world, handle, users),
    disableGroup: (handle: string) => directory.disableGroup(world, handle),
  };
}

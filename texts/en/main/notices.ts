/** What the window is told of by the lab around it: files, settings, the session, and what cannot be done now. */
import { keysOf } from '../../keys'

interface Work {
  readonly kind: 'run' | 'comparison'
  readonly script: string
}

export const notices = {
  /** Of the window's own run or comparison. */
  goesOn: ({ kind }: Work) => `A ${kind} is going on; stop it first.`,
  goesOnElsewhere: ({ kind, script }: Work) =>
    `A ${kind} of ${script} is going on in another window; stop it there first.`,
  stoppedBefore: {
    run: 'The run was stopped before it began.',
    comparison: 'The comparison was stopped before it began.',
  },
  exportLater: 'This goes on; it can be exported when it has ended.',
  noHistory: 'There is no history in this session; why was said at its start.',
  noExample: (id: string) => `There is no example '${id}'.`,
  notChosen: (file: string) => `${file} was not chosen by you: open it with File, Open, or drop it here.`,
  notSaved: (file: string, why: string) => `${file} was not saved: ${why}. Save it elsewhere (${keysOf('save-as')}).`,
  noDraft: (why: string) => `What is not saved cannot be kept against a crash (${why}). Save it (${keysOf('save')}).`,
  draftAside: (file: string) => `What was not saved the last time is kept in ${file}.`,
  draftBack: (name: string) => `${name} was not saved the last time; here it is again, still not saved.`,
  pageEnded: (reason: string) =>
    `The page ended unexpectedly (${reason}) and was loaded anew; a run that was going on was stopped.`,
  /** To who started the lab in a terminal. */
  pageEndedLog: (reason: string) => `the page ended (${reason})`,
  pageGivenUpLog: 'it ends again and again; the window closes',
  settingsNotKept: (why: string) => `Settings hold until the lab is closed; they cannot be kept: ${why}.`,
  settingsAside: (file: string) =>
    `The settings file could not be read. It was kept as ${file}; the lab starts with its own settings.`,
  settingsWrong: (values: string) =>
    `The settings file has values that the lab does not take: ${values}. It starts with its own for these.`,
  settingsUnknown: (names: string) =>
    `The settings file has what this version of the lab does not know: ${names}. It stays there for the one that does.`,
  dataFolder: (wanted: string, why: string, folder: string) =>
    `The data folder ${wanted} cannot be used: ${why}. Settings, unsaved text, history and progress are kept in ${folder} for this time.`,
  /** Why a file was not written, in words that end a sentence, by what the system calls it. */
  notWritten: {
    EACCES: 'you may not write there',
    EPERM: 'you may not write there',
    EROFS: 'nothing can be written to that disk',
    ENOSPC: 'the disk is full',
    EDQUOT: 'your share of the disk is full',
    ENOENT: 'there is no such folder',
    ENOTDIR: 'a file stands where its folder should',
    EEXIST: 'a file stands where its folder should',
    EISDIR: 'a folder has that name',
    ENAMETOOLONG: 'the name is too long',
  } as Readonly<Record<string, string>>,
}

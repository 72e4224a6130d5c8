/** `parallab runs`: the history in a terminal. */
export const keptRuns = {
  /** @param formats of the export */
  help: (
    formats: readonly string[],
  ) => `parallab runs                         the runs and sweeps that were kept, the newest first
parallab runs list [SEARCH] [--limit N | --all]
                                      those with every word in the name, note, tags, file or script
parallab runs show ID                 one of them; the beginning of its id is enough
parallab runs export ID… --format ${formats.join('|')} [--part NAME] [--output PATH]
                                      a folder gets every table or chart, else the one that --part names
parallab runs import FILE…            takes over what a report (.html) or .json of another Parallab holds
parallab runs name ID NAME            NAME '' takes it away; so do note and tag
parallab runs note ID TEXT
parallab runs tag ID [TAG…]
parallab runs delete ID…              can be undone for a day
parallab runs restore ID…             undoes it
parallab runs limit [MIB | none]      how large the history is meant to be; nothing goes by itself
parallab runs trim [--yes]            what is too much: says it; with --yes deletes it
    --json                            print JSON`,
  refused: {
    /** @param usage of the verb */
    which: (usage: string) => `which one? parallab runs ${usage}`,
    whichFile: 'which file? parallab runs import FILE…',
    idText: (verb: string) => `parallab runs ${verb} ID TEXT`,
    manyTags: (most: number, tags: number) => `there may be ${most} tags at most, not ${tags}`,
    /** @param what a name, a note, a tag */
    long: (what: 'name' | 'note' | 'tag', most: number, length: number) =>
      `a ${what} may have ${most} characters at most, not ${length}`,
    limit: 'the limit in MiB',
    picture: 'a picture is no text: --output FILE',
    manyFiles: (parts: readonly string[]) =>
      `these are ${parts.length} files: name one by --part (${parts.join(', ')}), or a folder by --output`,
    noPart: (part: string, parts: readonly string[]) =>
      `--part: there is no '${part}'${parts.length === 0 ? '; this is one file' : `, only ${parts.join(', ')}`}`,
  },
  /** Behind an entry's id. */
  changed: {
    deleted: 'deleted; parallab runs restore brings it back',
    restored: 'restored',
    unnamed: 'has no name now',
    named: (name: string) => `is named ${name}`,
    noted: 'noted',
    untagged: 'has no tags now',
    tagged: (tags: readonly string[]) => `is tagged ${tags.join(', ')}`,
    imported: 'imported',
    wasHere: 'was here already',
  },
  columns: {
    id: 'id',
    started: 'started',
    kind: 'what',
    script: 'script',
    workers: 'workers',
    state: 'state',
    seconds: 'seconds',
    name: 'name',
  },
  default: 'default',
  notSaved: 'not saved',
  nothingKept: 'Nothing was kept yet: parallab run FILE keeps what it runs.',
  noneFound: (search: string) => `Nothing has '${search}'.`,
  more: (entries: number) => `${entries} more; --all lists them, words behind 'list' search for them`,
  takes: (entries: number, size: string) => `${entries} runs and sweeps take ${size}`,
  noLimit: 'there is no limit',
  limit: (size: string) => `the limit is ${size}`,
  tooMany: (entries: number) => `${entries} are too many: parallab runs trim says which`,
  neverTooMuch: 'There is no limit, so nothing is too much: parallab runs limit MIB sets one.',
  notTooMuch: 'Nothing is too much that has neither name, note nor tag.',
  oldest: (entries: number, size: string) => `the ${entries} oldest without name, note or tag (${size})`,
  trimmed: (what: string) => `Deleted: ${what}. For a day they can be restored.`,
  toTrim: (what: string) => `Too many are ${what}: parallab runs trim --yes deletes them.`,
  /** One of them, whole. */
  shown: {
    facts: {
      name: 'name',
      note: 'note',
      tags: 'tags',
      script: 'script',
      started: 'started',
      ended: 'ended',
      error: 'error',
      settings: 'settings',
      machine: 'machine',
    },
    ended: (state: string, seconds: string, exitcode: number | null) =>
      `${state} after ${seconds} s${exitcode === null ? '' : `, exit code ${exitcode}`}`,
    poolSize: (workers: number | null) => `pool size ${workers ?? 'one per processor'}`,
    chunkSize: (items: number) => `chunk size ${items}`,
    arguments: (words: string) => `arguments ${words}`,
    sizes: { 'pool-size': 'pool sizes', 'chunk-size': 'chunk sizes' },
    sweep: (sizes: string, values: readonly number[], repeats: number, warmups: number) =>
      `${sizes} ${values.join(', ')}; ${repeats} repeats after ${warmups} warm-ups`,
    machine: (cpus: number, cpuModel: string, memory: string, system: string, versions: string) =>
      `${cpus} processors (${cpuModel}), ${memory}, ${system}; ${versions}`,
    aFunction: 'a function',
    map: 'map',
    items: 'items',
    rate: 'items/s',
    done: (done: number, total: number, failed: number) =>
      `${done} of ${total}${failed > 0 ? `, ${failed} failed` : ''}`,
    outputNotKept: 'Its processes wrote to the terminal themselves: the output was not kept.',
    linesBefore: (lines: number) => `(${lines} lines before)`,
    notMeasured: 'No repeat of it was measured.',
  },
}

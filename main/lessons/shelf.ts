/** Every lesson there is: the lab's own, the user's, and those of a folder that the settings name. */
import { readdir } from 'node:fs/promises'
import path from 'node:path'
import type { LessonFault, LessonInfo, LessonList, LessonSource } from '../../protocol/lesson'
import { texts } from '../../texts/main'
import { isLessonFolder, readLesson, type Reading, type ReadLesson } from './reading'

export interface LessonPlace {
  readonly source: LessonSource
  /** Absolute path of the folder that holds the lessons' folders. */
  readonly folder: string
}

const words = texts.lessonFaults
/** Folders of one place that are looked at. */
const MOST = 500
const PREFIXES: Readonly<Record<LessonSource, string>> = { 'built-in': '', own: 'own/', shared: 'shared/' }

export class LessonShelf {
  private readonly places: () => readonly LessonPlace[]

  /** @param places asked for anew each time, as the settings may change */
  constructor(places: () => readonly LessonPlace[]) {
    this.places = places
  }

  /** In their order; what is wrong with one folder hides no other. */
  async list(): Promise<Omit<LessonList, 'progress'>> {
    const lessons: LessonInfo[] = []
    const faults: LessonFault[] = []
    for (const place of this.places()) {
      const { names, fault } = await namesIn(place)
      if (fault !== null) faults.push(fault)
      for (const [id, reading] of await Promise.all(names.map((name) => readIn(place, name)))) {
        if (reading.ok) lessons.push(infoOf(reading))
        else faults.push({ id, source: place.source, folder: folderIn(place, id), problems: reading.problems })
      }
    }
    return { lessons, faults }
  }

  /** @throws Error when there is none such, or it is malformed */
  async read(id: string): Promise<ReadLesson> {
    const place = this.placeOf(id)
    const name = place === undefined ? '' : id.slice(PREFIXES[place.source].length)
    if (place === undefined || !isName(name) || !(await isLessonFolder(path.join(place.folder, name))))
      throw new Error(words.unknown(id))
    const [, reading] = await readIn(place, name)
    if (reading.ok) return reading
    const [first] = reading.problems
    throw new Error(words.malformed(id, first === undefined ? '' : `${first.file} ${first.message}`))
  }

  /** The folder of a lesson, where its script stands for the compiler; `null` when there is none such. */
  folderOf(id: string): string | null {
    const place = this.placeOf(id)
    return place === undefined ? null : folderIn(place, id)
  }

  private placeOf(id: string): LessonPlace | undefined {
    return this.places().findLast(({ source }) => id.startsWith(PREFIXES[source]))
  }
}

/** Of a folder right below the place. */
function isName(name: string): boolean {
  return name !== '' && !name.startsWith('.') && name === path.basename(name)
}

function folderIn({ source, folder }: LessonPlace, id: string): string {
  return path.join(folder, path.basename(id.slice(PREFIXES[source].length)))
}

async function readIn(place: LessonPlace, name: string): Promise<readonly [id: string, reading: Reading]> {
  const id = PREFIXES[place.source] + name
  return [id, await readLesson(path.join(place.folder, name), id, place.source)]
}

/** Names of the folders that are to be lessons, sorted. A folder of the user that is not there yet is empty. */
async function namesIn(
  place: LessonPlace,
): Promise<{ readonly names: readonly string[]; readonly fault: LessonFault | null }> {
  const { folder, source } = place
  const fault = (file: string, message: string): LessonFault => {
    return { id: `${PREFIXES[source]}`, source, folder, problems: [{ file, line: null, message }] }
  }
  try {
    const entries = await readdir(folder, { withFileTypes: true })
    if (entries.some(({ name }) => name === 'lesson.md'))
      return { names: [], fault: fault(folder, words.folder.isLesson) }
    const names = entries.filter((entry) => !entry.isFile() && !entry.name.startsWith('.')).map(({ name }) => name)
    const isLesson = await Promise.all(names.map((name) => isLessonFolder(path.join(folder, name))))
    const found = names.filter((_, i) => isLesson[i]).sort()
    const tooMany = found.length > MOST ? fault(folder, words.folder.many(MOST)) : null
    return { names: found.slice(0, MOST), fault: tooMany }
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' && source !== 'shared') return { names: [], fault: null }
    const reason = code === 'ENOENT' ? words.folder.gone : message
    return { names: [], fault: fault(folder, words.folder.unreadable(reason)) }
  }
}

function infoOf({ lesson: { id, source, title, summary, minutes, language, uses, hasTwin } }: ReadLesson): LessonInfo {
  return { id, source, title, summary, minutes, language, uses, hasTwin }
}

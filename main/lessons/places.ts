/** Where lessons stand. */
import path from 'node:path'
import { app } from 'electron'
import { resourceFolder } from '../resources'
import type { LessonPlace } from './shelf'

export function ownLessons(): string {
  return path.join(app.getPath('userData'), 'lessons')
}

/** @param shared the folder that the settings name, or `null` */
export function lessonPlaces(shared: string | null): readonly LessonPlace[] {
  return [
    { source: 'built-in', folder: resourceFolder('lessons') },
    { source: 'own', folder: ownLessons() },
    ...(shared === null ? [] : [{ source: 'shared', folder: shared } as const]),
  ]
}

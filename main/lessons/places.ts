/** Where lessons stand. */
import path from 'node:path'
import { app } from 'electron'
import { resourceFolder } from '../resources'
import type { LessonPlace } from './shelf'

/** @param shared the folder that the settings name, or `null` */
export function lessonPlaces(shared: string | null): readonly LessonPlace[] {
  return [
    { source: 'built-in', folder: resourceFolder('lessons') },
    { source: 'own', folder: path.join(app.getPath('userData'), 'lessons') },
    ...(shared === null ? [] : [{ source: 'shared', folder: shared } as const]),
  ]
}

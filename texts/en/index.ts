import { cards } from './cards'
import { common } from './common'
import { comparison } from './comparison'
import { editor } from './editor'
import { exporting } from './export'
import { faces } from './faces'
import { gallery } from './gallery'
import { history } from './history'
import { lessons } from './lessons'
import { problems } from './problems'
import { settings } from './settings'
import { shell } from './shell'
import { sideBySide } from './side-by-side'
import { timeline } from './timeline'

export const en = {
  cards,
  common,
  comparison,
  editor,
  exporting,
  faces,
  gallery,
  history,
  lessons,
  problems,
  settings,
  shell,
  sideBySide,
  timeline,
}

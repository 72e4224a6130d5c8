import { answer } from './answer'
import { cards } from './cards'
import { common } from './common'
import { comparison } from './comparison'
import { editor } from './editor'
import { exporting } from './export'
import { faces } from './faces'
import { gallery } from './gallery'
import { history } from './history'
import { lessons } from './lessons'
import { numbers } from './numbers'
import { problems } from './problems'
import { questions } from './questions'
import { settings } from './settings'
import { shell } from './shell'
import { sideBySide } from './side-by-side'
import { timeline } from './timeline'
import { verdicts } from './verdicts'

export const en = {
  answer,
  cards,
  common,
  comparison,
  editor,
  exporting,
  faces,
  gallery,
  history,
  lessons,
  numbers,
  problems,
  questions,
  settings,
  shell,
  sideBySide,
  timeline,
  verdicts,
}

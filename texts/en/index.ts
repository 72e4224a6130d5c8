import { alarms } from './alarms'
import { answer } from './answer'
import { cards } from './cards'
import { charts } from './charts'
import { common } from './common'
import { comparison } from './comparison'
import { editor } from './editor'
import { exporting } from './export'
import { faces } from './faces'
import { finding } from './finding'
import { gallery } from './gallery'
import { help } from './help'
import { history } from './history'
import { lessons } from './lessons'
import { numbers } from './numbers'
import { problems } from './problems'
import { processes } from './processes'
import { questions } from './questions'
import { settings } from './settings'
import { sharing } from './sharing'
import { shell } from './shell'
import { sideBySide } from './side-by-side'
import { timeline } from './timeline'
import { verdicts } from './verdicts'

export const en = {
  alarms,
  answer,
  cards,
  charts,
  common,
  comparison,
  editor,
  exporting,
  faces,
  finding,
  gallery,
  help,
  history,
  lessons,
  numbers,
  problems,
  processes,
  questions,
  settings,
  sharing,
  shell,
  sideBySide,
  timeline,
  verdicts,
}

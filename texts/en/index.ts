import { actions } from './actions'
import { alarms } from './alarms'
import { answer } from './answer'
import { cards } from './cards'
import { charts } from './charts'
import { common } from './common'
import { comparison } from './comparison'
import { deadlock } from './deadlock'
import { drawer } from './drawer'
import { editor } from './editor'
import { exporting } from './export'
import { faces } from './faces'
import { figures } from './figures'
import { finding } from './finding'
import { gallery } from './gallery'
import { help } from './help'
import { history } from './history'
import { judgement } from './judgement'
import { lessons } from './lessons'
import { limits } from './limits'
import { menu } from './menu'
import { numbers } from './numbers'
import { output } from './output'
import { problems } from './problems'
import { processes } from './processes'
import { questions } from './questions'
import { selection } from './selection'
import { settings } from './settings'
import { sharing } from './sharing'
import { shell } from './shell'
import { sideBySide } from './side-by-side'
import { terminal } from './terminal'
import { timeline } from './timeline'
import { copies, findings, gain, things } from './things'
import { toolbar } from './toolbar'
import { verdicts } from './verdicts'

export const en = {
  actions,
  alarms,
  answer,
  cards,
  charts,
  common,
  comparison,
  copies,
  deadlock,
  drawer,
  editor,
  exporting,
  faces,
  figures,
  finding,
  findings,
  gain,
  gallery,
  help,
  history,
  judgement,
  lessons,
  limits,
  menu,
  numbers,
  output,
  problems,
  processes,
  questions,
  selection,
  settings,
  sharing,
  shell,
  sideBySide,
  terminal,
  things,
  timeline,
  toolbar,
  verdicts,
}

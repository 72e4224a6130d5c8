import { cards } from './cards'
import { common } from './common'
import { editor } from './editor'
import { gallery } from './gallery'
import { history } from './history'
import { lessons } from './lessons'
import { settings } from './settings'
import { shell } from './shell'
import { timeline } from './timeline'

export const en = { cards, common, editor, gallery, history, lessons, settings, shell, timeline }

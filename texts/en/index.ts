import { cards } from './cards'
import { common } from './common'
import { gallery } from './gallery'
import { history } from './history'
import { lessons } from './lessons'
import { settings } from './settings'
import { shell } from './shell'

export const en = { cards, common, gallery, history, lessons, settings, shell }

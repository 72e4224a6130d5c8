import { cards } from './cards'
import { gallery } from './gallery'
import { lessons } from './lessons'
import { settings } from './settings'
import { shell } from './shell'

export const en = { cards, gallery, lessons, settings, shell }

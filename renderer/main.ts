/** The page's start: asks main for what it needs, then draws. */
import '@fontsource-variable/inter'
import '@fontsource-variable/jetbrains-mono'
import './styles/tokens.css'
import './styles/base.css'
import { mount } from 'svelte'
import App from './App.svelte'
import { command } from './lab/client'
import { LabState } from './state/lab-state.svelte'
import { texts } from '../texts'

const welcome = await command('welcome', null)
// For who hears the page.
document.documentElement.lang = texts.common.locale
// index.html has it.
const target = document.getElementById('app') as HTMLElement
mount(App, { target, props: { lab: new LabState(welcome) } })

/** The page's start: asks main for what it needs, then draws. */
import '@fontsource-variable/inter'
import '@fontsource-variable/jetbrains-mono'
import './styles/tokens.css'
import './styles/base.css'
import { mount } from 'svelte'
import App from './App.svelte'
import { command } from './lab/client'
import { LabState } from './state/lab-state.svelte'

const welcome = await command('welcome', null)
// index.html has it.
const target = document.getElementById('app') as HTMLElement
mount(App, { target, props: { lab: new LabState(welcome) } })

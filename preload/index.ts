/** The bridge: one typed object on `window`, nothing else. */
import { contextBridge, ipcRenderer, webUtils, type IpcRendererEvent } from 'electron'
import {
  COMMAND_CHANNEL,
  DROPPED_CHANNEL,
  EVENT_CHANNELS,
  HEARD_CHANNEL,
  type Events,
  type LabBridge,
} from '../protocol/lab'

/** Events that come in batches, each of which is answered, so that main never gets ahead of the page. */
const ANSWERED: readonly (keyof Events)[] = ['console', 'telemetry']

const bridge: LabBridge = {
  command: (name, argument) => ipcRenderer.invoke(COMMAND_CHANNEL, name, argument),
  on(name, listener) {
    if (!Object.hasOwn(EVENT_CHANNELS, name)) throw new TypeError(`there is no event '${String(name)}'`)
    const channel = EVENT_CHANNELS[name]
    const hear = (_event: IpcRendererEvent, data: Parameters<typeof listener>[0]) => {
      try {
        listener(data)
      } finally {
        if (ANSWERED.includes(name)) ipcRenderer.send(HEARD_CHANNEL, name)
      }
    }
    ipcRenderer.on(channel, hear)
    return () => void ipcRenderer.off(channel, hear)
  },
  pathOfFile(file) {
    const path = webUtils.getPathForFile(file)
    // Only a file that a user dropped has a path: main may open it from now on.
    if (path !== '') ipcRenderer.send(DROPPED_CHANNEL, path)
    return path
  },
}

contextBridge.exposeInMainWorld('lab', bridge)

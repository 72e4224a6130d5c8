/** The bridge: one typed object on `window`, nothing else. */
import { contextBridge, ipcRenderer, webUtils, type IpcRendererEvent } from 'electron'
import { COMMAND_CHANNEL, DROPPED_CHANNEL, EVENT_CHANNELS, type LabBridge } from '../protocol/lab'

const bridge: LabBridge = {
  command: (name, argument) => ipcRenderer.invoke(COMMAND_CHANNEL, name, argument),
  on(name, listener) {
    const channel = EVENT_CHANNELS[name]
    if (channel === undefined) throw new Error(`there is no event '${String(name)}'`)
    const hear = (_event: IpcRendererEvent, data: Parameters<typeof listener>[0]) => listener(data)
    ipcRenderer.on(channel, hear)
    return () => ipcRenderer.off(channel, hear)
  },
  pathOfFile(file) {
    const path = webUtils.getPathForFile(file)
    // Only a file that a user dropped has a path: main may open it from now on.
    if (path !== '') ipcRenderer.send(DROPPED_CHANNEL, path)
    return path
  },
}

contextBridge.exposeInMainWorld('lab', bridge)

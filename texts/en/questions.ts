/** What is asked before something is lost. */
export const questions = {
  cancel: 'Cancel',
  unsaved: {
    label: 'Unsaved changes',
    title: (script: string) => `Save the changes to ${script}?`,
    text: 'They are lost otherwise.',
    save: 'Save',
    discard: "Don't save",
  },
  endScript: {
    label: 'End the run',
    title: (verb: string) => `${verb} the script itself?`,
    text: 'The run ends, and all its processes with it.',
    terminate: 'Terminate',
    kill: 'Kill',
  },
}

/** The editor of the script; `keys` let the Tab key move the focus, or make it indent again. */
export const editor = {
  region: 'Editor',
  languages: { typescript: 'TypeScript', python: 'Python' },
  unsaved: 'not saved yet',
  example: 'example, a copy to play with',
  lesson: 'of the lesson, a copy to change',
  kept: (day: string, script: string) => `as it was on ${day}, to be read; the script in the editor is ${script}`,
  keptLabel: 'Script of the kept run, to be read',
  dirty: 'Changes are not saved',
  notSaved: 'not saved',
  label: (keys: string) => `Script. ${keys} lets the Tab key move the focus.`,
  tabKey: 'Let the Tab key leave the editor',
  tabIndents: (keys: string) => `${keys}: Tab moves on`,
  tabMoves: (keys: string) => `Tab moves on · ${keys}: Tab indents`,
}

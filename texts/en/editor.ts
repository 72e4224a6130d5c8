/** The editor of the script; `keys` let the Tab key move the focus, or make it indent again. */
export const editor = {
  label: (keys: string) => `Script. ${keys} lets the Tab key move the focus.`,
  tabIndents: (keys: string) => `${keys}: Tab moves on`,
  tabMoves: (keys: string) => `Tab moves on · ${keys}: Tab indents`,
}

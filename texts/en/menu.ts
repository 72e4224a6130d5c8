/** The application menu, where it names a thing shorter than `actions` does, and the palette of commands. */
export const menu = {
  file: '&File',
  edit: '&Edit',
  run: '&Run',
  view: '&View',
  help: '&Help',
  open: 'Open…',
  openRecent: 'Open recent',
  saveAs: 'Save as…',
  nextProblem: 'Next problem',
  compare: 'Compare sizes',
  clearConsole: 'Clear console',
  commands: 'Commands',
  line: 'Line in the timeline',
  copyCosts: 'Copy costs',
  theme: 'Dark or light',
  zoomReset: 'First size',
  palette: {
    field: 'Command',
    example: 'Type the name of a command',
    noneFound: 'No command has these words in its name.',
  },
}

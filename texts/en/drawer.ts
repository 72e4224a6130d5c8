/** The pane below, and its tabs. */
export const drawer = {
  region: 'Output',
  tabs: {
    console: 'Console',
    problems: 'Problems',
    processes: 'Processes',
    sharing: 'Sharing',
    incidents: 'Incidents',
    selection: 'Selection',
    history: 'History',
  },
  incident: (process: string, says: string) => `Incident: ${process}: ${says}`,
}

/** The system's dialogs for files. */
export const files = {
  scripts: 'Scripts',
  python: 'Python scripts',
  reports: 'Reports',
  all: 'All files',
  scriptsOrReports: 'Scripts and reports',
  save: 'Save the script',
  format: 'This format',
  exportMany: (count: number) => `Export ${count} files`,
  exportHere: 'Export here',
  lessons: 'Folder of lessons',
  useLessons: 'Use these lessons',
}

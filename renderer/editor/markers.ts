/** The lab's complaints as marks in the text, and the type checker's marks as complaints for the list. */
import type { Problem } from '../problems/problem'
import { editors, MarkerSeverity } from './monaco'

type Model = editors.ITextModel

const OWNER = 'parallab'

/** Shows these problems at their lines; the type checker shows its own. */
export function markProblems(model: Model, problems: readonly Problem[]): void {
  const marks = problems.map(({ severity, message, line, column, process }): editors.IMarkerData => {
    const at = Math.min(Math.max(1, line), model.getLineCount())
    const word = model.getWordAtPosition({ lineNumber: at, column: Math.min(column, model.getLineMaxColumn(at)) })
    return {
      severity: severity === 'error' ? MarkerSeverity.Error : MarkerSeverity.Warning,
      message: process === null ? message : `${process}: ${message}`,
      startLineNumber: at,
      startColumn: word?.startColumn ?? Math.min(column, model.getLineMaxColumn(at)),
      endLineNumber: at,
      endColumn: word?.endColumn ?? model.getLineMaxColumn(at),
    }
  })
  editors.setModelMarkers(model, OWNER, marks)
}

/** What the type checker says of the text at present. */
export function typeProblems(model: Model, file: string): Problem[] {
  return editors
    .getModelMarkers({ resource: model.uri })
    .filter(({ owner, severity }) => owner !== OWNER && severity >= MarkerSeverity.Warning)
    .map(({ severity, message, startLineNumber, startColumn }) => ({
      source: 'types',
      severity: severity === MarkerSeverity.Error ? 'error' : 'warning',
      message,
      file,
      line: startLineNumber,
      column: startColumn,
      process: null,
    }))
}

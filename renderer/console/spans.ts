/** A line in pieces: plain, coloured by ANSI codes, or a place in a file. */
export interface Span {
  readonly text: string
  /** ANSI colour 0 to 15, or `null`. */
  readonly colour: number | null
  readonly bold: boolean
  readonly place: { readonly file: string; readonly line: number; readonly column: number } | null
}

// eslint-disable-next-line no-control-regex -- escape sequences begin with a control character
export const ESCAPE = /\u001b\[([0-9;]*)([A-Za-z])|\u001b\][^\u0007]*\u0007/g
/** Of JavaScript's stacks, and of Python's tracebacks, where Python's own library is none of the user's. */
const PLACE = /((?:file:\/\/)?[\w@./\\~+-]+\.[mc]?[jt]s):(\d+):(\d+)|File "((?!\/lib\/python)[^"]+\.py)", line (\d+)/g

export function spansOf(text: string): Span[] {
  const spans: Span[] = []
  let colour: number | null = null
  let bold = false
  let from = 0
  for (const code of text.matchAll(ESCAPE)) {
    spans.push(...places(text.slice(from, code.index), colour, bold))
    from = code.index + code[0].length
    if (code[2] !== 'm') continue
    for (const part of (code[1] ?? '').split(';').map(Number)) {
      if (part === 0) [colour, bold] = [null, false]
      else if (part === 1) bold = true
      else if (part === 22) bold = false
      else if (part === 39) colour = null
      else if (part >= 30 && part <= 37) colour = part - 30
      else if (part >= 90 && part <= 97) colour = part - 82
    }
  }
  return [...spans, ...places(text.slice(from), colour, bold)]
}

function places(text: string, colour: number | null, bold: boolean): Span[] {
  const spans: Span[] = []
  let from = 0
  for (const found of text.matchAll(PLACE)) {
    const [whole, file = '', line, column, pythonFile, pythonLine] = found
    if (found.index > from) spans.push({ text: text.slice(from, found.index), colour, bold, place: null })
    const place =
      pythonFile === undefined
        ? { file: file.replace(/^file:\/\//, ''), line: Number(line), column: Number(column) }
        : { file: pythonFile, line: Number(pythonLine), column: 1 }
    spans.push({ text: whole, colour, bold, place })
    from = found.index + whole.length
  }
  if (from < text.length) spans.push({ text: text.slice(from), colour, bold, place: null })
  return spans
}

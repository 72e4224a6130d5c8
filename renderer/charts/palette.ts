/** The colours of tokens.css as a canvas takes them, looked up once a theme. */
import { processColour, resolveColour } from '../process-colour'

export class Palette {
  private readonly element: Element
  private readonly known = new Map<string, string>()

  constructor(element: Element) {
    this.element = element
  }

  /** @param variable as `--line` */
  of(variable: string): string {
    let colour = this.known.get(variable)
    if (colour === undefined) this.known.set(variable, (colour = resolveColour(this.element, variable)))
    return colour
  }

  process(number: number): string {
    return this.of(processColour(number))
  }
}

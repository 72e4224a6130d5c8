/** Places of the compiled script, as processes note them, turned into places of the script as it was written. */
import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping'
import type { CompiledScript } from '../../protocol/compiled'
import type { Site, SiteIndex } from '../../protocol/telemetry'

/** Lines that the text which V8 evaluates has before the compiled script's first; see `utility/script.ts`. */
const LINES_BEFORE = 1
/** Longer lines than this are told apart no more. */
const COLUMNS = 2 ** 24

export class Sites {
  private readonly script: CompiledScript
  /** Parsed when the first place is asked for. */
  private map: TraceMap | undefined
  private readonly known = new Map<number, Site | null>()
  private named: Map<string, Site | null> | undefined

  constructor(script: CompiledScript) {
    this.script = script
  }

  /** @param line as V8 counts it, from 1; 0: unknown */
  at(line: number, column: number): Site | null {
    if (line === 0) return null
    const key = keyOf(line, column)
    let site = this.known.get(key)
    if (site === undefined) this.known.set(key, (site = this.find(line, column)))
    return site
  }

  /** Where the function of a name, or of a place, stands; `null` where several have the name. */
  ofFunction(name: string): Site | null {
    return this.functions.get(name) ?? null
  }

  /** A line says where it is. */
  get isOneFile(): boolean {
    return this.script.language === 'python' || this.parsed.sources.length === 1
  }

  /** For one batch, which names its places by number. */
  forBatch(): BatchSites {
    return new BatchSites(this)
  }

  /** By name where one function alone has it, and by place. */
  private get functions(): ReadonlyMap<string, Site | null> {
    if (this.named !== undefined) return this.named
    this.named = new Map()
    for (const { id, name, file, line, column } of this.script.places) {
      this.named.set(id, { file, line, column })
      if (name !== '') this.named.set(name, this.named.has(name) ? null : { file, line, column })
    }
    return this.named
  }

  private get parsed(): TraceMap {
    return (this.map ??= new TraceMap(this.script.map))
  }

  private find(line: number, column: number): Site | null {
    if (this.script.language === 'python') return { file: this.script.file, line, column }
    if (line <= LINES_BEFORE) return null
    const found = originalPositionFor(this.parsed, { line: line - LINES_BEFORE, column: Math.max(column - 1, 0) })
    return found.source === null ? null : { file: found.source, line: found.line, column: found.column + 1 }
  }
}

export class BatchSites {
  readonly sites: Site[] = []
  private readonly all: Sites
  private readonly indices = new Map<number | string, SiteIndex>()

  constructor(all: Sites) {
    this.all = all
  }

  /** @returns the place's number in this batch, -1 when it is not known */
  index(line: number, column: number): SiteIndex {
    if (line === 0) return -1
    return this.number(keyOf(line, column), () => this.all.at(line, column))
  }

  /** Of the function with a name. */
  ofFunction(name: string): SiteIndex {
    return this.number(name, () => this.all.ofFunction(name))
  }

  private number(key: number | string, find: () => Site | null): SiteIndex {
    const known = this.indices.get(key)
    if (known !== undefined) return known
    const site = find()
    const index = site === null ? -1 : this.sites.push(site) - 1
    this.indices.set(key, index)
    return index
  }
}

function keyOf(line: number, column: number): number {
  return line * COLUMNS + column
}

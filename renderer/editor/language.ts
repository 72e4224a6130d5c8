/** What the type checker knows: the compiler's options and the declarations of the library and of Node. */
import {
  javascriptDefaults,
  ModuleKind,
  ScriptTarget,
  typescriptDefaults,
} from 'monaco-editor/languages/features/typescript/register.js'

/** TypeScript's `moduleResolution: bundler` and `moduleDetection: force`, which Monaco's enums do not name. */
const BUNDLER = 100
const FORCE = 3

/** That something has no type: a script need not say it. */
const UNTYPED = [7005, 7006, 7008, 7010, 7011, 7015, 7016, 7017, 7018, 7019, 7022, 7023, 7024, 7025, 7031, 7034, 7053]

/** "Cannot find module": the compile step says it better, and knows the script's folder. */
const IGNORED = [2307, 2792]

let taught: Promise<void> | undefined

/** Fetches the declarations that the build made, once there is a script for them. */
export function teachLanguage(): Promise<void> {
  return (taught ??= teach())
}

async function teach(): Promise<void> {
  const answer = await fetch('./typings.json')
  const typings = (await answer.json()) as Record<string, string>
  const libs = Object.entries(typings).map(([filePath, content]) => ({ filePath, content }))
  for (const defaults of [typescriptDefaults, javascriptDefaults]) {
    defaults.setCompilerOptions({
      target: ScriptTarget.ESNext,
      module: ModuleKind.ESNext,
      moduleResolution: BUNDLER as never,
      moduleDetection: FORCE,
      lib: ['esnext'],
      types: [],
      strict: true,
      // So that the type of an array is told by what is put into it.
      noImplicitAny: true,
      noEmit: true,
      allowJs: true,
      allowImportingTsExtensions: true,
      resolveJsonModule: true,
      experimentalDecorators: false,
    })
    defaults.setDiagnosticsOptions({ diagnosticCodesToIgnore: [...IGNORED, ...UNTYPED] })
    defaults.setEagerModelSync(true)
    defaults.setExtraLibs(libs)
  }
}

/** The declarations that the editor knows: the library's own, made from its source, and Node's. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { root } from './paths.mjs'

const LIBRARY = 'file:///node_modules/multiprocessing/'
const AMBIENT = path.join('multiprocessing', 'import-meta.d.ts')

/** Writes one JSON object: path (`file:///…`) to text. */
export async function writeTypings(file) {
  const typings = {
    ...(await libraryTypings()),
    ...packageTypings('@types/node', ['ts5.6', 'ts5.7']),
    ...packageTypings('undici-types', []),
    [`file:///node_modules/${AMBIENT}`]: readFileSync(path.join(root, AMBIENT), 'utf8'),
  }
  writeFileSync(file, JSON.stringify(typings))
}

async function libraryTypings() {
  const { default: ts } = await import('typescript')
  const config = ts.readConfigFile(path.join(root, 'tsconfig.json'), ts.sys.readFile).config
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root)
  const program = ts.createProgram([path.join(root, 'multiprocessing', 'index.ts')], {
    ...options,
    noEmit: false,
    declaration: true,
    emitDeclarationOnly: true,
    stripInternal: true,
    rootDir: root,
    outDir: '/',
  })
  const typings = { [`${LIBRARY}index.d.ts`]: "export * from './multiprocessing/index'\n" }
  program.emit(undefined, (file, text) => (typings[`${LIBRARY}${file.slice(1)}`] = text))
  return typings
}

function packageTypings(name, without) {
  const folder = path.join(root, 'node_modules', name)
  const typings = {}
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name)
    const inside = path.relative(folder, file).split(path.sep).join('/')
    if (!entry.isFile() || !/\.d\.[mc]?ts$/.test(inside) || without.some((part) => inside.startsWith(`${part}/`)))
      continue
    typings[`file:///node_modules/${name}/${inside}`] = readFileSync(file, 'utf8')
  }
  return typings
}

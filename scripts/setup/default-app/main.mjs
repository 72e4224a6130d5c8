import { app } from 'electron'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import fs from 'node:fs'
import path from 'node:path'
const argv = process.argv.slice(1)
const require = createRequire(import.meta.url)
let target
for (let i = 0; i < argv.length; i++) {
  if (argv[i] === '-r' || argv[i] === '--require') {
    require(argv[++i])
    continue
  }
  if (argv[i].startsWith('-r')) continue
  if (argv[i].startsWith('-')) continue
  target = path.resolve(argv[i])
  break
}
let main = target
if (fs.statSync(target).isDirectory()) {
  const pkg = JSON.parse(fs.readFileSync(path.join(target, 'package.json'), 'utf8'))
  app.setAppPath(target)
  if (pkg.productName || pkg.name) app.setName(pkg.productName || pkg.name)
  if (pkg.version) app.setVersion?.(pkg.version)
  main = path.join(target, pkg.main || 'index.js')
}
await import(pathToFileURL(main).href)

/** What CPython would do at each name of the library: of its docstring, and of the table of conformance. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { root } from '../setup/paths.mjs'
import { conformancePage, readConformance } from './conformance.mjs'

export const answersFile = path.join(root, 'renderer', 'cpython', 'answers.json')

/** @param names of `publicNames` @returns the file: rows of the table, and for each name CPython's and the rows about it */
export function renderAnswers(names) {
  const rows = readConformance(readFileSync(conformancePage, 'utf8'))
  const known = new Set(names.flatMap(({ name, members }) => [name, ...members.map((member) => member.name)]))
  const entries = names.flatMap(({ name, comment, members }) => [
    [name, { cpython: originOf(comment), rows: rowsOf(rows, name, null, members) }],
    ...members
      .filter((member) => member.name !== 'constructor')
      .map((member) => [
        `${name}.${member.name}`,
        { cpython: ofMember(member, members, comment), rows: rowsOf(rows, name, member.name, members) },
      ]),
  ])
  const absent = rows.flatMap(({ verdict, says }, i) =>
    verdict !== 'absent' ? [] : calledIn(says).flatMap((name) => (known.has(name) ? [] : [[name, i]])),
  )
  const table = rows.map(({ says, verdict, why }) => [says, verdict, why])
  const json = { rows: table, names: Object.fromEntries(entries), absent: Object.fromEntries(absent) }
  return `${JSON.stringify(json)}\n`
}

/** CPython's name of it; `null`: it is only here; `''`: the docstring leaves it to what it is a part of. */
function originOf(comment) {
  const found = /CPython(?: 3\.\d+)?: (.+?)\.(?=\s|$)/s.exec(comment)
  if (found !== null) return found[1].replace(/\s+/g, ' ')
  const named = /CPython['’]s(?: \w+)? (`[^`]+`)/.exec(comment)
  if (named !== null) return named[1]
  return /\bCPython\b|\bHere:|[Oo]nly here/.test(comment) ? null : ''
}

function ofMember({ name, comment }, members, ofClass) {
  const twin = members.find((member) => `${member.name}Sync` === name)
  const own = originOf(comment === '' ? (twin?.comment ?? '') : comment)
  return own === '' ? originOf(ofClass) : own
}

/** A row is about the members that it calls, as `put()`; one that calls none about the whole. */
function rowsOf(rows, name, member, members) {
  const own = new Set(members.map((one) => one.name))
  const base = member?.replace(/Sync$/, '')
  return rows.flatMap(({ names, says, verdict }, i) => {
    if (verdict === 'absent') return []
    const called = calledIn(says)
    const ofName = names.includes(name) ? called.filter((one) => own.has(one)) : []
    if (member !== null) return ofName.includes(base) || ofName.includes(member) ? [i] : []
    return (names.includes(name) && ofName.length === 0) || called.includes(name) ? [i] : []
  })
}

function calledIn(says) {
  return [...says.matchAll(/(\w+)\(/g)].map(([, name]) => name)
}

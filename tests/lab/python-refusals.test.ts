/** What a Python script may get wrong, and what it cannot have in the lab: each says so as CPython does, or in a sentence. */
import { expect, test } from 'vitest'
import { runPython } from './parallab'

test('what the lab cannot give says so, and what to do instead', async () => {
  const { code, stdout, stderr } = await runPython(`
import importlib.util, multiprocessing, os, socket, subprocess

def told(act):
    try:
        act()
    except Exception as error:
        print(type(error).__name__, error, sep=': ')

told(lambda: __import__('numpy'))
told(lambda: __import__('sqlite3'))
told(lambda: __import__('xml.nothing'))
print(importlib.util.find_spec('numpy'))
told(lambda: multiprocessing.get_context('fork'))
told(lambda: multiprocessing.get_context('thread'))
told(lambda: subprocess.run(['ls']))
told(lambda: os.system('ls'))
told(lambda: socket.create_connection(('localhost', 80)))
print(multiprocessing.get_all_start_methods())
`)
  const lines = stdout.trimEnd().split('\n')
  expect({ code, stderr, lines }).toEqual({
    code: 0,
    stderr: '',
    lines: [
      "ModuleNotFoundError: No module named 'numpy'. Scripts of the lab have Python's standard library and the .py files beside them, no other packages",
      "ModuleNotFoundError: No module named 'sqlite3'. It needs a part of the operating system or a library in C that the lab's Python is without",
      "ModuleNotFoundError: No module named 'xml.nothing'",
      'None',
      "ValueError: cannot find context for 'fork': the lab's Python cannot copy a running process; use 'spawn', which every system has",
      "ValueError: cannot find context for 'thread'",
      ...Array<string>(2).fill(
        'OSError: [Errno 138] Scripts of the lab cannot start other programs; use multiprocessing.Process for work of your own',
      ),
      "OSError: [Errno 38] Scripts of the lab have no network; processes of one run reach each other by multiprocessing's Pipe, Queue, Listener or Client",
      "['spawn']",
    ],
  })
})

test('an error in a child, a target that cannot be pickled, a recursion without end are what CPython makes of them', async () => {
  const { code, stdout, stderr } = await runPython(`
import multiprocessing

def wrong(x):
    raise ValueError(f'bad {x}')

def deeper(n):
    return deeper(n + 1)

if __name__ == '__main__':
    child = multiprocessing.Process(target=wrong, args=(1,))
    child.start()
    child.join()
    print(child.exitcode)
    try:
        multiprocessing.Process(target=lambda: 1).start()
    except Exception as error:
        print(type(error).__name__)
    try:
        deeper(0)
    except RecursionError as error:
        print('RecursionError')
    with multiprocessing.Pool(1) as pool:
        try:
            pool.map(wrong, [3])
        except ValueError as error:
            print(error, '"""' in str(error.__cause__))
`)
  expect({ code, stdout }).toEqual({ code: 0, stdout: '1\nPicklingError\nRecursionError\nbad 3 True\n' })
  expect(stderr).toContain('Process Process-1:\nTraceback (most recent call last):\n')
  expect(stderr).toContain('ValueError: bad 1\n')
})

test('a script that starts itself is told of the main guard, and ends', async () => {
  const { code, stdout, stderr } = await runPython(`
import multiprocessing

child = multiprocessing.Process(target=print)
child.start()
child.join()
print('exit code', child.exitcode)
`)
  expect({ code, stdout }).toEqual({ code: 0, stdout: 'exit code 1\n' })
  expect(stderr).toContain("if __name__ == '__main__':")
})

test('a syntax error is said as CPython says it', async () => {
  const { code, stderr } = await runPython('import os\nprint("a"\nx = 1\n')
  expect(code).toBe(1)
  expect(stderr).toMatch(
    / {2}File ".*script\.py", line 2\n {4}print\("a"\n {9}\^\nSyntaxError: '\(' was never closed\n$/,
  )
})

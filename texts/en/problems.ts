/** What is wrong with the script. */
export const problems = {
  empty: 'No problems. What the compiler, the type checker or a run complains about appears here.',
  sources: { compile: 'compiler', types: 'types', run: 'run' },
  severities: { error: 'error:', warning: 'warning:' },
}

import js from '@eslint/js'
import svelte from 'eslint-plugin-svelte'
import globals from 'globals'
import ts from 'typescript-eslint'

/** Attributes that a user reads or hears. */
const SPOKEN =
  '/^(title|label|text|unit|placeholder|alt|button|aria-label|aria-description|aria-roledescription|aria-valuetext)$/'
/** Code and keys are the same in every language. */
const SILENT = 'SvelteStyleElement, SvelteScriptElement, SvelteElement[name.name=/^(code|kbd)$/]'
const PLACE = 'Texts stand in texts/, one place for every language.'
/** Three words in a row that are neither SQL, known by its words in capitals, nor a script. */
const SQL = 'SELECT|INSERT|UPDATE|DELETE|CREATE|ALTER|PRAGMA|FROM|WHERE|ORDER|NULL|VALUES'
const SENTENCE = `/^(?!\\s*(import|from) |[^]*\\b(${SQL})\\b)[^]*\\p{L}{2}\\S* \\p{L}{2,} \\p{L}{2}/u`
/** What a function of C is like, and errors of who calls a function wrongly, which no user gets to see. */
const TECHNICAL = 'CallExpression[callee.property.name="func"], NewExpression[callee.name=/^(Type|Range)Error$/]'
const SENTENCES = [
  { selector: `:not(${TECHNICAL}) > Literal[value=${SENTENCE}]`, message: PLACE },
  { selector: `:not(${TECHNICAL}) > TemplateLiteral > TemplateElement[value.raw=${SENTENCE}]`, message: PLACE },
]
const KEY = '/\\b(Ctrl|Control|Cmd|Command|Shift|Alt)\\+|\\bF\\d{1,2}\\b/'
const KNOWN = 'Keys come from texts/keys, which knows them and the system.'

export default ts.config(
  { ignores: ['out/', 'node_modules/', 'test-results/', '.setup/'] },
  js.configs.recommended,
  ...ts.configs.recommended,
  ...svelte.configs['flat/recommended'],
  {
    languageOptions: { globals: { ...globals.node, ...globals.browser } },
    rules: {
      'no-undef': 'off', // the type checker knows better
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'prefer-const': ['error', { destructuring: 'all' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'off',
      'svelte/no-navigation-without-resolve': 'off',
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser } },
    rules: { 'prefer-const': 'off' },
  },
  {
    files: ['renderer/**/*.svelte'],
    rules: {
      'no-restricted-syntax': [
        'error',
        { selector: `:not(${SILENT}) > SvelteText[value=/\\p{L}{2}/u]`, message: PLACE },
        ...SENTENCES,
        { selector: `SvelteAttribute[key.name=${SPOKEN}] > SvelteLiteral[value=/\\p{L}{2}/u]`, message: PLACE },
      ],
    },
  },
  {
    files: ['{main,preload,renderer,analysis,figures,protocol}/**/*.ts'],
    // Samples for tests, a style sheet, and what a page of another making asked for, which is told to that page.
    ignores: ['**/*.test.ts', '**/sample.ts', 'main/report/style.ts', 'main/window/commands.ts'],
    rules: { 'no-restricted-syntax': ['error', ...SENTENCES] },
  },
  {
    files: ['texts/*/**/*.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        { selector: `:not(CallExpression[callee.name="shown"]) > Literal[value=${KEY}]`, message: KNOWN },
        { selector: `TemplateElement[value.raw=${KEY}]`, message: KNOWN },
      ],
    },
  },
  { files: ['**/*.cjs'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
)

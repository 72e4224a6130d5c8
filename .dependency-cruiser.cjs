/** The rooms and what each may import; ARCHITECTURE.md shows the same table. */
const rooms = {
  protocol: [],
  texts: ['protocol'],
  multiprocessing: ['protocol'],
  utility: ['multiprocessing', 'protocol'],
  python: ['multiprocessing', 'protocol', 'utility'],
  preload: ['protocol'],
  analysis: ['protocol', 'texts'],
  figures: ['analysis', 'protocol', 'texts'],
  renderer: ['figures', 'analysis', 'protocol', 'texts'],
  main: ['figures', 'analysis', 'protocol', 'texts'],
}

/** Files that read the run's segment and so share its layout with the library. */
const readsSegment = '^main/(runs/|cli/doctor)'

module.exports = {
  forbidden: [
    ...Object.entries(rooms).map(([room, allowed]) => ({
      name: `room-${room}`,
      severity: 'error',
      from: { path: `^${room}/`, ...(room === 'main' ? { pathNot: readsSegment } : {}) },
      to: {
        path: `^(${Object.keys(rooms).join('|')}|tests|benchmarks|scripts)/`,
        pathNot: `^(${[room, ...allowed].join('|')})/`,
      },
    })),
    {
      name: 'room-main-reads-the-segment',
      comment: 'Measurement and supervision read the shared segment: its layout is the library’s, wherever it stands.',
      severity: 'error',
      from: { path: readsSegment },
      to: {
        path: '^((utility|python|preload|renderer|tests|benchmarks|scripts)/|multiprocessing/(?!segment/|[a-z-]+/layout\\.ts$))',
      },
    },
    {
      name: 'the-window-is-on-top',
      comment: 'A run, its history and what is exported know of no window: the command line has them, too.',
      severity: 'error',
      from: { path: '^main/(runs|sweep|compile|history|export|report|lessons)/' },
      to: { path: '^main/(window|cli)/' },
    },
    {
      name: 'a-language-stands-behind-texts',
      severity: 'error',
      from: { pathNot: '^texts/' },
      to: { path: '^texts/(en/|language\\.ts$)' },
    },
    {
      name: 'the-page-has-its-own-texts',
      comment: 'What only main says would be loaded for nothing.',
      severity: 'error',
      from: { path: '^(renderer|analysis|figures)/' },
      to: { path: '^texts/main\\.ts$' },
    },
    {
      name: 'command-line-beside-window',
      comment: 'What both need stands above them, in main/.',
      severity: 'error',
      from: { path: '^main/(cli|window)/' },
      to: { path: '^main/(cli|window)/', pathNot: '^main/$1/' },
    },
    {
      name: 'electron-belongs-to-main-and-preload',
      severity: 'error',
      from: { path: '^(renderer|multiprocessing|analysis|figures|protocol|texts)/' },
      to: { path: '(^|node_modules/)electron(/|$)' },
    },
    {
      name: 'the-page-has-no-node',
      severity: 'error',
      from: { path: '^(renderer|analysis|figures|protocol|texts)/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'no-circles',
      comment: 'Components that show a tree are allowed to show themselves.',
      severity: 'error',
      from: { pathNot: '^renderer/lessons/(Markdown|Inline)\\.svelte$' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(\\.test\\.ts$|\\?worker$)' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.svelte', '.mjs', '.js'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'types'],
    },
  },
}

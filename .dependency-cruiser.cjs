// Who may import whom (docs/architecture.md). A room's rule forbids everything of ours that it does not list.

/** One rule per room: it may import itself and `allowed`, besides packages and Node's own modules. */
const room = (name, folder, allowed) => ({
  name: `${name}-imports`,
  comment: `${folder} may import only itself${allowed.length ? ` and ${allowed.join(', ')}` : ''}`,
  severity: 'error',
  from: { path: `^${folder}/` },
  to: {
    path: '^(core|simulator|cli|electron|renderer|messages|shared|test|scripts)/',
    pathNot: [folder, ...allowed].map((path) => `^${path}/`),
  },
})

/** A package that only one place may know. */
const onlyIn = (name, packages, places) => ({
  name: `${name}-only-there`,
  comment: `${packages} may be imported only by ${places.join(', ')}`,
  severity: 'error',
  from: { pathNot: places.map((place) => `^${place}`) },
  to: { path: `(^|/)node_modules/(${packages})/` },
})

module.exports = {
  forbidden: [
    room('core', 'core', ['shared', 'messages']),
    room('simulator', 'simulator', []),
    room('cli', 'cli', ['core', 'simulator', 'shared', 'messages']),
    room('main', 'electron/main', [
      ...['core', 'simulator', 'electron/contract'],
      ...['shared', 'messages'],
    ]),
    room('preload', 'electron/preload', ['electron/contract']),
    room('contract', 'electron/contract', ['core', 'shared', 'messages']),
    room('renderer', 'renderer', ['electron/contract', 'shared', 'messages']),
    room('shared', 'shared', ['core/model', 'messages']),
    room('messages', 'messages', []),
    {
      name: 'contract-takes-types-from-core',
      comment: 'the contract crosses the bridge: of core it may know types, never code',
      severity: 'error',
      from: { path: '^(electron/contract|shared)/' },
      to: { path: '^core/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'renderer-takes-types-from-contract',
      comment: 'schemas (zod) and other code of the contract stay in main',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { path: '^electron/contract/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'preload-is-pure',
      comment: 'the sandboxed preload has electron and the pure part of the contract, nothing else',
      severity: 'error',
      from: { path: '^electron/preload/' },
      to: {
        dependencyTypesNot: ['type-only'],
        pathNot: ['^electron/(preload|contract)/', '(^|/)node_modules/electron/'],
      },
    },
    {
      name: 'no-node-in-renderer',
      comment: 'the renderer is a web page',
      severity: 'error',
      from: { path: '^(renderer|messages|shared)/' },
      to: { dependencyTypes: ['core'] },
    },
    onlyIn('electron', 'electron', ['electron/']),
    onlyIn('got', 'got', ['core/klavi/http/']),
    onlyIn('libsql', 'libsql', ['core/journal/']),
    onlyIn('keytar', 'keytar', ['core/vault/']),
    onlyIn('svelte', 'svelte', ['renderer/', 'node_modules/', 'test/']),
    {
      name: 'no-circular',
      comment: 'a circle has no order in which it could be read or started',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'resolvable',
      comment: 'an import that leads nowhere',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'no-dev-packages-from-nowhere',
      comment: 'a package that package.json does not name',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
  ],
  options: {
    doNotFollow: { path: ['node_modules', '^messages/generated'] },
    exclude: { path: ['^out/', '^dist/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['svelte', 'import', 'require', 'node', 'default'],
      mainFields: ['svelte', 'module', 'main', 'types'],
      extensions: ['.ts', '.js', '.mjs', '.cjs', '.svelte', '.json'],
    },
  },
}

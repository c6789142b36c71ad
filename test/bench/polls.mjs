// node test/bench/polls.mjs [SECONDS] [WATCHES]: a soak of the poll engine. Watches payments every 3 s against a server in a
// process of its own, through the whole core: HTTP, redaction, journal, events. Prints how late polls left, what they cost
// and whether memory grew; nothing is asserted.
import { fork } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

if (process.argv[2] === 'serve') serve()
else await soak(Number(process.argv[2] ?? 60), Number(process.argv[3] ?? 1_000))

function serve() {
  const expires = Math.floor(Date.now() / 1_000) + 86_400
  const server = createServer((request, response) => {
    const body = request.url.endsWith('/auth')
      ? { accessToken: 'an-opaque-token-of-the-bench', expireIn: expires }
      : { id: request.url.split('/').at(-2), status: 'PAYMENT_PENDING', amount: '4800' }
    request.resume()
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  })
  server.keepAliveTimeout = 60_000
  process.on('message', () => {
    const { user, system } = process.cpuUsage()
    process.send((user + system) / 1_000)
  })
  server.listen(0, '127.0.0.1', () => process.send(server.address().port))
}

/** Milliseconds of processor time that the server has used. */
function serverCpu(child) {
  child.send('cpu')
  return new Promise((resolve) => child.once('message', resolve))
}

async function soak(seconds, watches) {
  const [
    { createWorkbench },
    { systemClock, systemRandom },
    { createSessionVault },
    { openSettings },
    { default: Conf },
  ] = await Promise.all([
    import('../../core/workbench.ts'),
    import('../../core/system.ts'),
    import('../../core/vault/session-vault.ts'),
    import('../../core/settings/open-settings.ts'),
    import('conf'),
  ])
  const child = fork(fileURLToPath(import.meta.url), ['serve'])
  const port = await new Promise((resolve) => child.once('message', resolve))
  const folder = mkdtempSync(join(tmpdir(), 'klavi-tester-bench-'))
  const { port: settings } = await openSettings({
    folder,
    createStore: async () => new Conf({ cwd: folder, configName: 'settings' }),
  })
  const bench = await createWorkbench({
    profileFolder: folder,
    clock: systemClock,
    random: systemRandom,
    settings,
    vault: createSessionVault({ reason: 'no-bus' }),
    simulator: { ensure: () => Promise.reject(new Error('none')), close: async () => {} },
    runtimeTrusted: true,
    owner: `bench:${process.pid}`,
    userAgent: 'klavi-tester/bench',
    extraEnvironment: {
      id: 'bench',
      kind: 'custom',
      name: 'Bench',
      origin: `http://127.0.0.1:${port}`,
      prefix: '/payment/customer/v1',
      dialect: 'g1',
      exchange: { tokenPolicy: 'reuse' },
    },
  })
  await bench.credentials.save('bench', {
    accessKey: 'bench-access',
    secretKey: 'bench-secret-key',
  })

  const late = []
  const due = new Map()
  let polls = 0
  bench.subscribe((name, payload) => {
    if (name !== 'observation') return
    const at = Date.parse(payload.at)
    const expected = due.get(payload.localId)
    if (expected !== undefined) late.push(Math.max(0, at - payload.latencyMs - expected))
    due.set(payload.localId, at + (payload.nextPollMs ?? 0))
    polls += 1
  })
  for (let index = 0; index < watches; index += 1) {
    const { localId } = bench.watch.adoptForeign('bench', `payment-${index}`)
    bench.watch.start(localId, { intervalMs: 3_000, timeoutMs: 86_400_000 })
  }
  // The first round leaves at once; what counts is what follows.
  await new Promise((resolve) => setTimeout(resolve, 6_000))
  late.length = 0
  polls = 0
  globalThis.gc?.()
  const memory = process.memoryUsage().rss
  const cpu = process.cpuUsage()
  const begun = performance.now()
  const server = await serverCpu(child)
  const sizes = []
  const weigh = setInterval(() => {
    globalThis.gc?.()
    sizes.push(process.memoryUsage())
  }, 15_000)
  await new Promise((resolve) => setTimeout(resolve, seconds * 1_000))
  clearInterval(weigh)
  const used = process.cpuUsage(cpu)
  const elapsed = performance.now() - begun
  late.sort((a, b) => a - b)
  const at = (share) => late[Math.min(late.length - 1, Math.floor(late.length * share))] ?? 0
  console.log(`${watches} watches, ${polls} polls in ${(elapsed / 1_000).toFixed(0)} s`)
  console.log(`late: median ${at(0.5)} ms, p99 ${at(0.99)} ms, most ${at(1)} ms`)
  console.log(
    `CPU: ${(((used.user + used.system) / 1_000 / elapsed) * 100).toFixed(1)} % of a core`,
  )
  console.log(`a poll: ${((used.user + used.system) / polls / 1_000).toFixed(2)} ms`)
  const served = (await serverCpu(child)) - server
  console.log(`the server besides, in its own process: ${((served / elapsed) * 100).toFixed(1)} %`)
  const mebibytes = (name) => sizes.map((size) => (size[name] / 2 ** 20).toFixed(0)).join(', ')
  console.log(`memory every 15 s: ${mebibytes('rss')} MiB, of it objects ${mebibytes('heapUsed')}`)
  console.log(`memory: ${((process.memoryUsage().rss - memory) / 2 ** 20).toFixed(1)} MiB more`)
  child.kill()
  await bench.close()
  rmSync(folder, { recursive: true, force: true })
}

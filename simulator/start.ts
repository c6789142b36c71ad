import { buildSandbox } from './build-sandbox.ts'
import { localControl } from './control/local-control.ts'
import { pagesApp, sandboxApp } from './http/app.ts'
import type { Listener } from './http/listener.ts'
import { LOOPBACK, listen } from './http/listener.ts'
import { requestHandler } from './http/request-handler.ts'
import type { Simulator, SimulatorOptions } from './options.ts'
import { openPaymentBook } from './payments/payment-book.ts'
import type { Sandbox } from './sandbox.ts'
import type { ServerCertificate } from './state/certificate.ts'
import { faultCertificates, serverCertificate } from './state/certificate.ts'
import type { Identity } from './state/identity.ts'
import { createIdentity, makeIdentity, readIdentity, writeIdentity } from './state/identity.ts'
import { readKeptControl } from './state/kept-control.ts'
import { ensurePrivateFolder } from './state/private-file.ts'
import { isSimulatorRunning } from './state/running.ts'

type Scheme = 'http' | 'https'

function portTaken(port: number): Error {
  const error = new Error(`the simulator of this folder already runs at port ${port}`)
  return Object.assign(error, { code: 'EADDRINUSE' })
}

/**
 * The folder's identity with its port bound: the bound port is the lock that keeps two programs
 * from writing one folder. Throws EADDRINUSE when another holds it.
 */
async function bind(
  options: SimulatorOptions,
  scheme: Scheme,
): Promise<{ identity: Identity; listener: Listener }> {
  const { folder } = options
  const identity = await readIdentity(folder)
  if (identity) {
    const port = options.port ?? identity.port
    // At another port than the last run's, the bind alone would not notice a running one.
    if (port !== identity.port && (await isSimulatorRunning(folder))) {
      throw portTaken(identity.port)
    }
    return { identity, listener: await listen(port, scheme) }
  }
  const listener = await listen(options.port ?? 0, scheme)
  const made = { ...makeIdentity(), port: listener.port, tls: scheme === 'https' }
  if (await createIdentity(folder, made)) return { identity: made, listener }
  // Another process was first: its port now stands in the folder.
  await listener.close()
  return bind(options, scheme)
}

/** Binds the page port of the last run, or any other: only links already handed out suffer. */
async function listenForPages(port: number): Promise<Listener> {
  try {
    return await listen(port, 'http')
  } catch {
    return listen(0, 'http')
  }
}

/** Shows a new connection the certificate that the fault rules ask for, else the good one. */
async function presentCertificates(
  listener: Listener,
  sandbox: Sandbox,
  good: ServerCertificate,
): Promise<void> {
  const bad = await faultCertificates(sandbox.folder)
  let shown: string | null = null
  listener.onConnection(() => {
    const problem = bad && sandbox.faults.certificate(sandbox.now())
    if (problem === shown) return
    shown = problem
    listener.useCertificate(bad && problem ? bad[problem] : good)
  })
}

/**
 * Starts the sandbox of a folder on loopback. Rejects with code EADDRINUSE when the port is
 * taken (by this folder's own simulator or by a stranger: see `isSimulatorRunning`), and with a
 * RangeError for an unknown recipe.
 */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const scheme: Scheme = options.tls === false ? 'http' : 'https'
  await ensurePrivateFolder(options.folder)
  const { identity: found, listener } = await bind(options, scheme)
  const open: { close(): Promise<void> }[] = [listener]
  try {
    const before = await readKeptControl(options.folder)
    const pages = scheme === 'https' ? await listenForPages(found.pagePort) : listener
    if (pages !== listener) open.push(pages)
    const identity: Identity = {
      ...found,
      port: listener.port,
      pagePort: pages === listener ? found.pagePort : pages.port,
      tls: scheme === 'https',
      dialect: options.dialect ?? before.settings.dialect ?? 'g1',
      seed: options.seed ?? found.seed,
    }
    if (JSON.stringify(identity) !== JSON.stringify(found)) {
      await writeIdentity(options.folder, identity)
    }
    const trust =
      scheme === 'https' ? await serverCertificate(options.folder, Date.now()) : undefined
    if (trust) listener.useCertificate(trust)
    const book = await openPaymentBook(options.folder)
    const origins = {
      api: `${scheme}://${LOOPBACK}:${listener.port}`,
      pages: `http://${LOOPBACK}:${pages.port}`,
    }
    open.push(book)
    const sandbox = await buildSandbox(options, { identity, before, book, listener, origins })
    const endTimer = { close: async () => clearTimeout(sandbox.hold?.timer) }
    open.splice(-1, 0, endTimer, sandbox.webhooks, sandbox.kept)
    if (trust) await presentCertificates(listener, sandbox, trust)
    serve(sandbox, listener, pages, scheme)
    return {
      url: origins.api,
      port: listener.port,
      pageUrl: origins.pages,
      ...(trust && { caFile: trust.caFile, ca: trust.ca }),
      accessKey: identity.accessKey,
      secretKey: identity.secretKey,
      dialect: identity.dialect,
      instanceId: identity.instanceId,
      control: localControl(sandbox),
      subscribe: (hear) => sandbox.requests.subscribe(hear),
      close: () => closeAll(open),
    }
  } catch (error) {
    await closeAll(open)
    throw error
  }
}

function serve(sandbox: Sandbox, listener: Listener, pages: Listener, scheme: Scheme): void {
  const onRequest = sandbox.requests.add
  const { now } = sandbox
  const alone = pages === listener
  const app = sandboxApp(sandbox, alone)
  listener.serve(requestHandler({ app, scheme, port: listener.port, now, onRequest }))
  if (alone) return
  const forBrowsers = { app: pagesApp(sandbox), scheme: 'http', port: pages.port } as const
  pages.serve(requestHandler({ ...forBrowsers, now, onRequest }))
}

/** In order of opening: listeners first, so that no request finds a closed book. */
async function closeAll(open: { close(): Promise<void> }[]): Promise<void> {
  for (const it of open.splice(0)) await it.close()
}

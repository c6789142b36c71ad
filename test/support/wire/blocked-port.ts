import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'

const program = `
  const server = require('node:net').createServer()
  server.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
    require('node:fs').writeSync(1, String(server.address().port))
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
  })`

/**
 * A port on loopback to which connecting neither succeeds nor fails: its program never accepts anything, and the queue
 * of the system is full. Undefined where the system answers all the same (others than Linux).
 */
export async function blockedPort(): Promise<number | undefined> {
  const child = spawn(process.execPath, ['-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
  })
  const fillers: Socket[] = []
  onTestFinished(() => {
    for (const socket of fillers) socket.destroy()
    child.kill('SIGKILL')
  })
  const [text] = (await once(child.stdout, 'data')) as [Buffer]
  const port = Number(text.toString())
  for (let tries = 0; tries < 10; tries += 1) {
    const socket = connect({ port, host: '127.0.0.1' })
    fillers.push(socket)
    socket.on('error', () => {})
    const connected = await Promise.race([
      once(socket, 'connect').then(() => true),
      new Promise<false>((late) => setTimeout(() => late(false), 500)),
    ])
    if (!connected) return port
  }
  return undefined
}

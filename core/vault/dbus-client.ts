import { connect } from 'node:net'
import type { Socket } from 'node:net'
import { decodeMessage, encodeCall, messageLength } from './dbus-wire.ts'
import type { BusCall, BusMessage } from './dbus-wire.ts'

const METHOD_RETURN = 2
const ERROR = 3
const BUS = 'org.freedesktop.DBus'

/** An error reply of the bus or of a service on it, e.g. `org.freedesktop.DBus.Error.ServiceUnknown`. */
export class BusError extends Error {
  override readonly name: string

  constructor(errorName: string, text: string) {
    super(text === '' ? errorName : `${errorName}: ${text}`)
    this.name = errorName
  }
}

export interface BusClient {
  /** First value of the reply. Rejects with BusError, or Error once the connection is lost. */
  call(call: BusCall): Promise<BusMessage['value']>
  /** Whether somebody owns a well-known name right now; starts nobody. */
  hasOwner(name: string): Promise<boolean>
  close(): void
}

/**
 * Connects to a session bus and says Hello. Everything is done with node:net, so that a bus which
 * accepts and never answers leaves this process responsive; waiting has no limit here.
 */
export async function connectBus(socketPath: string): Promise<BusClient> {
  const socket = await open(socketPath)
  const waiting = new Map<
    number,
    { resolve(value: BusMessage['value']): void; reject(error: Error): void }
  >()
  let lost: Error | undefined
  let serial = 0
  let data = Buffer.alloc(0)

  function lose(error: Error): void {
    lost ??= error
    for (const call of waiting.values()) call.reject(lost)
    waiting.clear()
    socket.destroy()
  }
  function hear(message: BusMessage): void {
    const call = waiting.get(message.replySerial ?? 0)
    if (!call || (message.type !== METHOD_RETURN && message.type !== ERROR)) return
    waiting.delete(message.replySerial ?? 0)
    if (message.type === METHOD_RETURN) return call.resolve(message.value)
    call.reject(new BusError(message.errorName ?? 'unnamed error', String(message.value ?? '')))
  }
  function take(chunk: Buffer): void {
    data = Buffer.concat([data, chunk])
    for (;;) {
      const length = messageLength(data)
      if (length === undefined || data.length < length) return
      hear(decodeMessage(data.subarray(0, length)))
      data = data.subarray(length)
    }
  }
  function call(what: BusCall): Promise<BusMessage['value']> {
    if (lost) return Promise.reject(lost)
    return new Promise((resolve, reject) => {
      waiting.set(++serial, { resolve, reject })
      socket.write(encodeCall(what, serial))
    })
  }
  const askBus = (member: string, ...args: string[]): Promise<BusMessage['value']> =>
    call({ destination: BUS, path: '/org/freedesktop/DBus', interface: BUS, member, args })

  socket.on('error', lose)
  socket.on('close', () => lose(new Error('The session bus closed the connection')))
  await authenticate(socket)
  socket.on('data', (chunk: Buffer) => {
    try {
      take(chunk)
    } catch (error) {
      lose(error as Error)
    }
  })
  await askBus('Hello')
  return {
    call,
    hasOwner: async (name) => (await askBus('NameHasOwner', name)) === true,
    close: () => lose(new Error('The connection to the session bus was closed')),
  }
}

function open(socketPath: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(socketPath)
    socket.once('error', reject)
    socket.once('connect', () => {
      socket.off('error', reject)
      resolve(socket)
    })
  })
}

/** The EXTERNAL mechanism: the kernel tells the bus who we are (D-Bus Specification, "Authentication"). */
function authenticate(socket: Socket): Promise<void> {
  return new Promise((resolve, reject) => {
    let line = ''
    const hear = (chunk: Buffer): void => {
      line += chunk.toString('latin1')
      if (!line.includes('\r\n')) return
      socket.off('data', hear)
      socket.off('close', gone)
      if (!line.startsWith('OK ')) return reject(new Error(`The session bus said ${line.trim()}`))
      // Nothing else can have arrived: the bus speaks only when it was asked.
      socket.write('BEGIN\r\n')
      resolve()
    }
    const gone = (): void => reject(new Error('The session bus closed the connection'))
    socket.on('data', hear)
    socket.once('close', gone)
    const uid = Buffer.from(String(process.getuid?.() ?? 0)).toString('hex')
    socket.write(`\0AUTH EXTERNAL ${uid}\r\n`)
  })
}

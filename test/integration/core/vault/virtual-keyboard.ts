import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import type { Socket } from 'node:net'
import { firstLine } from './keyring-session.ts'

/** An X display without a screen, and somebody who types on it. */
export interface VirtualDisplay {
  /** e.g. `:5`. */
  name: string
  /** Presses and releases keys, by X keycode. */
  type(...keycodes: number[]): Promise<void>
  end(): Promise<void>
}

export const KEY = { escape: 9, enter: 36, t: 28, e: 26, s: 39 } as const

const QUERY_EXTENSION = 98
const FAKE_INPUT = 2
const PRESS = 2
const RELEASE = 3

/** Starts Xvfb on a free display. Keys are sent by its XTEST extension, as a real keyboard's would come. */
export async function startDisplay(): Promise<VirtualDisplay> {
  const args = ['-displayfd', '1', '-screen', '0', '800x600x24', '-nolisten', 'tcp']
  const server = spawn('Xvfb', args, { stdio: ['ignore', 'pipe', 'ignore'] })
  const number = await firstLine(server)
  const socket = connect(`/tmp/.X11-unix/X${number}`)
  // Connection set-up: little-endian, protocol 11.0, no authorisation.
  socket.write(Buffer.from([0x6c, 0, 11, 0, 0, 0, 0, 0, 0, 0, 0, 0]))
  const head = await read(socket, 8)
  if (head[0] !== 1) throw new Error('The X server refused the connection')
  await read(socket, head.readUInt16LE(6) * 4)
  socket.write(
    Buffer.from([QUERY_EXTENSION, 0, 4, 0, 5, 0, 0, 0, ...Buffer.from('XTEST'), 0, 0, 0]),
  )
  const xtest = (await read(socket, 32)).readUInt8(9)

  const send = (type: number, keycode: number): void => {
    const request = Buffer.alloc(36)
    request.set([xtest, FAKE_INPUT, 9, 0, type, keycode])
    socket.write(request)
  }
  return {
    name: `:${number}`,
    type: async (...keycodes) => {
      for (const keycode of keycodes) {
        send(PRESS, keycode)
        send(RELEASE, keycode)
      }
    },
    end: async () => {
      const ended = once(server, 'exit')
      socket.destroy()
      server.kill()
      await ended
    },
  }
}

async function read(socket: Socket, length: number): Promise<Buffer> {
  for (;;) {
    const data = socket.read(length) as Buffer | null
    if (data) return data
    await once(socket, 'readable')
  }
}

import { Agent, type ClientRequestArgs } from 'node:http'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { connect, type Attempt, type Connection, type Route } from './connect.ts'

/** Under this name a request carries its Attempt to the agent. */
export const attemptOf = Symbol('attempt')

type Options = ClientRequestArgs & { [attemptOf]?: Attempt }

const connections = new WeakMap<Socket, Connection>()

/** What is known of a socket that a ConnectionAgent made. */
export const connectionOf = (socket: Socket): Connection | undefined => connections.get(socket)

/**
 * Node's pool of kept-alive connections, over connections that are opened by connect.ts. It has no limit of its own:
 * with one, a connection that was opened for one request could go to another, and its signal with it (see slots.ts).
 */
export class ConnectionAgent extends Agent {
  readonly protocol: 'http:' | 'https:'
  readonly defaultPort: number
  readonly #route: Pick<Route, 'proxy' | 'trust'>

  constructor(route: Pick<Route, 'proxy' | 'trust'>) {
    super({ keepAlive: true })
    this.#route = route
    this.protocol = route.trust === undefined ? 'http:' : 'https:'
    this.defaultPort = route.trust === undefined ? 80 : 443
  }

  override createConnection(
    options: Options,
    callback?: (error: Error | null, socket: Duplex) => void,
  ): undefined {
    const { host, port, [attemptOf]: attempt } = options
    if (attempt === undefined) throw new Error('a request without its attempt')
    const target = { host: host ?? 'localhost', port: Number(port ?? this.defaultPort) }
    connect({ ...this.#route, ...target }, attempt).then(
      (connection) => {
        connections.set(connection.socket, connection)
        callback?.(null, connection.socket)
      },
      (fault: Error) => callback?.(fault, undefined as never),
    )
  }

  /**
   * Begins a request; where it is to be fresh, as if no connection were idle. Node picks the connection while the request
   * is made, so that nobody else misses the idle ones meanwhile.
   */
  withoutIdle<T>(fresh: boolean, begin: () => T): T {
    if (!fresh) return begin()
    const idle = this.freeSockets as Record<string, unknown>
    const kept = { ...idle }
    for (const name of Object.keys(idle)) delete idle[name]
    try {
      return begin()
    } finally {
      Object.assign(idle, kept)
    }
  }
}

import type {
  ChildChannel,
  KeychainReport,
  KeychainRequest,
} from '../../../../core/vault/keychain-protocol.ts'

/** A keychain child that does only what a test tells it. */
export interface FakeChild {
  requests: KeychainRequest[]
  killed: boolean
  held: boolean | undefined
  say(report: KeychainReport): void
  die(): void
}

/** Children in the order in which they were started, and the function that starts them. */
export function fakeChildren(): { all: FakeChild[]; spawn: () => ChildChannel } {
  const all: FakeChild[] = []
  const spawn = (): ChildChannel => {
    let hear: (message: unknown) => void = () => undefined
    let gone: () => void = () => undefined
    const child: FakeChild = {
      requests: [],
      killed: false,
      held: undefined,
      say: (report) => hear(report),
      die: () => gone(),
    }
    all.push(child)
    return {
      post: (request) => void child.requests.push(request),
      onMessage: (listener) => (hear = listener),
      onExit: (listener) => (gone = listener),
      kill: () => {
        child.killed = true
        gone()
      },
      hold: (busy) => (child.held = busy),
    }
  }
  return { all, spawn }
}

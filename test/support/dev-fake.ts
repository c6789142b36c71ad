import { start } from '../../renderer/src/main.ts'
import { furnishDesk } from './furnish-desk.ts'
import { fakeParticipants, happyStatuses, scriptedWorld, type World } from './scripted-world.ts'

// The address says what to show: ?theme=dark&lang=pt-BR&banks=10000&signed=1&vault=session&send=unknown&step=800
// and of the desk: &own=1 (environments and sets of one's own), &guard=locked|open|override, &drift=1
const asked = new URLSearchParams(location.search)
const world = scriptedWorld(asked.get('lang') === 'pt-BR' ? 'pt-BR' : 'en')
world.settings.theme = asked.get('theme') === 'dark' ? 'dark' : 'light'
world.settings.environmentId = asked.get('env') ?? 'simulator'
world.sendOutcome = (asked.get('send') ?? 'accepted') as World['sendOutcome']
if (asked.has('banks')) world.participants = fakeParticipants(Number(asked.get('banks')))
if (asked.has('signed')) world.signIn()
if (asked.get('vault') === 'session') {
  for (const environment of world.environments) {
    environment.credential = {
      ...environment.credential,
      vault: { kind: 'session', detail: 'org.freedesktop.secrets: no such name' },
    }
  }
  world.notices.push({
    id: 'n1',
    severity: 'warning',
    code: 'vault-session-only',
    message:
      'No keychain was found (no Secret Service). Keys are kept in memory only and are gone when the program ends.',
    at: new Date().toISOString(),
  })
}

furnishDesk(world, asked)

const stepMs = Number(asked.get('step') ?? 900)
const rejection = asked.get('reject')
const statuses = rejection
  ? [...happyStatuses.slice(0, 5), 'PAYMENT_REJECTED']
  : happyStatuses.flatMap((status) => [status, status])

// Lives a payment's life after each send, as the simulator would.
const { invoke } = world.transport
world.transport.invoke = async (channel, input) => {
  const result = await invoke(channel, input)
  if (channel === 'payload.send' && world.sendOutcome === 'accepted') {
    const localId = world.payments[0]?.localId ?? ''
    statuses.forEach((status, index) => {
      setTimeout(
        () =>
          world.observe(
            localId,
            index === 6
              ? { errorCode: 'connect' }
              : { status, ...(status.endsWith('REJECTED') && rejection ? { rejection } : {}) },
          ),
        stepMs * (index + 1),
      )
    })
  }
  return result
}

start(world.transport)

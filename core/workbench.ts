import { hostname } from 'node:os'
import { m } from '../messages/index.ts'
import { Publisher } from './events.ts'
import { createRedactor } from './evidence/redactor.ts'
import { KlaviError } from './failure.ts'
import { keysTeller } from './lost-keys.ts'
import { mayPass } from './journal/database.ts'
import { createWriteBatch } from './journal/write-batch.ts'
import { isAlive } from './journal/is-alive.ts'
import {
  openJournal,
  openJournalForReading,
  openMemoryJournal,
  type Journal,
} from './journal/journal.ts'
import type { ExchangeRecord } from './journal/exchanges-table.ts'
import { createClient } from './klavi/client.ts'
import { createClockSkew } from './klavi/clock-skew.ts'
import { differencesOf } from './klavi/drift/contract.ts'
import { createExchanger, type ExchangerPorts } from './klavi/exchanger.ts'
import type { Wire } from './klavi/http/wire.ts'
import { createRetrier, usualRetries } from './klavi/retries.ts'
import { createCredentialMemory } from './klavi/credential-memory.ts'
import { createKeyring } from './klavi/keyring.ts'
import { reasonWords } from './klavi/vault-refusal.ts'
import { createTokens } from './klavi/tokens.ts'
import { createWays } from './klavi/way.ts'
import { createNotices, type Notices } from './notices.ts'
import type { CorePorts } from './ports.ts'
import { isoTime } from './system.ts'
import { createEnvironmentBook, type Context, type FreshExchange } from './use-cases/context.ts'
import { driftCalls } from './use-cases/drift.ts'
import { credentialCases } from './use-cases/credentials.ts'
import { environmentCases } from './use-cases/environments.ts'
import { exchangeCases } from './use-cases/exchanges.ts'
import { logoCases } from './use-cases/logos.ts'
import { matrixCases } from './use-cases/matrix.ts'
import { guardCases } from './use-cases/guard.ts'
import { createGuardDesk } from './use-cases/guard-desk.ts'
import { historyCases } from './use-cases/history.ts'
import { inboxCases } from './use-cases/inbox.ts'
import { journalCalls } from './use-cases/journal-calls.ts'
import { participantLists } from './use-cases/participant-lists.ts'
import { participantCases } from './use-cases/participants.ts'
import { payloadCases } from './use-cases/payload.ts'
import { payloadValues } from './use-cases/payload-values.ts'
import { paymentCases } from './use-cases/payments.ts'
import { presetCases } from './use-cases/presets.ts'
import { readinessCalls } from './use-cases/readiness.ts'
import { scenarioCalls } from './use-cases/scenarios.ts'
import { requestCalls } from './use-cases/requests.ts'
import { tokenCalls } from './use-cases/tokens.ts'
import { returnCases } from './use-cases/returns.ts'
import { watchCases } from './use-cases/watches.ts'
import { waySources } from './use-cases/way-sources.ts'
import type { Workbench } from './workbench-api.ts'

/**
 * Builds the workbench from its ports. A journal that cannot be opened does not keep the program from starting: it is
 * told, everything can be looked at, and nothing is sent.
 */
export async function createWorkbench(ports: CorePorts): Promise<Workbench> {
  const { clock, random, settings, vault } = ports
  const publisher = new Publisher()
  const publish = publisher.publish.bind(publisher)
  const notices = createNotices(
    (notice) => publish('notice', notice),
    () => isoTime(clock.now()),
  )
  const redactor = ports.redactor ?? createRedactor()
  ports.onVaultWaiting?.((waiting) => publish('vaultWaiting', waiting))
  const { journal, fault } = open(ports, notices)
  let writeFault = fault
  /** What failed does not pass by waiting (a damaged table): that another write went well says nothing of it. */
  let lasting = false

  const batch = createWriteBatch({
    clock,
    together: journal.together,
    failed(thrown) {
      // Told at the start: what cannot be written will not be.
      if (fault !== undefined) return
      const reason = reasonOf(thrown)
      writeFault = reason
      lasting ||= !mayPass(thrown)
      notices.raise('journal-unavailable', 'error', () => m.notice_journal_unavailable({ reason }))
    },
    went() {
      if (lasting) return
      if (writeFault !== undefined && fault === undefined) notices.withdraw('journal-unavailable')
      writeFault = fault
    },
  })
  const write = (work: () => void): void => void batch.now(work)
  const loadWire = ports.loadWire ?? loadAppWire
  const wire = lazyWire(loadWire)
  const skew = createClockSkew()
  const trail: Context['trail'] = new Set()
  const exchangerPorts: ExchangerPorts = {
    wire,
    redactor,
    clock,
    random,
    userAgent: ports.userAgent,
    bodies: journal.bodies,
    onReply: skew.note,
    onEnded(...ended) {
      for (const hear of trail) hear(...ended)
    },
    record: (record) =>
      new Promise((resolve) => {
        const insert = () => journal.exchanges.insert(record)
        batch.add(insert, (written) => {
          if (written !== 'dropped') publish('exchange', record)
          resolve()
        })
      }),
    compare(environment, step, status, json) {
      const differences = differencesOf(environment.dialect, step, status, json, redactor.text)
      if (differences.length === 0) return
      write(() => journal.drift.note(environment.id, step, differences, isoTime(clock.now())))
      publish('drift', { environmentId: environment.id })
    },
  }
  const exchange = createExchanger(exchangerPorts)
  const changed = (environmentId: string): void => publish('environment', { environmentId })
  const memory = createCredentialMemory(settings, journal.credentialUses)
  const guard = createGuardDesk({
    clock,
    journal,
    changed,
    record(work) {
      if (fault !== undefined) throw new KlaviError('journal-unavailable', { reason: fault })
      try {
        journal.together(work)
      } catch (thrown) {
        throw new KlaviError('journal-unavailable', { reason: reasonOf(thrown) }, thrown)
      }
    },
  })
  const keyring = createKeyring({
    vault,
    profileId: settings.profileId,
    redactor,
    memory,
    now: () => clock.now(),
    ...keysTeller(notices),
    onSession: (reason) =>
      notices.raise('vault-session-only', 'warning', () =>
        m.notice_vault_session_only({ reason: reasonWords(reason) }),
      ),
  })
  const ways = createWays(waySources(ports, redactor, keyring), () => clock.monotonic())
  const context: Context = {
    ports,
    journal,
    journalFault: () => writeFault,
    journalFaultNow() {
      if (writeFault !== fault) {
        lasting = false
        write(() => journal.leases.renew(clock.now()))
      }
      return writeFault
    },
    client: createClient(
      exchange,
      clock,
      redactor.text,
      createRetrier(clock, random, { ...usualRetries, ...ports.retries }),
      skew,
    ),
    tokens: createTokens(() => clock.now()),
    skew,
    exchange,
    trail,
    keyring,
    redactor,
    publish,
    subscribe: (listener) => publisher.subscribe(listener),
    write,
    batch,
    environments: createEnvironmentBook(ports, ways, changed),
    payloadValues: payloadValues(ports),
    participantLists: participantLists(ports.profileFolder),
    guard,
    freshExchange: () => freshExchange(exchangerPorts, loadWire),
  }

  if (!ports.runtimeTrusted) {
    notices.raise('runtime-untrusted', 'info', () => m.notice_runtime_untrusted())
  }
  for (const { localId } of journal.payments.interrupted()) {
    // Its program died between the intent and the answer: only Klavi knows whether it arrived.
    if (journal.leases.isDead(localId, clock.now())) {
      write(() => {
        journal.payments.update(localId, { state: 'unknown' })
        journal.leases.end(localId)
      })
    }
  }
  for (const { id, pid, host } of journal.posts.interrupted()) {
    if (host === hostname() && isAlive(pid)) continue
    write(() => journal.posts.update(id, { state: 'unknown', endedAt: isoTime(clock.now()) }))
  }
  const watches = watchCases(context)
  const readiness = readinessCalls(context, watches)
  const scenarios = scenarioCalls(context, () => bench)
  const sending = paymentCases(context, watches)
  const participants = participantCases(context)
  const presets = presetCases(context)
  const matrix = matrixCases(context, sending.payments.send)
  const returns = returnCases(context)
  const inbox = inboxCases(context)
  const exchanges = exchangeCases(context)
  const bench: Workbench = {
    subscribe: (listener) => publisher.subscribe(listener),
    environments: environmentCases(context, watches),
    ...credentialCases(context),
    guard: guardCases(context),
    participants,
    logos: logoCases(
      context,
      wire,
      (environmentId, participantId) =>
        participants.cached(environmentId)?.participants.find(({ id }) => id === participantId)
          ?.avatar,
    ),
    ...sending,
    payload: payloadCases(context, presets.find),
    presets: presets.cases,
    matrix: matrix.cases,
    returns: returns.cases,
    watch: watches.cases,
    exchanges: exchanges.cases,
    history: historyCases(context, watches),
    journal: journalCalls(context, watches),
    inbox: inbox.calls,
    requests: requestCalls(context, watches),
    tokens: tokenCalls(context),
    drift: driftCalls(context),
    readiness,
    scenarios,
    notices: { list: notices.list, dismiss: notices.dismiss },
    async close() {
      await readiness.close()
      await scenarios.close()
      matrix.close()
      presets.close()
      returns.close()
      watches.close()
      exchanges.close()
      guard.close()
      await memory.settled()
      await inbox.close()
      wire.close()
      vault.close()
      await ports.simulator.close()
      batch.close()
      journal.close()
    },
  }
  return bench
}

function open(ports: CorePorts, notices: Notices): { journal: Journal; fault?: string } {
  const { profileFolder, owner, clock } = ports
  try {
    const { journal, setAsideAs } = openJournal(profileFolder, owner, clock.now())
    if (setAsideAs !== undefined) {
      notices.raise('journal-set-aside', 'warning', () =>
        m.notice_journal_set_aside({ file: setAsideAs }),
      )
    }
    return { journal }
  } catch (thrown) {
    const fault = reasonOf(thrown)
    notices.raise('journal-unavailable', 'error', () =>
      m.notice_journal_unavailable({ reason: fault }),
    )
    try {
      // A history that can be read is better than an empty one.
      return { journal: openJournalForReading(profileFolder, owner), fault }
    } catch {
      return { journal: openMemoryJournal(owner), fault }
    }
  }
}

const reasonOf = (thrown: unknown): string =>
  thrown instanceof Error ? thrown.message : String(thrown)

/** Connections of its own, so that what is measured includes opening them. */
function freshExchange(ports: ExchangerPorts, loadWire: () => Promise<Wire>): FreshExchange {
  const wire = lazyWire(loadWire)
  let last: ExchangeRecord | undefined
  const exchange = createExchanger({
    ...ports,
    wire,
    record(record) {
      last = record
      return ports.record(record)
    },
  })
  return { exchange, recorded: () => last, close: () => wire.close() }
}

/** The HTTP library is loaded with the first call: nobody waits for it at the start. */
function lazyWire(open: () => Promise<Wire>): Wire {
  let loaded: Promise<Wire> | undefined
  const load = (): Promise<Wire> => (loaded ??= open())
  return {
    prepare: async () => void (await load()),
    exchange: async (request) => (await load()).exchange(request),
    close() {
      void loaded?.then((wire) => wire.close())
    },
  }
}

const loadAppWire = async (): Promise<Wire> =>
  (await import('./klavi/http/app-wire.ts')).createAppWire()

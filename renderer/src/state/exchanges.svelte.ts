import type {
  ExchangeStep,
  ExchangeSummary,
  Failure,
  StatusClass,
} from '../../../electron/contract/types.ts'
import type { Requests } from '../../../electron/contract/channels.ts'
import { failureOf, type Api } from '../api.ts'
import { withNewest } from './newest-rows.ts'
import { upsert } from './upsert.ts'

/** So many are read at once; earlier ones come when they are asked for. */
const PAGE = 500
/** So many are kept of what comes live; who asks for earlier ones has those besides. */
const MOST_KEPT = 4_000

type ExchangeFilterQuery = Omit<Requests['exchanges.query']['input'], 'offset' | 'limit'>

export interface ExchangeFilter {
  search: string
  environmentId: string | null
  step: ExchangeStep | null
  statusClass: StatusClass | null
  errorsOnly: boolean
  /** One payment's only. */
  localId: string | null
}

export const noFilter: ExchangeFilter = {
  search: '',
  environmentId: null,
  step: null,
  statusClass: null,
  errorsOnly: false,
  localId: null,
}

/** The exchanges that a filter lets through, oldest first; read when they are looked at, and live as long as they are. */
export class ExchangesState {
  list = $state.raw<ExchangeSummary[]>([])
  /** How many there are in the journal, those included that were not read. */
  total = $state(0)
  loading = $state(false)
  loaded = $state(false)
  failure = $state.raw<Failure | null>(null)
  filter = $state.raw<ExchangeFilter>(noFilter)
  readonly filtered = $derived(Object.values(this.filter).some(Boolean))
  #stops: (() => void)[] = []
  #most = MOST_KEPT
  #question = 0
  #api: Api

  constructor(api: Api) {
    this.#api = api
  }

  async open(): Promise<void> {
    if (this.#stops.length === 0) {
      this.#stops = [
        this.#api.on('exchanges', (added) => this.#put(added)),
        this.#api.on('paymentsForgotten', () => void this.#read(0)),
      ]
    }
    await this.#read(0)
  }

  /** Nobody looks: nothing is followed, and what comes meanwhile is read when somebody does again. */
  close(): void {
    for (const stop of this.#stops) stop()
    this.#stops = []
    this.#question += 1
    this.loading = false
    this.loaded = false
    this.list = []
  }

  /** The filter as main takes it. */
  get wanted(): ExchangeFilterQuery {
    const { search, environmentId, step, statusClass, errorsOnly, localId } = this.filter
    return {
      search: search.trim(),
      errorsOnly,
      ...(environmentId === null ? {} : { environmentId }),
      ...(step === null ? {} : { step }),
      ...(statusClass === null ? {} : { statusClass }),
      ...(localId === null ? {} : { localId }),
    }
  }

  narrow(part: Partial<ExchangeFilter>): Promise<void> {
    this.filter = { ...this.filter, ...part }
    return this.#stops.length > 0 ? this.#read(0) : Promise.resolve()
  }

  /** Reads the ones before those that are shown. */
  earlier(): Promise<void> {
    if (this.loading) return Promise.resolve()
    this.#most = Math.max(MOST_KEPT, this.list.length + PAGE)
    return this.#read(this.list.length)
  }

  async #read(offset: number): Promise<void> {
    if (offset === 0) this.#most = MOST_KEPT
    this.#question += 1
    const question = this.#question
    this.loading = true
    this.failure = null
    try {
      const query = { ...this.wanted, offset, limit: PAGE }
      const page = await this.#api.request('exchanges.query', query)
      if (question !== this.#question) return
      // What came by event while the page was under way is in it, or is kept.
      const since = offset === 0 ? this.list.filter((one) => isAfter(one, page.rows[0])) : this.list
      this.list = order(upsert(page.rows, since.filter(this.#fits), (one) => one.id))
      this.total = Math.max(page.total, this.list.length)
      this.loaded = true
    } catch (thrown) {
      if (question === this.#question) this.failure = failureOf(thrown)
    } finally {
      if (question === this.#question) this.loading = false
    }
  }

  #put(added: readonly ExchangeSummary[]): void {
    const { list, added: fresh } = withNewest(this.list, added.filter(this.#fits), this.#most)
    this.list = list
    this.total += fresh
  }

  /** As main judges (core/model/exchange-query.ts), for what comes live. */
  #fits = (one: ExchangeSummary): boolean => {
    const { search, environmentId, step, statusClass, errorsOnly, localId } = this.filter
    const wanted = search.trim().toLowerCase()
    const failed = one.httpStatus === undefined || one.httpStatus >= 400 || !!one.errorCode
    return (
      (environmentId === null || one.environmentId === environmentId) &&
      (localId === null || one.localId === localId) &&
      (step === null || one.step === step) &&
      (statusClass === null || classOf(one) === statusClass) &&
      (!errorsOnly || failed) &&
      (wanted === '' ||
        [one.id, one.url, String(one.httpStatus ?? ''), one.errorCode ?? ''].some((text) =>
          text.toLowerCase().includes(wanted),
        ))
    )
  }
}

const classOf = ({ httpStatus }: ExchangeSummary): string =>
  httpStatus === undefined ? 'none' : `${Math.floor(httpStatus / 100)}xx`

const isAfter = (one: ExchangeSummary, newest: ExchangeSummary | undefined): boolean =>
  newest === undefined || one.at > newest.at

const order = (list: ExchangeSummary[]): ExchangeSummary[] =>
  list.sort((a, b) => a.at.localeCompare(b.at))

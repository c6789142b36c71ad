import { createContext } from 'svelte'
import type { Language } from '../../../messages/index.ts'
import type { Api } from '../api.ts'
import { ChecklistState } from './checklist.svelte.ts'
import { Clock } from './clock.svelte.ts'
import { CredentialsState } from './credentials.svelte.ts'
import { DockState } from './dock.svelte.ts'
import { DriftState } from './drift.svelte.ts'
import { EnvironmentEditors } from './environment-editors.svelte.ts'
import { EnvironmentsState } from './environments.svelte.ts'
import { ExchangesState } from './exchanges.svelte.ts'
import { GuardController } from './guard.svelte.ts'
import { LanguageState } from './language.svelte.ts'
import { MatrixState } from './matrix.svelte.ts'
import { NavigationState } from './navigation.svelte.ts'
import { NoticesState } from './notices.svelte.ts'
import { ParticipantsState } from './participants.svelte.ts'
import { PayloadState } from './payload.svelte.ts'
import { PaymentsState } from './payments.svelte.ts'
import { ReadinessState } from './readiness.svelte.ts'
import { RequestsState } from './requests.svelte.ts'
import { PresetsState } from './presets.svelte.ts'
import { ReturnsState } from './returns.svelte.ts'
import { SettingsState } from './settings.svelte.ts'
import { SimulatorState } from './simulator.svelte.ts'
import { WatchState } from './watch.svelte.ts'

/** Everything that the screens share, one controller per topic. */
export interface AppState {
  api: Api
  clock: Clock
  language: LanguageState
  settings: SettingsState
  environments: EnvironmentsState
  credentials: CredentialsState
  participants: ParticipantsState
  payload: PayloadState
  presets: PresetsState
  matrix: MatrixState
  returns: ReturnsState
  payments: PaymentsState
  watch: WatchState
  notices: NoticesState
  exchanges: ExchangesState
  navigation: NavigationState
  dock: DockState
  simulator: SimulatorState
  checklist: ChecklistState
  guard: GuardController
  environmentEditors: EnvironmentEditors
  requests: RequestsState
  drift: DriftState
  readiness: ReadinessState
}

export function createAppState(api: Api, firstLanguage: Language): AppState {
  const language = new LanguageState(firstLanguage)
  const settings = new SettingsState(api, language)
  const environments = new EnvironmentsState(api, settings)
  const payments = new PaymentsState(api)
  const guard = new GuardController(api, environments)
  const participants = new ParticipantsState(api, environments)
  const payload = new PayloadState(api, environments, participants)
  return {
    api,
    clock: new Clock(),
    language,
    settings,
    environments,
    credentials: new CredentialsState(api, environments),
    participants,
    payload,
    presets: new PresetsState(api),
    matrix: new MatrixState(api),
    returns: new ReturnsState(api),
    payments,
    watch: new WatchState(api, payments),
    notices: new NoticesState(api),
    exchanges: new ExchangesState(api),
    navigation: new NavigationState(),
    dock: new DockState(),
    simulator: new SimulatorState(api),
    guard,
    environmentEditors: new EnvironmentEditors(api),
    requests: new RequestsState(api, guard, payments),
    drift: new DriftState(api),
    readiness: new ReadinessState(api),
    checklist: new ChecklistState(environments, payload, payments),
  }
}

/** What every screen needs before it can be used. The rest comes when it is looked at. */
export async function loadAppState(app: AppState): Promise<void> {
  await Promise.all([
    app.settings.load(),
    app.environments.load(),
    app.payments.load(),
    app.notices.load(),
  ])
}

export const [useApp, provideApp] = createContext<AppState>()

import { m } from '../messages/index.ts'
import type { Environment } from './model/environment.ts'
import type { Notices } from './notices.ts'

/** Tells which remembered keys the vault has not got: one standing notice that names them all. */
export function lostKeysTeller(notices: Notices) {
  const lost = new Map<string, string>()
  return (environment: Environment, set: string, keptIn: string): void => {
    lost.set(`${environment.id}/${set}`, `${environment.name} (${set}, ${keptIn})`)
    const names = [...lost.values()].join(', ')
    notices.raise('credential-lost', 'warning', () => m.notice_credential_lost({ names }))
  }
}

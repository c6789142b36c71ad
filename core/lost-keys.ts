import { m } from '../messages/index.ts'
import type { Environment } from './model/environment.ts'
import type { Notices } from './notices.ts'

/** Tells which remembered keys the vault has not got, and which entries are others: one standing notice of each kind. */
export function keysTeller(notices: Notices) {
  const lost = new Map<string, string>()
  const changed = new Map<string, string>()
  const tellLost = (): void => {
    const names = [...lost.values()].join(', ')
    if (names === '') notices.dismiss('credential-lost')
    else notices.raise('credential-lost', 'warning', () => m.notice_credential_lost({ names }))
  }
  return {
    onLost(environment: Environment, set: string, keptIn: string): void {
      lost.set(`${environment.id}/${set}`, `${environment.name} (${set}, ${keptIn})`)
      tellLost()
    },
    onFound(environment: Environment, set: string): void {
      if (lost.delete(`${environment.id}/${set}`)) tellLost()
    },
    onChanged(environment: Environment, set: string): void {
      changed.set(`${environment.id}/${set}`, `${environment.name} (${set})`)
      const names = [...changed.values()].join(', ')
      notices.raise('credential-changed', 'warning', () => m.notice_credential_changed({ names }))
    },
  }
}

import type { Sandbox } from '../sandbox.ts'
import type { ControlSettings } from './control.ts'

/** One caller has the simulator for itself: nothing goes on by itself, and webhooks go to that caller. */
export interface Hold {
  /** Names the caller; any string of its own. */
  holder: string
  /** What is in force again afterwards. */
  speed: number
  webhookUrl: string | null
  timer?: NodeJS.Timeout
}

/** A caller that is not heard of for longer is taken for dead. */
const LONGEST_HOLD_MS = 60_000

/**
 * Takes the simulator for `forMs`, or lengthens what the same holder has. Answers false where another one has it.
 * A holder that dies gives it back by saying nothing more; one that dies together with the simulator, at the next start.
 */
export async function takeHold(
  sandbox: Sandbox,
  holder: string,
  webhookUrl: string | null,
  forMs: number,
): Promise<boolean> {
  if (holder === '' || !(forMs > 0 && forMs <= LONGEST_HOLD_MS)) {
    throw new RangeError(`a hold needs a holder, and a time up to ${LONGEST_HOLD_MS} ms`)
  }
  return inTurn(sandbox, async () => {
    const hold = sandbox.hold ?? {
      holder,
      speed: sandbox.book.speed(),
      webhookUrl: sandbox.webhooks.url(),
    }
    if (hold.holder !== holder) return false
    sandbox.webhooks.setUrl(webhookUrl)
    if (sandbox.hold === null) {
      sandbox.hold = hold
      // First what brings the speed back after a crash, then the speed.
      await sandbox.kept.save()
      await setSpeed(sandbox, 0)
    }
    clearTimeout(hold.timer)
    hold.timer = setTimeout(() => void endHold(sandbox, holder).catch(() => {}), forMs).unref()
    return true
  })
}

/** Sets what was in force before; nothing where this holder has it not. */
export async function endHold(sandbox: Sandbox, holder: string): Promise<void> {
  await inTurn(sandbox, async () => {
    const { hold } = sandbox
    if (hold === null || hold.holder !== holder) return
    clearTimeout(hold.timer)
    sandbox.hold = null
    sandbox.webhooks.setUrl(hold.webhookUrl)
    await setSpeed(sandbox, hold.speed)
    await sandbox.kept.save()
  })
}

/** One after the other: an end that overtook the taking would leave the simulator standing for good. */
async function inTurn<Result>(sandbox: Sandbox, work: () => Promise<Result>): Promise<Result> {
  const mine = sandbox.holdTurn.then(work)
  sandbox.holdTurn = mine.catch(() => {})
  return mine
}

/** Sets what a person chose, or keeps it for the time after a hold. */
export async function setPace(
  sandbox: Sandbox,
  { speed, webhookUrl }: Pick<ControlSettings, 'speed' | 'webhookUrl'>,
): Promise<void> {
  const { hold } = sandbox
  if (hold !== null) {
    hold.speed = speed ?? hold.speed
    if (webhookUrl !== undefined) hold.webhookUrl = webhookUrl
    return
  }
  if (webhookUrl !== undefined) sandbox.webhooks.setUrl(webhookUrl)
  if (speed !== undefined) await setSpeed(sandbox, speed)
}

async function setSpeed(sandbox: Sandbox, speed: number): Promise<void> {
  if (speed === sandbox.book.speed()) return
  await sandbox.book.setSpeed({ at: sandbox.now(), speed })
  sandbox.webhooks.refreshAll()
}

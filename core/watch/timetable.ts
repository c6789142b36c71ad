import type { Clock } from '../ports.ts'

interface Task {
  key: string
  lane: string
  /** Of the monotonic clock: setting the wall clock moves nothing. */
  dueMs: number
  /** Tells tasks that are due together apart: first come, first served. */
  order: number
  run: () => Promise<void>
}

export interface Timetable {
  /** Runs once after `delayMs`, as soon as its lane has room; replaces what the key had. */
  put(key: string, lane: string, delayMs: number, run: () => Promise<void>): void
  remove(key: string): void
  /** Milliseconds until it is due, or undefined where nothing waits under this key. */
  dueIn(key: string): number | undefined
  /** Nothing runs until `release`. */
  hold(): void
  /** Goes on; what fell due meanwhile is spread over `spreadMs`, so that it does not leave all at once. */
  release(spreadMs: number): void
  close(): void
}

/**
 * One timer for everything that is due some time, instead of one each. A heap holds what waits; of each lane (an
 * origin) at most `laneSize` run at once, and what has to wait for room is served in the order in which it was due, so
 * that no payment starves another.
 */
export function createTimetable(clock: Clock, laneSize: number): Timetable {
  const heap: Task[] = []
  const tasks = new Map<string, Task>()
  const lanes = new Map<string, { running: number; waiting: Task[] }>()
  let cancel: (() => void) | undefined
  let armedFor = Infinity
  let held = false
  let orders = 0

  const sooner = (a: Task, b: Task): boolean =>
    a.dueMs < b.dueMs || (a.dueMs === b.dueMs && a.order < b.order)
  const swap = (a: number, b: number): void => {
    ;[heap[a], heap[b]] = [heap[b] as Task, heap[a] as Task]
  }
  const push = (task: Task): void => {
    heap.push(task)
    let child = heap.length - 1
    while (child > 0) {
      const parent = (child - 1) >> 1
      if (!sooner(heap[child] as Task, heap[parent] as Task)) break
      swap(child, parent)
      child = parent
    }
  }
  const pop = (): Task | undefined => {
    const top = heap[0]
    const last = heap.pop()
    if (top === undefined || last === undefined || heap.length === 0) return top
    heap[0] = last
    for (let parent = 0; ;) {
      let least = parent
      for (const child of [2 * parent + 1, 2 * parent + 2]) {
        const found = heap[child]
        if (found !== undefined && sooner(found, heap[least] as Task)) least = child
      }
      if (least === parent) return top
      swap(parent, least)
      parent = least
    }
  }
  /** Removed and replaced tasks are left in the heap and passed over when they come up. */
  const isLive = (task: Task): boolean => tasks.get(task.key) === task
  const skipDead = (): Task | undefined => {
    while (heap[0] !== undefined && !isLive(heap[0])) pop()
    return heap[0]
  }

  const laneOf = (name: string): { running: number; waiting: Task[] } => {
    const lane = lanes.get(name) ?? { running: 0, waiting: [] }
    lanes.set(name, lane)
    return lane
  }
  const begin = (task: Task): void => {
    const lane = laneOf(task.lane)
    if (lane.running >= laneSize) return void lane.waiting.push(task)
    lane.running += 1
    tasks.delete(task.key)
    void task
      .run()
      .catch(() => {})
      .finally(() => {
        lane.running -= 1
        let next = lane.waiting.shift()
        while (next !== undefined && !isLive(next)) next = lane.waiting.shift()
        if (next !== undefined) begin(next)
        else if (lane.running === 0 && lane.waiting.length === 0) lanes.delete(task.lane)
      })
  }

  const fire = (): void => {
    cancel = undefined
    armedFor = Infinity
    const now = clock.monotonic()
    for (let next = skipDead(); next !== undefined && next.dueMs <= now; next = skipDead()) {
      pop()
      begin(next)
    }
    arm()
  }
  const arm = (): void => {
    const next = held ? undefined : skipDead()
    const at = next?.dueMs ?? Infinity
    if (at === armedFor) return
    cancel?.()
    cancel = undefined
    armedFor = at
    if (next === undefined) return
    // The machine's timers count in 31 bits.
    cancel = clock.after(Math.min(2 ** 31 - 1, Math.max(0, at - clock.monotonic())), fire)
  }

  return {
    put(key, lane, delayMs, run) {
      const task: Task = {
        key,
        lane,
        dueMs: clock.monotonic() + delayMs,
        order: (orders += 1),
        run,
      }
      tasks.set(key, task)
      push(task)
      arm()
    },
    remove(key) {
      tasks.delete(key)
      arm()
    },
    dueIn(key) {
      const task = tasks.get(key)
      return task === undefined ? undefined : Math.max(0, task.dueMs - clock.monotonic())
    },
    hold() {
      held = true
      arm()
    },
    release(spreadMs) {
      held = false
      const now = clock.monotonic()
      const late = [...tasks.values()].filter(({ dueMs }) => dueMs < now)
      late.sort((a, b) => (sooner(a, b) ? -1 : 1))
      for (const [index, task] of late.entries()) {
        const again = { ...task, dueMs: now + (spreadMs * index) / late.length }
        tasks.set(task.key, again)
        push(again)
      }
      armedFor = NaN
      arm()
    },
    close() {
      tasks.clear()
      heap.length = 0
      lanes.clear()
      cancel?.()
      cancel = undefined
      armedFor = Infinity
    },
  }
}

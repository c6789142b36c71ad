const KEY = 'klavi-tester.dock-open'

/** Whether the dock at the foot of the window is open; remembered from one start to the next. */
export class DockState {
  #open = $state(read())

  get open(): boolean {
    return this.#open
  }

  set open(open: boolean) {
    this.#open = open
    try {
      localStorage.setItem(KEY, open ? '1' : '0')
    } catch {
      // Without storage it is closed at the next start.
    }
  }
}

function read(): boolean {
  try {
    return localStorage.getItem(KEY) === '1'
  } catch {
    return false
  }
}

import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { childEnv } from './node.mjs'
import { repoRoot } from './paths.mjs'

const PASSED_ON = ['SIGINT', 'SIGTERM', 'SIGHUP']

/** The exit code a shell would report for a process that a signal ended. */
const codeOf = (code, signal) => code ?? 128 + (constants.signals[signal] ?? 0)

/** Gives the signals that this process gets to a child; the answer stops it. */
function passSignalsTo(child) {
  // Ctrl-C reaches the terminal's whole foreground group by itself; a signal sent to this process alone does not.
  const pass = (signal) => {
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
  }
  for (const signal of PASSED_ON) process.on(signal, pass)
  return () => {
    for (const signal of PASSED_ON) process.off(signal, pass)
  }
}

/**
 * Runs a command in the foreground: it shares the terminal, gets the signals that this process
 * gets, and its exit code is returned (128 + n for signal n). Resolves only once it is gone.
 */
export function runForeground(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: repoRoot,
      env: childEnv(),
      stdio: 'inherit',
      ...options,
    })
    const finish = passSignalsTo(child)
    child.once('error', (error) => {
      finish()
      reject(error)
    })
    child.once('exit', (code, signal) => {
      finish()
      resolve(codeOf(code, signal))
    })
  })
}

/** Runs a command and collects what it writes: `{ code, output, stdout }`; output is both streams in order. */
export function runCaptured(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: repoRoot,
      env: childEnv(),
      stdio: ['ignore', 'pipe', 'pipe'],
      ...options,
    })
    const finish = passSignalsTo(child)
    const all = []
    const out = []
    child.stdout.on('data', (chunk) => {
      all.push(chunk)
      out.push(chunk)
    })
    child.stderr.on('data', (chunk) => all.push(chunk))
    child.once('error', (error) => {
      finish()
      reject(error)
    })
    child.once('close', (code, signal) => {
      finish()
      resolve({
        code: codeOf(code, signal),
        output: Buffer.concat(all).toString('utf8'),
        stdout: Buffer.concat(out).toString('utf8'),
      })
    })
  })
}

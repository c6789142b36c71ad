import { describe, expect, it } from 'vitest'
import { busSocketPaths } from '../../../../core/vault/dbus-address.ts'
import { keychainEnv } from '../../../../core/vault/keychain-env.ts'
import { classifyKeychainError } from '../../../../core/vault/keychain-errors.ts'
import { isKeychainReport, isKeychainRequest } from '../../../../core/vault/keychain-protocol.ts'

describe('environment of the keychain child', () => {
  const env = {
    PATH: '/bin',
    HOME: '/home/x',
    DBUS_SESSION_BUS_ADDRESS: 'unix:path=/b',
    DISPLAY: ':0',
    KLAVI_ACCESS_KEY: 'key',
    KLAVI_SECRET_KEY: 'secret',
    NODE_OPTIONS: '--inspect',
    LD_PRELOAD: 'x.so',
    USERPROFILE: 'C:\\Users\\x',
  }

  it('keeps what the keychain needs and no key, loader or inspector', () => {
    expect(Object.keys(keychainEnv(env, 'linux')).sort()).toEqual([
      'DBUS_SESSION_BUS_ADDRESS',
      'DISPLAY',
      'HOME',
      'PATH',
    ])
  })

  it('reads names in any case on Windows only', () => {
    expect(
      keychainEnv({ Path: 'C:\\bin', SYSTEMROOT: 'C:\\Windows', KLAVI_SECRET_KEY: 's' }, 'win32'),
    ).toEqual({
      Path: 'C:\\bin',
      SYSTEMROOT: 'C:\\Windows',
    })
    expect(keychainEnv({ Path: '/bin' }, 'darwin')).toEqual({})
  })
})

describe('bus address', () => {
  it.each([
    ['unix:path=/run/user/0/bus', ['/run/user/0/bus']],
    ['unix:path=/tmp/a%20b,guid=12', ['/tmp/a b']],
    ['unix:abstract=/tmp/dbus-x,guid=12', ['\0/tmp/dbus-x']],
    ['tcp:host=localhost,port=1;unix:path=/second', ['/second']],
    ['unix:runtime=yes', ['/run/x/bus']],
    ['autolaunch:', []],
    ['unix:path=%zz', ['%zz']],
    ['', ['/run/x/bus']],
  ])('%s', (address, paths) => {
    expect(
      busSocketPaths({ DBUS_SESSION_BUS_ADDRESS: address, XDG_RUNTIME_DIR: '/run/x' }),
    ).toEqual(paths)
  })

  it('knows no bus without an address and a runtime folder', () => {
    expect(busSocketPaths({})).toEqual([])
  })
})

describe('errors of the keyring library', () => {
  const storage = "Couldn't access platform storage: "
  it.each([
    [`${storage}Secret Service: unlock prompt was dismissed`, 'denied'],
    [`${storage}Secret Service: object locked`, 'locked'],
    [`${storage}User interaction is not allowed.`, 'locked'],
    ['Platform failure: User canceled the operation.', 'denied'],
  ])('%s', (text, kind) => {
    expect(classifyKeychainError(new Error(text))).toEqual({ kind })
  })

  it.each([
    [
      'Platform failure: DBus error: Failed to connect to socket /tmp/none: No such file or directory',
      'no-bus',
    ],
    [
      'Platform failure: DBus error: Using X11 for dbus-daemon autolaunch was disabled at compile time, set your DBUS_SESSION_BUS_ADDRESS instead',
      'no-bus',
    ],
    [
      'Platform failure: DBus error: The name org.freedesktop.secrets was not provided by any .service files',
      'no-secret-service',
    ],
    [`${storage}Secret Service: no result found`, 'no-default-keyring'],
    ['Entry is matched by 2 credentials: []', 'ambiguous'],
    ["Attribute 'password' is longer than platform limit of 2560 chars", 'too-long'],
    ['Something new', 'failed'],
  ])('%s', (text, reason) => {
    expect(classifyKeychainError(new Error(text))).toEqual({
      kind: 'unavailable',
      reason,
      detail: text,
    })
  })
})

describe('messages of the keychain child', () => {
  it('knows a request', () => {
    const request = { id: 1, service: 's', account: 'a', op: 'get' }
    expect(isKeychainRequest(request)).toBe(true)
    expect(isKeychainRequest({ ...request, op: 'set', secret: 'x' })).toBe(true)
    expect(isKeychainRequest({ ...request, op: 'set' })).toBe(false)
    expect(isKeychainRequest({ ...request, op: 'list' })).toBe(false)
    expect(isKeychainRequest({ ...request, account: undefined })).toBe(false)
    expect(isKeychainRequest(null)).toBe(false)
  })

  it('knows a report', () => {
    expect(isKeychainReport({ id: 1, type: 'found', keychain: { name: 'x', locked: false } })).toBe(
      true,
    )
    expect(isKeychainReport({ id: 1, type: 'done', answer: { kind: 'locked' } })).toBe(true)
    expect(isKeychainReport({ id: 1, type: 'done', answer: {} })).toBe(false)
    expect(isKeychainReport({ id: 1, type: 'found' })).toBe(false)
    expect(isKeychainReport({ type: 'found', keychain: {} })).toBe(false)
    expect(isKeychainReport('done')).toBe(false)
  })
})

// The least that an Electron app with one window can be; what the bench compares the real one with.
import { app, BrowserWindow } from 'electron'

app.setPath('userData', process.env.KLAVI_TESTER_PROFILE)
app.whenReady().then(() => {
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    webPreferences: { sandbox: true, contextIsolation: true },
  })
  window.loadFile('index.html')
})
app.on('window-all-closed', () => app.quit())

// Runs before the first paint, hence neither a module nor bundled: main says theme, language and environment in the
// address (`?theme=dark&lang=pt-BR&env=simulator`), so that the outline is drawn in the right colours at once.
;(function () {
  const asked = new URLSearchParams(location.search)
  const root = document.documentElement
  const systemTheme = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
  const theme = asked.get('theme')
  root.dataset.theme = theme === 'light' || theme === 'dark' ? theme : systemTheme
  root.lang = asked.get('lang') === 'pt-BR' ? 'pt-BR' : 'en'
  const env = asked.get('env')
  root.dataset.env =
    env === 'sandbox' || env === 'production' || env === 'custom' ? env : 'simulator'
})()

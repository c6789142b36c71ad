import { options, takes, verbs, type Verb } from '../args/options.ts'

/** Words that a verb takes first. */
const actions: Partial<Record<Verb, string>> = {
  env: 'list add edit remove test',
  credentials: 'set test delete status',
  inspect: 'brcode pixkey document amount curl jwt',
  payload: 'new check import export',
  report: 'verify compare',
  completion: 'bash zsh',
}
/** Verbs that take files. */
const withFiles: readonly Verb[] = ['pay', 'run', 'report', 'payload']

const optionsOf = (verb: Verb): string =>
  options
    .filter((option) => takes(option, verb))
    .map(({ name }) => `--${name}`)
    .join(' ')

/** A script that completes verbs, their options and files; made from the tables that the parser reads. */
export const completionScript = (shell: 'bash' | 'zsh'): string =>
  shell === 'bash' ? bash() : zsh()

function bash(): string {
  const cases = verbs.map(
    (verb) =>
      `    ${verb}) words="${[actions[verb], optionsOf(verb)].filter(Boolean).join(' ')}"; files=${withFiles.includes(verb) ? 1 : 0} ;;`,
  )
  return `# bash completion of klavi-tester
_klavi_tester() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" words="" files=0
  COMPREPLY=()
  case "$previous" in
    --profile|--report|--ca) COMPREPLY=($(compgen -f -- "$current")); return ;;
    --lang) COMPREPLY=($(compgen -W "en pt-BR" -- "$current")); return ;;
    --dialect) COMPREPLY=($(compgen -W "g1 g2 g3" -- "$current")); return ;;
  esac
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "${verbs.join(' ')} help --help --version" -- "$current"))
    return
  fi
  case "\${COMP_WORDS[1]}" in
${cases.join('\n')}
    help) words="${verbs.join(' ')}" ;;
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
  if [ "$files" = 1 ] && [ "\${current#-}" = "$current" ]; then
    COMPREPLY+=($(compgen -f -- "$current"))
  fi
}
complete -o filenames -F _klavi_tester klavi-tester
`
}

function zsh(): string {
  const cases = verbs.map((verb) => {
    const words = [actions[verb], optionsOf(verb)].filter(Boolean).join(' ')
    const files = withFiles.includes(verb) ? '; _files' : ''
    return `    ${verb}) compadd -- ${words}${files} ;;`
  })
  return `#compdef klavi-tester
_klavi_tester() {
  case "\${words[CURRENT-1]}" in
    --profile|--report|--ca) _files; return ;;
    --lang) compadd -- en pt-BR; return ;;
    --dialect) compadd -- g1 g2 g3; return ;;
  esac
  if (( CURRENT == 2 )); then
    compadd -- ${verbs.join(' ')} help --help --version
    return
  fi
  case "\${words[2]}" in
${cases.join('\n')}
    help) compadd -- ${verbs.join(' ')} ;;
  esac
}
if [ "$funcstack[1]" = "_klavi_tester" ]; then _klavi_tester "$@"; else compdef _klavi_tester klavi-tester; fi
`
}

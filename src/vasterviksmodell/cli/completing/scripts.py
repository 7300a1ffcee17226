"""The scripts by which bash, zsh and fish ask the program what a word may be."""

from vasterviksmodell.cli.completing.answering import VARIABLE

_BASH = f"""\
# Completion of vasterviksmodell in bash. In ~/.bashrc: eval "$(vasterviksmodell completion bash)"
_vasterviksmodell() {{
    local first line
    COMPREPLY=()
    {{
        IFS= read -r first
        while IFS= read -r line; do COMPREPLY+=("$line"); done
    }} < <({VARIABLE}=bash "${{1/#\\~/$HOME}}" "$COMP_WORDBREAKS" "${{COMP_LINE:0:COMP_POINT}}" 2>/dev/null)
    case $first in
        open) compopt +o bashdefault +o default -o nospace 2>/dev/null ;;
        words) compopt +o bashdefault +o default 2>/dev/null ;;
    esac
}}
complete -o bashdefault -o default -o nosort -F _vasterviksmodell vasterviksmodell 2>/dev/null ||
    complete -o bashdefault -o default -F _vasterviksmodell vasterviksmodell
"""
_ZSH = f"""\
#compdef vasterviksmodell
# Completion of vasterviksmodell in zsh. In ~/.zshrc, after compinit: eval "$(vasterviksmodell completion zsh)"
_vasterviksmodell() {{
    local -a lines values shown
    local line value told
    lines=("${{(@f)$({VARIABLE}=zsh "${{${{(Q)words[1]}}/#\\~/$HOME}}" "${{(@Q)words[1,CURRENT]}}" 2>/dev/null)}}")
    if [[ $lines[1] == files* ]]; then
        line=${{lines[1]#files}}
        line=${{line#$'\\t'}}
        [[ -n $line ]] && compset -P "${{(b)line}}"
        _files
        return
    fi
    for line in "${{(@)lines[2,-1]}}"; do
        value=${{line%%$'\\t'*}}
        told=${{line#*$'\\t'}}
        values+=("$value")
        shown+=("$value${{told:+  -- $told}}")
    done
    (( $#values )) || return 1
    if [[ $lines[1] == open ]]; then
        compadd -V words -S '' -ld shown -a values
    else
        compadd -V words -ld shown -a values
    fi
}}
if [[ $funcstack[1] == _vasterviksmodell ]]; then
    _vasterviksmodell "$@"
else
    compdef _vasterviksmodell vasterviksmodell
fi
"""
_FISH = f"""\
# Completion of vasterviksmodell in fish. Keep it as ~/.config/fish/completions/vasterviksmodell.fish
function __vasterviksmodell_words
    set -l words (commandline -opc)
    set -l last (commandline -ct)
    set -l program (string replace -r -- '^~' $HOME $words[1])
    set -l lines ({VARIABLE}=fish $program $words $last 2>/dev/null)
    set -l kind (string split -m 1 \\t -- $lines[1])
    if test "$kind[1]" = files
        for path in (__fish_complete_path (string sub -s (math 1 + (string length -- "$kind[2]")) -- $last))
            echo "$kind[2]$path"
        end
    else if set -q lines[2]
        printf '%s\\n' $lines[2..-1]
    end
end
complete -c vasterviksmodell -f -k -a '(__vasterviksmodell_words)'
"""
SCRIPTS = {"bash": _BASH, "zsh": _ZSH, "fish": _FISH}
"""By shell."""

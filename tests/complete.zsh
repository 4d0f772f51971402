# What an interactive zsh offers for lines, by a file _newsprint in a folder:
#   zsh -f complete.zsh FOLDER RESULT LINE...
# RESULT gets ">LINE", then each offer on a line of its own.
zmodload zsh/zpty || exit 77
folder=$1 result=$2
shift 2

# wait_for TEXT: until RESULT has it, 20 s at most.
wait_for() {
  repeat 200; do
    grep -qsx -- "$1" $result && return
    sleep .1
  done
}

zpty session zsh -f -i
zpty -w session "PROMPT=; fpath=($folder \$fpath); autoload -Uz compinit; compinit -u -D; LISTMAX=10000"
# Everything that is offered goes through compadd.
zpty -w session 'compadd() { local -a offers; builtin compadd -A offers "$@"; print -rl -- $offers >>'$result'; builtin compadd "$@" }'
for line in "$@"; do
  zpty -w session "print -r -- '>$line' >>$result"
  wait_for ">$line"
  zpty -w -n session "$line"$'\t\x15'  # completes, then drops the line
done
zpty -w session "print -r -- '>' >>$result"
wait_for '>'
zpty -d session

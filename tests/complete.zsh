# What an interactive zsh offers for lines, by a file _newsprint in a folder:
#   zsh -f complete.zsh FOLDER RESULT LINE...
# RESULT gets ">LINE", then each offer on a line of its own.
zmodload zsh/zpty || exit 77
export FOLDER=$1 RESULT=$2
shift 2
export TO_COMPLETE=${(F)@}

# Nothing is typed: the session's editor completes all lines as soon as it is there, then it ends. Keys that come while the
# editor is not there yet go to the terminal, which may act on them itself.
export ZDOTDIR=$FOLDER
cat >$ZDOTDIR/.zshrc <<'RC'
PROMPT= LISTMAX=10000
fpath=($FOLDER $fpath)
autoload -Uz compinit
compinit -u -D
# Everything that is offered goes through compadd.
compadd() { local -a offers; builtin compadd -A offers "$@"; print -rl -- $offers >>$RESULT; builtin compadd "$@" }
zle-line-init() {
  for line in "${(f)TO_COMPLETE}"; do
    print -r -- ">$line" >>$RESULT
    BUFFER=$line CURSOR=$#line
    zle complete-word
  done
  exit
}
zle -N zle-line-init
RC
zpty session zsh --no-globalrcs -d -i
while zpty -r session shown; do done  # until it has ended

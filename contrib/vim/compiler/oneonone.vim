" :compiler oneonone, then :make: the mistakes in the notes as a quickfix list.

if exists('current_compiler')
  finish
endif
let current_compiler = 'oneonone'

CompilerSet makeprg=oneonone\ check\ $*
CompilerSet errorformat=%f:%l:\ %m

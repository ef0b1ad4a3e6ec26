" oneonone from Vim and Neovim: the mistakes in the notes as a quickfix list,
" and its commands without leaving the editor. docs/vim.md says how to use it.

if exists('g:loaded_oneonone')
  finish
endif
let g:loaded_oneonone = 1

" :OneononeCheck [PERSON...] fills the quickfix list and goes to the first.
command! -nargs=* -complete=custom,s:People OneononeCheck call s:Check(<q-args>)

" :Oneonone COMMAND runs any command; what it changed is read again.
command! -nargs=* -complete=custom,s:Words Oneonone call s:Run(<q-args>)

function! s:Output(args) abort
  return systemlist('oneonone ' . join(map(split(a:args), 'shellescape(v:val)')))
endfunction

function! s:Check(people) abort
  silent! wall
  " Told from where Vim is, so that each file is found.
  let said = s:Output('check ' . a:people)
  cgetexpr said
  call setqflist(filter(getqflist(), 'v:val.valid'), 'r')
  if empty(getqflist())
    cclose
    echo join(said, "\n")
  else
    botright copen
    cfirst
  endif
endfunction

function! s:Run(args) abort
  silent! wall
  echo join(s:Output(a:args), "\n")
  checktime
endfunction

" Words come from oneonone's own completion, as in a shell.
function! s:Words(lead, line, position) abort
  let words = split(strpart(a:line, 0, a:position))[1:]
  return s:Complete(empty(a:lead) ? words + [''] : words)
endfunction

function! s:People(lead, line, position) abort
  return s:Complete(['check', a:lead])
endfunction

function! s:Complete(words) abort
  let lines = systemlist('oneonone __completeNoDesc ' . join(map(copy(a:words), 'shellescape(v:val)')) . ' 2>/dev/null')
  return join(filter(lines, 'v:val !~ "^:"'), "\n")
endfunction

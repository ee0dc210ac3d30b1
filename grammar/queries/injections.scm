; One injection for each node, never combined: a command does not go on in the next instruction.
;
; Neovim reads the patterns of `#match?` as very magic ones of Vim, the others as Rust's: so `<` and `=`
; stand in brackets, and no pattern relies on what `.` and `$` do at the end of a line.

((comment) @injection.content
  (#set! injection.language "comment"))

; The shell form
; --------------

; Without its children, which are comments, empty lines and heredoc markers: a shell sees none of them.
;
; A query sees one place, not what was said before it. So it cannot tell that a SHELL further up in the
; stage names PowerShell or cmd (nor could it leave out the pattern for bash there), and only what cannot
; be anything else counts as PowerShell: a cmdlet, or a variable that is set, at the very beginning.

([
  (run_instruction command: (shell_command) @injection.content)
  (cmd_instruction command: (shell_command) @injection.content)
  (entrypoint_instruction command: (shell_command) @injection.content)
]
  (#not-match? @injection.content "^([A-Z][a-z]+-[A-Z][A-Za-z]+|[$][A-Za-z_:]+ *[=])")
  (#set! injection.language "bash"))

([
  (run_instruction command: (shell_command) @injection.content)
  (cmd_instruction command: (shell_command) @injection.content)
  (entrypoint_instruction command: (shell_command) @injection.content)
]
  (#match? @injection.content "^([A-Z][a-z]+-[A-Z][A-Za-z]+|[$][A-Za-z_:]+ *[=])")
  (#set! injection.language "powershell"))

; The exec form
; -------------

; Where variables are expanded in it (ADD, COPY, VOLUME) it is more than JSON.
([
  (run_instruction command: (exec_form) @injection.content)
  (cmd_instruction command: (exec_form) @injection.content)
  (entrypoint_instruction command: (exec_form) @injection.content)
  (shell_instruction command: (exec_form) @injection.content)
]
  (#set! injection.language "json")
  (#set! injection.include-children))

; Heredocs of RUN by the program that reads them
; ----------------------------------------------

; A heredoc that is the whole command is a script.
((run_instruction
  command: (shell_command) @_command
  heredoc: (heredoc body: (heredoc_body) @injection.content))
  (#match? @_command "^[0-9]*[<][<]-?[ \t]*([^ \t<'\"]+|'[^']*'|\"[^\"]*\")$")
  (#not-match? @injection.content "^\t*#!")
  (#set! injection.language "bash"))

((run_instruction
  command: (shell_command) @_command
  heredoc: (heredoc body: (heredoc_body) @injection.content))
  (#match? @_command "^([^ ]*/)?(ba|da|a|k|z)?sh( +-[^ ]*)* +[<][<]")
  (#not-match? @injection.content "^\t*#!")
  (#set! injection.language "bash"))

((run_instruction
  command: (shell_command) @_command
  heredoc: (heredoc body: (heredoc_body) @injection.content))
  (#match? @_command "^([^ ]*/)?python[0-9.]*( +-[^ ]*)* +[<][<]")
  (#not-match? @injection.content "^\t*#!")
  (#set! injection.language "python"))

((run_instruction
  command: (shell_command) @_command
  heredoc: (heredoc body: (heredoc_body) @injection.content))
  (#match? @_command "^([^ ]*/)?node( +-[^ ]*)* +[<][<]")
  (#not-match? @injection.content "^\t*#!")
  (#set! injection.language "javascript"))

((run_instruction
  command: (shell_command) @_command
  heredoc: (heredoc body: (heredoc_body) @injection.content))
  (#match? @_command "^([^ ]*/)?perl( +-[^ ]*)* +[<][<]")
  (#not-match? @injection.content "^\t*#!")
  (#set! injection.language "perl"))

((run_instruction
  command: (shell_command) @_command
  heredoc: (heredoc body: (heredoc_body) @injection.content))
  (#match? @_command "^([^ ]*/)?ruby( +-[^ ]*)* +[<][<]")
  (#not-match? @injection.content "^\t*#!")
  (#set! injection.language "ruby"))

((run_instruction
  command: (shell_command) @_command
  heredoc: (heredoc body: (heredoc_body) @injection.content))
  (#match? @_command "^([^ ]*/)?php( +-[^ ]*)* +[<][<]")
  (#not-match? @injection.content "^\t*#!")
  (#set! injection.language "php"))

((run_instruction
  command: (shell_command) @_command
  heredoc: (heredoc body: (heredoc_body) @injection.content))
  (#match? @_command "^([^ ]*/)?(pwsh|powershell)([.]exe)?( +-[^ ]*)* +[<][<]")
  (#not-match? @injection.content "^\t*#!")
  (#set! injection.language "powershell"))

; Heredocs by their interpreter line
; ----------------------------------

((heredoc_body) @injection.content
  (#match? @injection.content "^\t*#! *[-+A-Za-z0-9_./]*/(env +(-[^ ]+ +)*)?(ba|da|a|k|z)?sh[^-+A-Za-z0-9_./]")
  (#set! injection.language "bash"))

((heredoc_body) @injection.content
  (#match? @injection.content "^\t*#! *[-+A-Za-z0-9_./]*/(env +(-[^ ]+ +)*)?python[0-9.]*[^-+A-Za-z0-9_./]")
  (#set! injection.language "python"))

((heredoc_body) @injection.content
  (#match? @injection.content "^\t*#! *[-+A-Za-z0-9_./]*/(env +(-[^ ]+ +)*)?(node|nodejs|deno|bun)[^-+A-Za-z0-9_./]")
  (#set! injection.language "javascript"))

((heredoc_body) @injection.content
  (#match? @injection.content "^\t*#! *[-+A-Za-z0-9_./]*/(env +(-[^ ]+ +)*)?perl[^-+A-Za-z0-9_./]")
  (#set! injection.language "perl"))

((heredoc_body) @injection.content
  (#match? @injection.content "^\t*#! *[-+A-Za-z0-9_./]*/(env +(-[^ ]+ +)*)?ruby[^-+A-Za-z0-9_./]")
  (#set! injection.language "ruby"))

((heredoc_body) @injection.content
  (#match? @injection.content "^\t*#! *[-+A-Za-z0-9_./]*/(env +(-[^ ]+ +)*)?php[^-+A-Za-z0-9_./]")
  (#set! injection.language "php"))

((heredoc_body) @injection.content
  (#match? @injection.content "^\t*#! *[-+A-Za-z0-9_./]*/(env +(-[^ ]+ +)*)?lua[^-+A-Za-z0-9_./]")
  (#set! injection.language "lua"))

((heredoc_body) @injection.content
  (#match? @injection.content "^\t*#! *[-+A-Za-z0-9_./]*/(env +(-[^ ]+ +)*)?fish[^-+A-Za-z0-9_./]")
  (#set! injection.language "fish"))

((heredoc_body) @injection.content
  (#match? @injection.content "^\t*#! *[-+A-Za-z0-9_./]*/(env +(-[^ ]+ +)*)?pwsh[^-+A-Za-z0-9_./]")
  (#set! injection.language "powershell"))

; Heredocs by the name of their file
; ----------------------------------

; Only ADD and COPY have a destination. It is a file where there is one heredoc, and a directory where
; there are several: then the files have the names of the heredocs, which the end lines repeat.

([
  (_
    destination: (path) @_file
    heredoc: (heredoc body: (heredoc_body) @injection.content))
  (_
    destination: (path)
    heredoc: (heredoc
      body: (heredoc_body) @injection.content
      end: (heredoc_end) @_file))
]
  (#match? @_file "[.](ba|da|k|z)?sh[\"']?$")
  (#not-match? @injection.content "^\t*#!")
  (#set! injection.language "bash"))

([
  (_
    destination: (path) @_file
    heredoc: (heredoc body: (heredoc_body) @injection.content))
  (_
    destination: (path)
    heredoc: (heredoc
      body: (heredoc_body) @injection.content
      end: (heredoc_end) @_file))
]
  (#match? @_file "[.]py[\"']?$")
  (#not-match? @injection.content "^\t*#!")
  (#set! injection.language "python"))

([
  (_
    destination: (path) @_file
    heredoc: (heredoc body: (heredoc_body) @injection.content))
  (_
    destination: (path)
    heredoc: (heredoc
      body: (heredoc_body) @injection.content
      end: (heredoc_end) @_file))
]
  (#match? @_file "[.][cm]?jsx?[\"']?$")
  (#not-match? @injection.content "^\t*#!")
  (#set! injection.language "javascript"))

([
  (_
    destination: (path) @_file
    heredoc: (heredoc body: (heredoc_body) @injection.content))
  (_
    destination: (path)
    heredoc: (heredoc
      body: (heredoc_body) @injection.content
      end: (heredoc_end) @_file))
]
  (#match? @_file "[.][cm]?ts[\"']?$")
  (#not-match? @injection.content "^\t*#!")
  (#set! injection.language "typescript"))

([
  (_
    destination: (path) @_file
    heredoc: (heredoc body: (heredoc_body) @injection.content))
  (_
    destination: (path)
    heredoc: (heredoc
      body: (heredoc_body) @injection.content
      end: (heredoc_end) @_file))
]
  (#match? @_file "[.]json[\"']?$")
  (#not-match? @injection.content "^\t*#!")
  (#set! injection.language "json"))

([
  (_
    destination: (path) @_file
    heredoc: (heredoc body: (heredoc_body) @injection.content))
  (_
    destination: (path)
    heredoc: (heredoc
      body: (heredoc_body) @injection.content
      end: (heredoc_end) @_file))
]
  (#match? @_file "[.]ya?ml[\"']?$")
  (#not-match? @injection.content "^\t*#!")
  (#set! injection.language "yaml"))

([
  (_
    destination: (path) @_file
    heredoc: (heredoc body: (heredoc_body) @injection.content))
  (_
    destination: (path)
    heredoc: (heredoc
      body: (heredoc_body) @injection.content
      end: (heredoc_end) @_file))
]
  (#match? @_file "[.]toml[\"']?$")
  (#not-match? @injection.content "^\t*#!")
  (#set! injection.language "toml"))

([
  (_
    destination: (path) @_file
    heredoc: (heredoc body: (heredoc_body) @injection.content))
  (_
    destination: (path)
    heredoc: (heredoc
      body: (heredoc_body) @injection.content
      end: (heredoc_end) @_file))
]
  (#match? @_file "[.]xml[\"']?$")
  (#not-match? @injection.content "^\t*#!")
  (#set! injection.language "xml"))

([
  (_
    destination: (path) @_file
    heredoc: (heredoc body: (heredoc_body) @injection.content))
  (_
    destination: (path)
    heredoc: (heredoc
      body: (heredoc_body) @injection.content
      end: (heredoc_end) @_file))
]
  (#match? @_file "[.]html?[\"']?$")
  (#not-match? @injection.content "^\t*#!")
  (#set! injection.language "html"))

([
  (_
    destination: (path) @_file
    heredoc: (heredoc body: (heredoc_body) @injection.content))
  (_
    destination: (path)
    heredoc: (heredoc
      body: (heredoc_body) @injection.content
      end: (heredoc_end) @_file))
]
  (#match? @_file "[.]css[\"']?$")
  (#not-match? @injection.content "^\t*#!")
  (#set! injection.language "css"))

([
  (_
    destination: (path) @_file
    heredoc: (heredoc body: (heredoc_body) @injection.content))
  (_
    destination: (path)
    heredoc: (heredoc
      body: (heredoc_body) @injection.content
      end: (heredoc_end) @_file))
]
  (#match? @_file "[.]sql[\"']?$")
  (#not-match? @injection.content "^\t*#!")
  (#set! injection.language "sql"))

([
  (_
    destination: (path) @_file
    heredoc: (heredoc body: (heredoc_body) @injection.content))
  (_
    destination: (path)
    heredoc: (heredoc
      body: (heredoc_body) @injection.content
      end: (heredoc_end) @_file))
]
  (#match? @_file "[.]pl[\"']?$")
  (#not-match? @injection.content "^\t*#!")
  (#set! injection.language "perl"))

([
  (_
    destination: (path) @_file
    heredoc: (heredoc body: (heredoc_body) @injection.content))
  (_
    destination: (path)
    heredoc: (heredoc
      body: (heredoc_body) @injection.content
      end: (heredoc_end) @_file))
]
  (#match? @_file "[.]rb[\"']?$")
  (#not-match? @injection.content "^\t*#!")
  (#set! injection.language "ruby"))

([
  (_
    destination: (path) @_file
    heredoc: (heredoc body: (heredoc_body) @injection.content))
  (_
    destination: (path)
    heredoc: (heredoc
      body: (heredoc_body) @injection.content
      end: (heredoc_end) @_file))
]
  (#match? @_file "[.]php[\"']?$")
  (#not-match? @injection.content "^\t*#!")
  (#set! injection.language "php"))

([
  (_
    destination: (path) @_file
    heredoc: (heredoc body: (heredoc_body) @injection.content))
  (_
    destination: (path)
    heredoc: (heredoc
      body: (heredoc_body) @injection.content
      end: (heredoc_end) @_file))
]
  (#match? @_file "[.]lua[\"']?$")
  (#not-match? @injection.content "^\t*#!")
  (#set! injection.language "lua"))

([
  (_
    destination: (path) @_file
    heredoc: (heredoc body: (heredoc_body) @injection.content))
  (_
    destination: (path)
    heredoc: (heredoc
      body: (heredoc_body) @injection.content
      end: (heredoc_end) @_file))
]
  (#match? @_file "[.]ps1[\"']?$")
  (#not-match? @injection.content "^\t*#!")
  (#set! injection.language "powershell"))

([
  (_
    destination: (path) @_file
    heredoc: (heredoc body: (heredoc_body) @injection.content))
  (_
    destination: (path)
    heredoc: (heredoc
      body: (heredoc_body) @injection.content
      end: (heredoc_end) @_file))
]
  (#match? @_file "[.](ini|cfg|service)[\"']?$")
  (#not-match? @injection.content "^\t*#!")
  (#set! injection.language "ini"))

([
  (_
    destination: (path) @_file
    heredoc: (heredoc body: (heredoc_body) @injection.content))
  (_
    destination: (path)
    heredoc: (heredoc
      body: (heredoc_body) @injection.content
      end: (heredoc_end) @_file))
]
  (#match? @_file "(Dockerfile|Containerfile|[.]dockerfile)[\"']?$")
  (#not-match? @injection.content "^\t*#!")
  (#set! injection.language "dockerfile"))

; What ends in .conf may be anything: the path of nginx says so, the others mostly look like INI.
([
  (_
    destination: (path) @_file
    heredoc: (heredoc body: (heredoc_body) @injection.content))
  (_
    destination: (path)
    heredoc: (heredoc
      body: (heredoc_body) @injection.content
      end: (heredoc_end) @_file))
]
  (#match? @_file "nginx[^ ]*[.]conf[\"']?$")
  (#not-match? @injection.content "^\t*#!")
  (#set! injection.language "nginx"))

([
  (_
    destination: (path) @_file
    heredoc: (heredoc body: (heredoc_body) @injection.content))
  (_
    destination: (path)
    heredoc: (heredoc
      body: (heredoc_body) @injection.content
      end: (heredoc_end) @_file))
]
  (#match? @_file "[.]conf[\"']?$")
  (#not-match? @_file "nginx")
  (#not-match? @injection.content "^\t*#!")
  (#set! injection.language "ini"))

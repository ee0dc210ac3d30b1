use std::process::ExitCode;

fn main() -> ExitCode {
    strates::cli::main()
}

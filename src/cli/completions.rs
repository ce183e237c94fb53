//! `standpoint completions`: what lets a shell complete commands and flags.
use super::{Cli, Done, print};
use anyhow::Result;
use clap::{Args, CommandFactory};
use clap_complete::{Shell, generate};

/// Print the script with which a shell completes commands, flags and their values
///
/// Write it once where the shell looks for such scripts, and open a new shell:
///
///   bash        standpoint completions bash > ~/.local/share/bash-completion/completions/standpoint
///   zsh         standpoint completions zsh > "${fpath[1]}/_standpoint"
///   fish        standpoint completions fish > ~/.config/fish/completions/standpoint.fish
///   powershell  standpoint completions powershell >> $PROFILE
///   elvish      standpoint completions elvish >> ~/.config/elvish/rc.elv
///
/// Make the folder first where there is none. After an update of standpoint write the script again.
#[derive(Args)]
#[command(
    verbatim_doc_comment,
    after_help = "Examples:\n  source <(standpoint completions bash)      # in this shell only\n  standpoint completions fish > ~/.config/fish/completions/standpoint.fish"
)]
pub struct Arguments {
    /// The shell
    shell: Shell,
}

pub fn run(arguments: &Arguments) -> Result<Done> {
    let mut script = Vec::new();
    generate(arguments.shell, &mut Cli::command(), "standpoint", &mut script);
    print(String::from_utf8_lossy(&script))?;
    Ok(Done::All)
}

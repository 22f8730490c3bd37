//! Parent: whether the editor that started us still lives.
//!
//! An editor that crashes may leave our input open, held by one of its children; then its process is the only
//! sign. A process that we never saw alive is not watched: an editor outside our container has a number that
//! means nothing, or something else, in here.

use std::time::Duration;

const EVERY: Duration = Duration::from_secs(2);

/// Comes back when the process has died, and never where that cannot be told. Looks for it once before it returns:
/// an editor that has had an answer from us may die at any time after that.
pub fn gone(process: u32) -> impl Future<Output = ()> + Send {
    let seen = alive(process);
    async move {
        if !seen {
            std::future::pending::<()>().await;
        }
        while alive(process) {
            tokio::time::sleep(EVERY).await;
        }
    }
}

#[cfg(unix)]
fn alive(process: u32) -> bool {
    use rustix::io::Errno;
    use rustix::process::{Pid, test_kill_process};

    let Some(pid) = i32::try_from(process).ok().filter(|p| *p > 0).and_then(Pid::from_raw) else { return false };
    // Another user's process answers with a refusal: it is alive.
    test_kill_process(pid) != Err(Errno::SRCH) && !is_zombie(process)
}

/// A process that has died and that its own parent has not yet buried.
#[cfg(unix)]
fn is_zombie(process: u32) -> bool {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    stat.rsplit(')').next().is_some_and(|rest| rest.trim_start().starts_with('Z'))
}

/// Elsewhere the end of the input has to tell us.
#[cfg(not(unix))]
fn alive(_process: u32) -> bool {
    false
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn the_living_and_the_dead() {
        assert!(alive(std::process::id()));
        let mut child = std::process::Command::new("true").spawn().unwrap();
        let process = child.id();
        while !is_zombie(process) && std::path::Path::new("/proc").exists() {
            std::thread::sleep(Duration::from_millis(5));
        }
        child.wait().unwrap();
        assert!(!alive(process));
        assert!(!alive(0));
    }
}

//! What is wrong with labelled pairs before anything is trained on them or measured with them.
mod balance;
mod coded;
mod finding;
mod length;
mod names;
mod repeats;
mod source;
mod split;
mod tally;

pub use coded::{Coded, read};
pub use finding::{Finding, Kind, Severity};
pub use length::lengths;
pub use tally::{IssueCounts, LabelCounts, Tally};

/// Everything that is wrong with files to be trained on, and with others that are held out, but for [`lengths`]: by severity, then kind,
/// then in the order of the files.
pub fn check(train: &[Coded], dev: &[Coded]) -> Vec<Finding> {
    let faults = train.iter().chain(dev).flat_map(coded::faults);
    let repeats = repeats::repeats(train).into_iter().chain(repeats::repeats(dev));
    let names = names::spellings(train, dev).into_iter().chain(train.iter().chain(dev).flat_map(names::unseen));
    let balance = balance::labels(train).into_iter().chain(balance::issues(train));
    let sources = train.iter().chain(dev).filter_map(source::articles);
    let mut findings: Vec<Finding> =
        faults.chain(repeats).chain(split::splits(train, dev)).chain(names).chain(balance).chain(sources).collect();
    sort(&mut findings);
    findings
}

/// Brings findings into the order of [`check`].
pub fn sort(findings: &mut [Finding]) {
    findings.sort_by_key(|finding| (finding.severity(), finding.kind));
}

#[cfg(test)]
mod tests;

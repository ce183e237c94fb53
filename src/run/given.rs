//! What a scoring is given: articles, where they come from, and what was left out.
use super::manifest::Input;
use crate::article::{self, Article};
use crate::error::{Error, Result};
use crate::file::without_root;
use crate::hash::sha256_of;
use std::path::{Path, PathBuf};

/// The inputs of one scoring.
#[derive(Clone, Debug, Default)]
pub struct Given {
    /// The files that were read.
    pub inputs: Vec<File>,
    /// Their articles, in order, with ids of their own.
    pub articles: Vec<Named>,
    /// What was left out. Files are named as the inputs are, so never by an absolute path.
    pub skipped: Vec<Error>,
}

/// A file that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct File {
    /// What files of the run call it.
    pub name: String,
    /// Where it lies; `-` for standard input.
    pub path: PathBuf,
    /// Articles read from it.
    pub n_articles: usize,
}

impl File {
    /// Whether a row about what was left out, in which absolute paths are cut, is about this file or a folder that it lies in.
    pub fn is_in(&self, row: &Path) -> bool {
        Path::new(&self.name).starts_with(row) || without_root(&self.path).starts_with(row)
    }

    /// With the hash of what it holds, where it can be read once more.
    pub fn summed(&self) -> Input {
        Input { name: self.name.clone(), sha256: sha256_of(&self.path).ok(), n_articles: self.n_articles }
    }
}

/// An article, and the name of the input it comes from.
#[derive(Clone, Debug, PartialEq)]
pub struct Named {
    /// As [`File::name`].
    pub input: String,
    /// The article.
    pub article: Article,
}

impl Given {
    /// From files as read.
    pub fn of(files: Vec<Result<article::Input>>) -> Given {
        let mut given = Given::default();
        for file in files {
            match file {
                Ok(file) => given.take(file),
                Err(error) => given.skipped.push(Error { file: without_root(&error.file).into(), ..error }),
            }
        }
        given
    }

    fn take(&mut self, file: article::Input) {
        let (name, before) = (file.name(), self.articles.len());
        for read in file.articles {
            match read {
                Ok(article) => self.articles.push(Named { input: name.clone(), article }),
                Err(error) => self.skipped.push(Error { file: name.clone().into(), ..error }),
            }
        }
        self.inputs.push(File { name, path: file.source.path, n_articles: self.articles.len() - before });
    }
}

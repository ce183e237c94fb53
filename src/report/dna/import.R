# Puts the documents and statements of this folder into a database of Discourse Network Analyzer, by way of its package rDNA (3.0 or
# newer, https://github.com/leifeld/dna). Make an empty database with DNA first, then give, in this folder:
#
#   Rscript import.R PATH/TO/DATABASE.dna PASSWORD-OF-CODER-1
#
# One statement is one saying: person, organization, concept (the issue) and agreement (1 supportive, 0 opposed). Coded by machine: read
# the statements before you rely on them.
library("rDNA")

arguments <- commandArgs(trailingOnly = TRUE)
if (length(arguments) != 2) stop("usage: Rscript import.R PATH/TO/DATABASE.dna PASSWORD-OF-CODER-1")

table <- function(file) read.csv(file, colClasses = "character", na.strings = character(0), encoding = "UTF-8")
documents <- table("documents.csv")
statements <- table("statements.csv")

dna_init()
if (!isTRUE(dna_openDatabase(db_url = arguments[1], coderId = 1, coderPassword = arguments[2]))) {
  stop("the database cannot be opened: check its path and the password of coder 1")
}

# DNA wants a day: what is not dated gets the first of 1970. Its columns hold so many characters.
days <- ifelse(documents$date == "", "1970-01-01", documents$date)
ids <- dna_addDocuments(
  coder_id = 1,
  title = substr(documents$title, 1, 300),
  text = documents$text,
  author = substr(documents$author, 1, 250),
  source = substr(documents$source, 1, 250),
  section = rep("", nrow(documents)),
  type = substr(documents$type, 1, 250),
  notes = documents$notes,
  date_time = as.POSIXct(days, tz = "UTC")
)

added <- 0
for (row in seq_len(nrow(statements))) {
  statement <- statements[row, ]
  id <- dna_addStatement(
    documentID = ids[match(statement$document, documents$document)],
    startCaret = as.integer(statement$start),
    endCaret = as.integer(statement$stop),
    statementType = "DNA Statement",
    coder = 1,
    person = substr(statement$person, 1, 190),
    organization = substr(statement$organization, 1, 190),
    concept = substr(statement$concept, 1, 190),
    agreement = as.integer(statement$agreement)
  )
  if (id < 0) warning("statement ", row, " was not added") else added <- added + 1
}
dna_closeDatabase()
message(length(ids), " documents and ", added, " statements added")

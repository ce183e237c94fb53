//! How far two words are apart.

/// The fewest letters to put in, take out or exchange to make one of the other (Levenshtein 1966).
pub fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (at, letter) in one.chars().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], at + 1);
        for (place, same) in other.iter().map(|letter_there| *letter_there == letter).enumerate() {
            let exchanged = diagonal + usize::from(!same);
            diagonal = row[place + 1];
            row[place + 1] = exchanged.min(row[place] + 1).min(diagonal + 1);
        }
    }
    row[other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_counted() {
        for (one, other, expected) in [("kitten", "sitting", 3), ("", "ab", 2), ("ab", "", 2), ("ferry", "ferry", 0), ("ab", "ba", 2)] {
            assert_eq!(distance(one, other), expected, "{one} {other}");
        }
    }
}

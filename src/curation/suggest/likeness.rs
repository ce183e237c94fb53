//! How alike names are.
use crate::actor::registry::fold;

/// Letters and digits of a name alone: hyphens, dots, spaces, case and accents make no difference.
pub fn letters(name: &str) -> String {
    fold(name).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Letters to add, drop or change to make one word of another; exact up to `most`, and more than `most` beyond it.
pub fn distance(one: &str, other: &str, most: usize) -> usize {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    if one.len().abs_diff(other.len()) > most {
        return most + 1;
    }
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in one.iter().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for (j, b) in other.iter().enumerate() {
            let changed = diagonal + usize::from(a != b);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[other.len()]
}

/// Whether two words are spellings of one: long words that begin alike and differ in a letter, or very long ones in two.
pub fn spelt_alike(one: &str, other: &str) -> bool {
    let shortest = one.chars().count().min(other.chars().count());
    let most = match shortest {
        0..5 => return false,
        5..8 => 1,
        _ => 2,
    };
    let begin = one.chars().zip(other.chars()).take(3).all(|(a, b)| a == b);
    one != other && begin && distance(one, other, most) <= most
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_counted() {
        assert_eq!(distance("kitten", "sitting", 3), 3);
        assert_eq!(distance("hale", "hale", 1), 0);
        assert_eq!((distance("", "abc", 3), distance("abc", "abcdef", 2)), (3, 3));
    }

    #[test]
    fn spellings_begin_alike() {
        assert!(spelt_alike("zelensky", "zelenskyy") && spelt_alike("brandt", "brand"));
        assert!(!spelt_alike("hale", "hall") && !spelt_alike("marlow", "barlow") && !spelt_alike("lund", "lund"));
        assert_eq!(letters("The Kim Jong-Un"), "kimjongun");
        assert_eq!(letters("Peña"), "pena");
    }
}

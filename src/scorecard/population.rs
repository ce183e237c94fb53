//! How actors' stances on issues are spread before any of them is read.

/// Of an actor on an issue the shares of supportive, cautious and opposed sayings are taken to be drawn from the Dirichlet distribution with
/// these numbers. Fitted by maximum likelihood (Minka 2000, *Estimating a Dirichlet distribution*) to 8,584 coded stances of whole articles,
/// of 8,499 named actors on issues in 610 news articles. Articles count as on the same actor and issue where both have the same name, articles
/// and the like apart; 72 such pairs, which alone tell how far an actor's sayings agree, have more than one. (The sentences of one article
/// agree far more, with numbers that sum to 0.12, and tell nothing of the next article.)
pub const POPULATION: [f64; 3] = [0.31, 0.06, 0.19];

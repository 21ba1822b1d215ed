//! Shingles: overlapping runs of characters by which two texts are compared.
//!
//! Only Han characters, letters and digits count, so a change of punctuation or of blanks is no difference.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

/// A hasher for keys that are hashes already.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Already(u64);

impl Hasher for Already {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(byte);
        }
    }

    fn write_u64(&mut self, hash: u64) {
        // The upper bits of FNV are the better mixed ones, and a table looks at both ends.
        self.0 = hash ^ (hash >> 29);
    }
}

/// A table by hash of a shingle.
pub(super) type ByHash<T> = HashMap<u64, T, BuildHasherDefault<Already>>;
/// A set of hashes.
pub(super) type Hashes = HashSet<u64, BuildHasherDefault<Already>>;

/// Characters in a shingle.
const SIZE: usize = 4;

/// The shingles of a text (groups of four letters), hashed, without repeats, in order of their first place.
pub fn of(chars: impl IntoIterator<Item = char>) -> Vec<u64> {
    let plain: Vec<char> = chars.into_iter().filter(|c| c.is_alphanumeric()).collect();
    let mut seen = Hashes::with_capacity_and_hasher(plain.len(), BuildHasherDefault::default());
    plain.windows(SIZE).map(hash).filter(|&shingle| seen.insert(shingle)).collect()
}

/// FNV-1a over the characters: the same on every machine.
pub(super) fn hash(chars: &[char]) -> u64 {
    chars.iter().fold(0xcbf2_9ce4_8422_2325, |sum, &c| {
        (sum ^ u64::from(u32::from(c))).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

/// Where shingles were first seen.
#[derive(Debug, Default)]
pub(super) struct Index {
    first: ByHash<usize>,
}

impl Index {
    /// The owner with whom these shingles share most, and how many they share; the earliest of equals.
    pub(super) fn nearest(&self, shingles: &[u64]) -> Option<(usize, usize)> {
        let mut votes: BTreeMap<usize, usize> = BTreeMap::new();
        let mut best: Option<(usize, usize)> = None;
        for owner in shingles.iter().filter_map(|shingle| self.first.get(shingle)) {
            let count = votes.entry(*owner).or_insert(0);
            *count += 1;
            let better = best.is_none_or(|(other, most)| *count > most || (*count == most && *owner < other));
            if better {
                best = Some((*owner, *count));
            }
        }
        best
    }

    /// Writes shingles down as `owner`'s, where nobody has them yet.
    pub(super) fn add(&mut self, shingles: &[u64], owner: usize) {
        for &shingle in shingles {
            self.first.entry(shingle).or_insert(owner);
        }
    }
}
